package import Linting
import RunPlan

/// Flags packing where the framework cannot pack.
package struct PackingConflict: Rule {
  package static let info = RuleInfo(
    id: "packing-conflict",
    summary: "Packing is on where the other keys exclude it.",
    why: """
      Packing joins short rows into long ones. Methods that compare whole answers cannot use such
      rows, attention without support for them lets rows see each other, and without a length there
      is nothing to fill. Some frameworks stop, others train on something else than is written.
      """,
    severity: .error,
    bad: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        rl: dpo
        #   --- each row is a prompt of its own
        datasets:
          - path: some/preferences
            type: chatml.intel
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00001
        sample_packing: true
        #               ^^^^ packs rows
        """),
      Example(
        """
        model:
          _component_: torchtune.models.llama3_2.lora_llama3_2_3b
          lora_rank: 16
          lora_alpha: 32
        optimizer:
          _component_: torch.optim.AdamW
          lr: 0.0003
        tokenizer:
          _component_: torchtune.models.llama3.llama3_tokenizer
          path: /models/Llama-3.2-3B/original/tokenizer.model
          max_seq_len: null
          #            ---- no length to fill
        dataset:
          _component_: torchtune.datasets.alpaca_dataset
          packed: true
          #       ^^^^ packs rows
        epochs: 1
        batch_size: 4
        gradient_accumulation_steps: 8
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
        sample_packing: true
        #               ^^^^ packs rows
        """),
    ],
    good: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        rl: dpo
        datasets:
          - path: some/preferences
            type: chatml.intel
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00001
        sample_packing: false
        """),
      Example(
        """
        model:
          _component_: torchtune.models.llama3_2.lora_llama3_2_3b
          lora_rank: 16
          lora_alpha: 32
        optimizer:
          _component_: torch.optim.AdamW
          lr: 0.0003
        tokenizer:
          _component_: torchtune.models.llama3.llama3_tokenizer
          path: /models/Llama-3.2-3B/original/tokenizer.model
          max_seq_len: 4096
        dataset:
          _component_: torchtune.datasets.alpaca_dataset
          packed: true
        epochs: 1
        batch_size: 4
        gradient_accumulation_steps: 8
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
        sample_packing: true
        attn_implementation: flash_attention_2
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .packing) }
}
