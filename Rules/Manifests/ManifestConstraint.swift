package import Linting
import ReferenceData
import RunPlan

/// Flags manifests that the API server or a controller refuses.
package struct ManifestConstraint: Rule {
  package static let info = RuleInfo(
    id: "manifest-constraint",
    summary: "The API server or a controller refuses the job, or its pods never start together.",
    why: """
      A manifest is read by the API server, by admission webhooks and by the controller of its kind,
      and each has demands that no YAML check knows: variables are texts, accelerators are not
      overcommitted, a gang has no more members than pods. What is refused at once costs minutes; a
      gang that waits for pods which never come keeps its accelerators for as long as it waits, and
      copies of one command that differ train with two sets of hyperparameters.
      """,
    severity: .error,
    sources: [
      Citation("kubernetes, pkg/apis/core/validation/validation.go"),
      Citation("volcano, pkg/webhooks/admission/jobs/validate/admit_job.go"),
    ],
    bad: [
      Example(
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: finetune
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [python, train.py, --max_steps=1000, --learning_rate=1e-5]
                  env:
                    - name: OMP_NUM_THREADS
                      value: 8
        #                    ^ a number
                  resources:
                    limits:
                      nvidia.com/gpu: 1
        """),
      Example(
        """
        apiVersion: batch.volcano.sh/v1alpha1
        kind: Job
        metadata:
          name: finetune
        spec:
          minAvailable: 5
        #               ^ more than all tasks together
          tasks:
            - name: worker
              replicas: 4
        #               - 4 here
              template:
                spec:
                  containers:
                    - name: worker
                      image: registry/train:1
                      command: [torchrun, --nnodes=4, --nproc_per_node=1, train.py, --max_steps=1000]
                      resources:
                        limits:
                          nvidia.com/gpu: 1
        """),
    ],
    good: [
      Example(
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: finetune
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [python, train.py, --max_steps=1000, --learning_rate=1e-5]
                  env:
                    - name: OMP_NUM_THREADS
                      value: "8"
                  resources:
                    limits:
                      nvidia.com/gpu: "1"
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .manifest) }
}
