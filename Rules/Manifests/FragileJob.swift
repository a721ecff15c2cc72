package import Linting
import ReferenceData
import RunPlan

/// Flags jobs whose outcome is easily lost.
package struct FragileJob: Rule {
  package static let info = RuleInfo(
    id: "fragile-job",
    summary: "What is left of the job when it ends is gone before anyone looks.",
    why: """
      A job that cleans up after itself within a minute takes its logs along. When it fails at night,
      nothing is left in the morning that says why, and the run is started again to find out.
      """,
    severity: .note,
    sources: [
      Citation("kubernetes, pkg/controller/ttlafterfinished")
    ],
    bad: [
      Example(
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: finetune
        spec:
          ttlSecondsAfterFinished: 60
        #                          ^^ seconds
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [python, train.py, --max_steps=1000, --learning_rate=1e-5]
                  resources:
                    limits:
                      nvidia.com/gpu: 1
        """)
    ],
    good: [
      Example(
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: finetune
        spec:
          ttlSecondsAfterFinished: 86400
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [python, train.py, --max_steps=1000, --learning_rate=1e-5]
                  resources:
                    limits:
                      nvidia.com/gpu: 1
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .fragile) }
}
