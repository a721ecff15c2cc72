import Engine
import Linting
import SourceText
import Testing

/// What a manifest risks once its run is long.
@Suite struct JobHazardTests {
  private func notes(_ text: String) -> [String] {
    Linter().report(on: SourceFile(name: "job.yaml", text: text)).findings
      .filter { $0.rule == "fragile-job" }.map(\.finding.headline)
  }

  private static func job(
    hours: Int? = 64_000, nodes: Int = 32, retries: String = "backoffLimit: 0",
    image: String = "registry/train:1", pod: String = "hostNetwork: true", gpus: Int = 8
  ) -> String {
    """
    \(hours.map { "# trainlint: fact device_hours=\($0)" } ?? "#")
    apiVersion: batch/v1
    kind: Job
    metadata: {name: one}
    spec:
      \(retries)
      completionMode: Indexed
      completions: \(nodes)
      parallelism: \(nodes)
      template:
        spec:
          \(pod)
          restartPolicy: Never
          containers:
            - name: train
              image: \(image)
              command: [torchrun, --nnodes=\(nodes), --nproc_per_node=\(gpus), train.py, --max_steps=9]
              resources:
                limits: {nvidia.com/gpu: \(gpus)}
              volumeMounts: [{name: shm, mountPath: /dev/shm}]

    """
  }

  @Test func aLongJobOfManyMachinesShouldStartAnew() {
    #expect(
      notes(Self.job()) == ["the job ends with its first failure, and 1.33 are to be expected"])
    for other in [
      Self.job(hours: nil), Self.job(hours: 6_400), Self.job(retries: "backoffLimit: 3"),
      // Without the key a job starts its pods anew six times.
      Self.job(retries: "suspend: false"), Self.job(hours: 32_000, nodes: 4),
      Self.job(retries: "backoffLimit: $RETRIES"),
    ] { #expect(notes(other) == []) }
  }

  @Test(arguments: [
    ("registry/train", true), ("registry:5000/train", true), ("train:latest", true),
    ("registry:5000/train:1", false), ("train@sha256:ab", false), ("train:latest@sha256:ab", false),
    ("$IMAGE", false), ("registry/${NAME}", false), ("'{{ image }}'", false), ("train:$TAG", false),
  ]) func aLongRunNamesItsImage(image: String, isFound: Bool) {
    let found = notes(Self.job(retries: "backoffLimit: 3", image: image))
    #expect(found.count == (isFound ? 1 : 0), "\(found)")
    #expect(notes(Self.job(hours: 640, retries: "backoffLimit: 3", image: image)) == [])
  }

  @Test(arguments: [
    ("hostNetwork: false", 8, 0), ("dnsPolicy: Default", 8, 1), ("dnsPolicy: Default", 4, 0),
    ("resourceClaims: []", 8, 0), ("annotations: {k8s.v1.cni.cncf.io/networks: a}", 8, 0),
  ]) func fullMachinesWantANetwork(pod: String, gpus: Int, count: Int) {
    #expect(notes(Self.job(hours: nil, nodes: 4, pod: pod, gpus: gpus)).count == count)
    #expect(notes(Self.job(hours: nil, nodes: 1, pod: pod, gpus: gpus)) == [])
  }

  @Test func theLengthMayBeKnownToTheConfigAlone() {
    let config = """
          base_model: NousResearch/Llama-3.2-1B
          datasets:
            - path: teknium/GPT4-LLM-Cleaned
              type: alpaca
          micro_batch_size: 2
          num_epochs: 3
      """
    let map = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a.yaml: |\n"
    let text = Self.job(nodes: 32)
      .split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.hasPrefix("          command:")
          ? "          command: [torchrun, --nnodes=32, --nproc_per_node=8, -m, axolotl.cli.train, /c/a.yaml]"
          : line.hasPrefix("          volumeMounts:")
            ? "          volumeMounts: [{name: shm, mountPath: /dev/shm}, {name: c, mountPath: /c}]"
            : String(line)
      }.joined(separator: "\n")
    let volumes = "      volumes: [{name: c, configMap: {name: c}}]\n"
    #expect(notes(text + volumes + map + config + "\n").count == 1)
  }
}
