import JSONText
import TestSupport
import Testing

/// A repository in which few of the YAML files are training configs.
@Suite struct MixedRepositoryTests {
  private static let others: [(name: String, text: String)] = [
    (
      "deploy/app-#.yaml",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: app-#
        labels: {app: app-#, tier: backend}
      spec:
        replicas: #
        selector:
          matchLabels: {app: app-#}
        template:
          metadata:
            labels: {app: app-#}
          spec:
            containers:
              - name: server
                image: registry.example.org/app:1.#
                args: ["--epochs", "1#", "--batch-size=1#"]
                resources:
                  limits: {cpu: "2", memory: 4Gi}
                env:
                  - {name: STEPS, value: "1e5"}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: app-#}
      spec:
        ports: [{port: 80#, targetPort: http}]

      """
    ),
    (
      "ci/pipeline-#.yml",
      """
      name: build-#
      on:
        push: {branches: [main]}
      jobs:
        test:
          runs-on: ubuntu-latest
          strategy:
            matrix: {python: ["3.10", "3.1#"]}
          steps:
            - uses: actions/checkout@v4
            - name: test
              run: |
                make test STEPS=#
                echo done
            - run: echo ${{ matrix.python }}

      """
    ),
    (
      "compose/compose-#.yaml",
      """
      services:
        db-#:
          image: postgres:1#
          environment: &shared
            POSTGRES_DB: app#
            PGDATA: /data
          ports: ["543#:5432"]
        web:
          build: .
          depends_on: [db-#]
          environment:
            <<: *shared
            learning_rate: 1e-4
      volumes: {data: {}}

      """
    ),
    (
      "data/record-#.json",
      """
      {"id": #, "name": "record #", "epochs": 300, "model": {"layers": #, "lr": 0.1},
       "tags": ["a", "b", "c"], "values": [1, 2, 3, 4.5, #]}

      """
    ),
  ]

  /// Two thousand files, of which every tenth is a run that is stopped too early.
  private static func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder([:])
    for number in 0..<2_000 {
      let (name, text) =
        number % 10 == 9
        ? ("train/run-#.yaml", Configs.loud) : others[number % others.count]
      try folder.write(
        text.replacing("#", with: "\(number)"), to: name.replacing("#", with: "\(number)"))
    }
    return folder
  }

  @Test func nothingIsFoundOutsideTrainingConfigs() throws {
    let folder = try Self.repository()
    let outcome = try Program.run(
      ["check", "--profile", "strict", "--format", "json", "."], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.complaints == [])
    let json = try JSONValue(parsing: outcome.output)
    let paths = json["files"]?.array?.compactMap { $0["path"]?.string } ?? []
    #expect(paths.count == 200)
    #expect(paths.allSatisfy { $0.hasPrefix("train/run-") })
    #expect(json["skipped"]?.array?.count == 1_800)
  }
}
