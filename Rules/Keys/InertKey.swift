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
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        liger_rope: true
        #           ^^^^ not read
        """),
    ],
    good: [
      Example(
        """
        distributed_type: DEEPSPEED
        num_processes: 8
        deepspeed_config:
          zero_stage: 3
        fsdp_config: {}
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        plugins:
          - axolotl.integrations.liger.LigerPlugin
        liger_rope: true
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .inert) }
}
