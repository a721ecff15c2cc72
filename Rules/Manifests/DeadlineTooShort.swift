package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags runs that are ended before they can be done.
package struct DeadlineTooShort: Rule {
  package struct Options: RuleOptions {
    package var estimateRatio = 2.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "estimate_ratio", \.estimateRatio, in: 1...100,
        "How many times the deadline an estimated length must be; a declared one must exceed it.")
    ]
  }

  package static let info = RuleInfo(
    id: "deadline-too-short",
    summary: "The job is ended before the run can be done.",
    why: """
      A deadline ends a job whatever it has come to, and what was not saved by then is paid for and
      lost. Deadlines are copied from one manifest to the next, while the runs that they were set for
      are not. How long a run takes follows from its device-hours and the devices that it has.
      """,
    severity: .warning,
    sources: [Citation("kubernetes, pkg/controller/job/job_controller.go")],
    bad: [
      Example(
        """
        # trainlint: fact device_hours=800
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: pretrain
        spec:
          activeDeadlineSeconds: 28800
        #                        ^^^^^ 8 hours
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [torchrun, --nproc_per_node=8, train.py, --max_steps=90000]
                  resources:
                    limits:
                      nvidia.com/gpu: 8
                  volumeMounts:
                    - name: shm
                      mountPath: /dev/shm
        """)
    ],
    good: [
      Example(
        """
        # trainlint: fact device_hours=40
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: pretrain
        spec:
          activeDeadlineSeconds: 28800
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [torchrun, --nproc_per_node=8, train.py, --max_steps=90000]
                  resources:
                    limits:
                      nvidia.com/gpu: 8
                  volumeMounts:
                    - name: shm
                      mountPath: /dev/shm
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    // Of a job and what it runs the one that knows both speaks.
    guard let limit = run.plan.reading.timeLimit, limit.seconds > 0,
      let hours = run.plan[.deviceHours], let devices = run.plan[.devices], devices.value > 0,
      case let needed = hours.value / devices.value,
      case let ratio = hours.certainty == .estimate ? options.estimateRatio : 1,
      needed * 3600 > limit.seconds * ratio
    else { return [] }
    return [tooShort(limit, needed, hours, devices)]
  }

  // MARK: Words

  private func tooShort(
    _ limit: TimeLimit, _ needed: Double, _ hours: Claim, _ devices: Claim
  ) -> Finding {
    var finding = Finding(
      "the job ends after \(Magnitude.plain(limit.seconds / 3600)) hours, and the run takes "
        + "\(Magnitude.plain(needed.rounded()))",
      at: limit.span, label: "\(Magnitude.plain(limit.seconds / 3600)) hours")
    finding.confidence = Confidence(of: hours, devices)
    finding.consequence =
      "\(hours.phrase) on \(devices.phrase): what is not saved by then is lost"
    finding.help = "set a longer deadline, or train from checkpoint to checkpoint"
    return finding
  }
}
