package import Linting
import ReferenceData
import RunPlan

/// Flags jobs that start anew and have nothing to go on from.
package struct RestartWithoutCheckpoint: Rule {
  package static let info = RuleInfo(
    id: "restart-without-checkpoint",
    summary: "The job is started anew when it fails, and its checkpoints are gone by then.",
    why: """
      A restart pays off where training goes on from a checkpoint. A container that is started anew has
      nothing of what the last one wrote into its own file system: checkpoints on no volume and in no
      bucket are lost with it. Each restart then trains from the first step, and a job that fails
      after a day costs a day each time.
      """,
    severity: .warning,
    sources: [
      Citation("kubernetes, pkg/controller/job/job_controller.go"),
      Citation("kubeflow/trainer, pkg/controller.v1/common/pod.go"),
    ],
    bad: [
      Example(
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: finetune
        spec:
          backoffLimit: 4
        #               ^ started anew
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [python, train.py, --max_steps=1000, --learning_rate=1e-5, --output_dir=/out]
        #                                                                                          ---- in the container, on no volume
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
          backoffLimit: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [python, train.py, --max_steps=1000, --learning_rate=1e-5, --output_dir=/out/1]
                  resources:
                    limits:
                      nvidia.com/gpu: 1
                  volumeMounts:
                    - name: out
                      mountPath: /out
              volumes:
                - name: out
                  persistentVolumeClaim: {claimName: checkpoints}
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .restart) }
}
