package import Linting
import RunPlan

/// Flags adapters and quantised weights that do not go together.
package struct AdapterConflict: Rule {
  package static let info = RuleInfo(
    id: "adapter-conflict",
    summary: "Adapter, quantised weights and method of tuning do not go together.",
    why: """
      Quantised weights cannot be trained, so they need an adapter; QLoRA needs quantised weights;
      and the keys of an adapter mean nothing on a run that tunes every weight. Some frameworks stop,
      others run the full fine-tune that nobody asked for, or one of frozen weights.
      """,
    severity: .error,
    bad: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        adapter: qlora
        #        ^^^^^ 4-bit weights
        lora_r: 16
        lora_alpha: 32
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.0002
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
        load_in_4bit: true
        #             ^^^^ quantised weights cannot be trained
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
        lora_r: 16
        #       ^^ the rank of no adapter
        lora_alpha: 32
        """),
    ],
    good: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        adapter: qlora
        load_in_4bit: true
        lora_r: 16
        lora_alpha: 32
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.0002
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
        load_in_4bit: false
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .adapter) }
}
