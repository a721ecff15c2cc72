package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags processes, nodes and accelerators of a job that do not go together.
package struct DeviceCountMismatch: Rule {
  package static let info = RuleInfo(
    id: "device-count-mismatch",
    summary: "A job starts other processes or nodes than it has accelerators or pods.",
    why: """
      A manifest says twice how large a job is: in what it asks the cluster for, and in what it tells
      the launcher. The two are written far apart and changed one at a time. Where they disagree,
      processes wait for nodes that never come, share a GPU until its memory is full, or leave
      accelerators idle that are paid for; none of it shows before the queue has been waited for.
      The same holds for a training config that counts its own nodes and devices.
      """,
    severity: .error,
    sources: [
      Citation("torch/distributed/run.py"),
      Citation("kubeflow/trainer, pkg/controller.v1/pytorch/envvar.go", of: ["kubernetes"]),
    ],
    bad: [
      Example(
        """
        apiVersion: kubeflow.org/v1
        kind: PyTorchJob
        metadata:
          name: pretrain
        spec:
          nprocPerNode: "8"
        #               ^^^ 8 processes on each node
          pytorchReplicaSpecs:
            Worker:
              replicas: 2
              template:
                spec:
                  containers:
                    - name: pytorch
                      image: registry/train:1
                      command: [torchrun, train.py, --max_steps=1000]
                      resources:
                        limits:
                          nvidia.com/gpu: 4
        #                                 - 4 GPUs
        """),
      Example(
        """
        num_nodes: 2
        #          - 2 here
        resources:
          accelerators: H100:8
        run: |
          torchrun --nnodes=4 --nproc_per_node=8 train.py --max_steps 1000
        #                   ^ 4 nodes
        """),
    ],
    good: [
      Example(
        """
        num_nodes: 2
        resources:
          accelerators: H100:8
        run: |
          torchrun --nnodes=$SKYPILOT_NUM_NODES --nproc_per_node=8 train.py --max_steps 1000
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let conflict = run.plan.conflicts.first { $0.topic == .job }
    let joined = conflict.map { finding($0) } ?? crowded(run.plan)
    return run.findings(about: .deviceCount) + [joined].compactMap { $0 }
  }

  /// What a configuration counts on each machine against what the machine has.
  ///
  /// Fewer are often meant: a machine may run several trainings.
  private func crowded(_ plan: TrainingPlan) -> Finding? {
    guard let devices = plan.reading.devicesOfMachine, !plan.reading.isLauncher,
      let place = devices.place, let counted = plan.reading.claims[.devicesPerNode],
      counted.certainty == .exact,
      counted.value > devices.value, let span = counted.place
    else { return nil }
    var finding = Finding(
      "\(counted.phrase) here, and \(Magnitude.grouped(devices.value)) where it is started",
      at: span, label: counted.phrase)
    finding.related = [Label(place, devices.phrase)]
    finding.consequence = "the framework finds fewer devices than it is told to use, and stops"
    return finding
  }

  /// What a job starts against what the configuration that it runs counts.
  private func finding(_ conflict: Conflict) -> Finding? {
    guard let span = conflict.stated.place ?? conflict.implied.place else { return nil }
    let implied = Magnitude.plain(conflict.implied.value)
    var finding = Finding(
      "\(conflict.stated.phrase) here, and \(implied) where it is started", at: span,
      label: "\(conflict.stated.phrase)")
    finding.related = conflict.terms.filter { $0.value != 1 }.labels(besides: span)
    finding.consequence = "the processes that are started are not those that the config counts on"
    return finding
  }
}
