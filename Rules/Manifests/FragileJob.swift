package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags jobs whose outcome is easily lost.
package struct FragileJob: Rule {
  package struct Options: RuleOptions {
    package var nodeHoursPerFailure = 6000.0
    package var longRun = 24.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "node_hours_per_failure", \.nodeHoursPerFailure, in: 1...1e7,
        "Hours of one machine between two failures that end a run."),
      .number(
        "long_run_hours", \.longRun, in: 1...1e5,
        "Hours from which on a run should name its image exactly."),
    ]
  }

  package static let info = RuleInfo(
    id: "fragile-job",
    summary: "The job is easily lost, or what it leaves behind is.",
    why: """
      A job that cleans up after itself within a minute takes its logs along: when it fails at night,
      nothing is left in the morning that says why. With many machines a failure is a matter of time:
      training Llama 3 met 419 in 54 days on 2,048 machines, one in about 6,000 hours of each. A job
      that nobody starts anew waits for somebody to see it then. An image called `latest` is
      another one when the job is started again next week, and machines full of GPUs wait for each
      other where they exchange gradients over the network of their pods. Whoever plans by a comment
      that names another time than the seconds beside it finds the job ended, or still running.
      """,
    severity: .note,
    sources: [
      Citation("kubernetes, pkg/controller/ttlafterfinished"),
      Citation("The Llama 3 Herd of Models, table 5", url: "https://arxiv.org/abs/2407.21783"),
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
        """),
      Example(
        """
        # trainlint: fact device_hours=64000
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: pretrain
        spec:
          backoffLimit: 0
        #               ^ 32 nodes, 250 hours
          completionMode: Indexed
          completions: 32
          parallelism: 32
          template:
            spec:
              restartPolicy: Never
              hostNetwork: true
              containers:
                - name: train
                  image: registry/train
        #                ^^^^^^^^^^^^^^ any version
                  command: [torchrun, --nnodes=32, --nproc_per_node=8, train.py, --max_steps=90000]
                  resources:
                    limits:
                      nvidia.com/gpu: 8
                  volumeMounts:
                    - name: shm
                      mountPath: /dev/shm
        """),
      Example(
        """
        apiVersion: kubeflow.org/v1
        kind: PyTorchJob
        metadata:
          name: pretrain
        spec:
          pytorchReplicaSpecs:
            Worker:
              replicas: 4
        #               - 4 nodes
              template:
                spec:
                  containers:
                    - name: pytorch
                      image: registry/train:1
                      command: [torchrun, train.py, --max_steps=1000]
                      resources:
                        limits:
                          nvidia.com/gpu: 8
        #                                 ^ and no device for RDMA
                      volumeMounts:
                        - name: shm
                          mountPath: /dev/shm
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

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    run.findings(about: .fragile) + hazards(run)
  }

  /// What is risked in a run of a known length; of a job and what it runs the one that knows it
  /// speaks.
  private func hazards(_ run: Run) -> [Finding] {
    guard let total = run.plan[.deviceHours], let devices = run.plan[.devices], devices.value > 0
    else { return [] }
    let hours = total.value / devices.value
    return run.plan.reading.hazards.compactMap { hazard in
      var found: Finding?
      switch hazard.kind {
      case .endsWithFirstFailure(let nodes):
        let failures = nodes.value * hours / options.nodeHoursPerFailure
        if failures >= 1 { found = oneTry(failures, nodes, hours, at: hazard.span) }
      case .movingImage:
        if hours >= options.longRun { found = anyVersion(hours, at: hazard.span) }
      }
      found?.confidence = Confidence(of: total, devices)
      return found
    }
  }

  // MARK: Words

  private func oneTry(
    _ failures: Double, _ nodes: Claim, _ hours: Double, at span: SourceSpan
  ) -> Finding {
    let count = Magnitude.plain(failures)
    let size = "\(nodes.phrase), \(Magnitude.plain(hours.rounded())) hours"
    var finding = Finding(
      "the job ends with its first failure, and \(count) are to be expected", at: span, label: size)
    finding.derivation = [
      "one in \(Magnitude.grouped(options.nodeHoursPerFailure)) hours of each machine"
    ]
    finding.consequence = "the machines stand idle until somebody starts it again"
    finding.help = "let it start anew, and go on from its last checkpoint"
    return finding
  }

  private func anyVersion(_ hours: Double, at span: SourceSpan) -> Finding {
    var finding = Finding(
      "a run of \(Magnitude.plain(hours.rounded())) hours takes whatever its image is by then",
      at: span, label: "any version")
    finding.consequence = "pods that start later may run other code than the first ones"
    finding.help = "name the version, or the digest"
    return finding
  }
}
