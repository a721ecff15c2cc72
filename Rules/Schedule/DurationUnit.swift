package import Linting
import ReferenceData
import RunPlan

/// Flags durations whose unit means something else to the framework, or nothing.
package struct DurationUnit: Rule {
  package static let info = RuleInfo(
    id: "duration-unit",
    summary: "The unit of a duration means something else to the framework, or nothing at all.",
    why: """
      The same letters are read otherwise from one framework to the next: `2T` are two tokens to
      OLMo and an error to Composer, and a bare number counts steps in one and epochs in the
      other. The run then ends at once or goes on for weeks, or it stops when its schedule is
      first asked.
      """,
    severity: .error,
    sources: [
      Citation("olmo/train.py, Trainer", of: ["olmo"]),
      Citation("composer/core/time.py, Time.from_timestring", of: ["llm-foundry"]),
    ],
    bad: [
      Example(
        """
        model:
          d_model: 2048
          n_layers: 16
          n_heads: 16
          max_sequence_length: 4096
        global_train_batch_size: 512
        max_duration: 2T
        #             ^^ T is for tokens
        """),
      Example(
        """
        model:
          name: mpt_causal_lm
          d_model: 768
          n_heads: 12
          n_layers: 12
        train_loader:
          name: text
        max_seq_len: 2048
        max_duration: 300e9tok
        #             -------- tokens
        global_train_batch_size: 256
        optimizer:
          name: decoupled_adamw
          lr: 0.0006
        scheduler:
          name: cosine_with_warmup
          t_warmup: 100ba
          #         ^^^^^ batches
        """),
      Example(
        """
        model:
          name: mpt_causal_lm
          d_model: 768
          n_heads: 12
          n_layers: 12
        train_loader:
          name: text
        max_seq_len: 2048
        max_duration: 63900steps
        #             ^^^^^^^^^^ none of ba, ep, tok, sp
        global_train_batch_size: 256
        optimizer:
          name: decoupled_adamw
          lr: 0.0006
        scheduler:
          name: cosine_with_warmup
          t_warmup: 100ba
        """),
    ],
    good: [
      Example(
        """
        model:
          d_model: 2048
          n_layers: 16
          n_heads: 16
          max_sequence_length: 4096
        global_train_batch_size: 512
        max_duration: 2e12T
        """),
      Example(
        """
        model:
          name: mpt_causal_lm
          d_model: 768
          n_heads: 12
          n_layers: 12
        train_loader:
          name: text
        max_seq_len: 2048
        max_duration: 300e9tok
        global_train_batch_size: 256
        optimizer:
          name: decoupled_adamw
          lr: 0.0006
        scheduler:
          name: cosine_with_warmup
          t_warmup: 0.01dur
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .durationUnit) }
}
