package import Linting
import RunPlan

/// Flags keys that are read and change nothing.
package struct InertKey: Rule {
  package static let info = RuleInfo(
    id: "inert-key",
    summary: "The key has no effect as the others stand.",
    why: """
      A key that the framework accepts and then overrides or never reaches makes the file say
      something else than the run does: readers tune a number that changes nothing.
      """,
    severity: .note,
    bad: [
      Example(
        """
        distributed_type: MULTI_GPU
        #                 --------- not DEEPSPEED
        num_processes: 8
        deepspeed_config:
        #^^^^^^^^^^^^^^^ not read
          zero_stage: 3
        """)
    ],
    good: [
      Example(
        """
        distributed_type: DEEPSPEED
        num_processes: 8
        deepspeed_config:
          zero_stage: 3
        fsdp_config: {}
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .inert) }
}
