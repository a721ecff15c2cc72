import Engine
import Linting
import SourceText
import Testing

/// Comments beside the times of a job.
@Suite struct JobTimeTests {
  private func headlines(_ line: String, _ more: String = "") -> [String] {
    let text = """
      apiVersion: jobset.x-k8s.io/v1alpha2
      kind: JobSet
      metadata: {name: one}
      spec:
        replicatedJobs:
          - name: train
            template:
              spec:
                \(line)
                template:
                  spec:
                    containers:
                      - name: train
                        image: registry/train:1
                        command: [python, train.py, --max_steps=9, --learning_rate=1e-5]
                        resources: {limits: {nvidia.com/gpu: 1}}
      \(more)

      """
    return Linter().report(on: SourceFile(name: "job.yaml", text: text)).findings
      .filter { $0.rule == "fragile-job" }.map(\.finding.headline)
  }

  @Test(arguments: [
    ("activeDeadlineSeconds: 28800 # 4 hours", "4 hours", "8 hours"),
    ("activeDeadlineSeconds: 28800 # 4 hours (4 * 60 * 60)", "4 hours", "8 hours"),
    ("activeDeadlineSeconds: 28800\t#4h", "4h", "8 hours"),
    ("activeDeadlineSeconds: 3600   # 1 hour 30 min.", "1 hour 30 min", "1 hour"),
    ("activeDeadlineSeconds: 86400 # 1.5 days", "1.5 days", "1 day"),
    (
      "ttlSecondsAfterFinished: 600\n          startupSeconds: 60 # 60 Minutes", "60 Minutes",
      "1 minute"
    ),
    ("activeDeadlineSeconds: 60 # 90 in seconds", nil, ""),
    ("activeDeadlineSeconds: 60 # 90 s in seconds", "90 s", "60 seconds"),
  ])
  func anotherTimeThanTheNumberIsTold(line: String, said: String?, counted: String) {
    let expected = said.map { ["the comment says \($0), and the number is \(counted)"] } ?? []
    #expect(headlines(line) == expected)
  }

  @Test(arguments: [
    "# 8 hours", "# 8 h", "# 480 min (8 * 60)", "# 0.3 days", "# 28800 seconds", "# seconds",
    // Lengths of something else, or that nobody can be sure of.
    "# 4 hours per node", "# 2-4 hours", "# ~4 hours", "# 4 hours, was 8", "# at most 4 hours",
    "# 4 hours (per try)", "# 4 m", "# 1 month", "# 4", "# 4 hours + 4 hours", "# 4 hours 4 hours",
    "# note: 4 hours", "#", "# 1e9999 hours", "# 4.4.4 hours",
  ])
  func whatIsNoOtherTimeIsLeft(comment: String) {
    #expect(headlines("activeDeadlineSeconds: 28800 \(comment)") == [])
  }

  @Test func onlyAKeyOfSecondsIsOne() {
    #expect(headlines("parallelism: 1 # 4 hours") == [])
    #expect(headlines("activeDeadlineSeconds: $LIMIT # 4 hours") == [])
    #expect(headlines("annotations: {graceSeconds: 60} # 4 hours") == [])
    #expect(headlines("activeDeadlineSeconds: 28800", "# 4 hours") == [])
  }
}
