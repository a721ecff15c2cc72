import Engine
import Linting
import SourceText
import Testing

/// What litgpt refuses of its files.
@Suite struct LitgptConstraintTests {
  private static let run = """
    model_name: pythia-160m
    out_dir: out/pretrain
    train:
      global_batch_size: 512
      micro_batch_size: 4
    """

  private static let finetune = """
    checkpoint_dir: checkpoints/EleutherAI/pythia-160m
    out_dir: out/lora
    lora_r: 8
    train:
      global_batch_size: 16
      micro_batch_size: 1
    """

  private static let inline = """
    out_dir: out/pretrain
    train:
      global_batch_size: 512
      micro_batch_size: 4
    model_config:
      n_layer: 4
      n_embd: 256
      n_head: 4
    """

  private static func refused(
    _ rule: RuleID, _ headline: String, _ broken: String, _ mended: String, head: String = run
  ) -> ConstraintCase {
    ConstraintCase(rule, headline, head + "\n" + broken, head + "\n" + mended)
  }

  private static func told(
    _ rule: RuleID, _ severity: Severity, _ headline: String, _ broken: String, _ mended: String,
    head: String = run
  ) -> ConstraintCase {
    ConstraintCase(rule, severity, headline, head + "\n" + broken, head + "\n" + mended)
  }

  private static let pretraining = [
    refused(
      "framework-constraint", "has no `epochs`",
      "  epochs: 2",
      "  epochs:"),
    refused(
      "framework-constraint", "has no `max_new_tokens`",
      "eval: {max_new_tokens: 100}",
      "eval: {max_new_tokens: null}"),
    refused(
      "framework-constraint", "needs `max_norm`",
      "  max_norm:",
      "  max_norm: 1.0"),
    refused(
      "framework-constraint", "needs `max_tokens`",
      "  max_tokens:",
      "  max_tokens: 3000000000"),
    refused(
      "framework-constraint", "`resume` cannot stand beside",
      """
      initial_checkpoint_dir: base
      resume: auto
      """,
      """
      initial_checkpoint_dir: base
      resume: false
      """),
    told(
      "inert-key", .note, "does not read `max_time`",
      "  max_time: 3600",
      "  max_time:"),
    refused(
      "precision-conflict", "does not take this `precision`",
      "precision: 16-true",
      "precision: bf16-true"),
  ]

  private static let finetuning = [
    refused(
      "framework-constraint", "`litgpt finetune` has no `max_norm`",
      "  max_norm: 1.0",
      "  max_norm:", head: finetune),
    refused(
      "framework-constraint", "`litgpt finetune` has no `max_tokens`",
      "  max_tokens: 1000000",
      "  max_tokens:", head: finetune),
    refused(
      "framework-constraint", "`litgpt finetune` needs `epochs`",
      "  epochs:",
      "  epochs: 4", head: finetune),
    refused(
      "framework-constraint", "`litgpt finetune` needs `max_new_tokens`",
      "eval: {max_new_tokens: null}",
      "eval: {max_new_tokens: 100}", head: finetune),
    refused(
      "precision-conflict", "does not work with mixed",
      """
      quantize: bnb.nf4
      precision: bf16-mixed
      """,
      """
      quantize: bnb.nf4
      precision: bf16-true
      """, head: finetune),
    refused(
      "precision-conflict", "that is not mixed",
      """
      quantize: bnb.nf4
      precision:
      """,
      """
      quantize: bnb.nf4
      precision: bf16-true
      """, head: finetune),
    refused(
      "framework-constraint", "works on a single device",
      """
      quantize: bnb.nf4
      precision: bf16-true
      devices: 2
      """,
      """
      quantize: bnb.nf4
      precision: bf16-true
      devices: 1
      """, head: finetune),
    told(
      "adapter-conflict", .warning, "every LoRA layer is",
      """
      lora_query: false
      lora_value: false
      """,
      """
      lora_query: false
      lora_value: false
      lora_mlp: true
      """, head: finetune),
  ]

  private static let models = [
    refused(
      "framework-constraint", "`LLaMAMLP` needs",
      "  mlp_class_name: LLaMAMLP",
      """
        mlp_class_name: LLaMAMLP
        intermediate_size: 1024
      """, head: inline),
    refused(
      "framework-constraint", "`sliding_window_indices` has 2",
      """
        sliding_window_size: 128
        sliding_window_indices: [1, 0]
      """,
      """
        sliding_window_size: 128
        sliding_window_indices: [1, 0, 1, 0]
      """, head: inline),
    refused(
      "framework-constraint", "`first_k_dense_replace` needs",
      "  first_k_dense_replace: 1",
      """
        first_k_dense_replace: 1
        mlp_class_name: LLaMAMoE
      """, head: inline),
    refused(
      "framework-constraint", "`n_expert_groups` does not divide",
      """
        n_expert: 8
        n_expert_groups: 3
      """,
      """
        n_expert: 8
        n_expert_groups: 4
      """, head: inline),
  ]

  private static let values = [
    refused(
      "invalid-value", "`max_tokens` takes a whole",
      "  max_tokens: 3e9",
      "  max_tokens: 3000000000"),
    refused(
      "invalid-value", "`tie_embeddings` takes true",
      "  tie_embeddings: 1",
      "  tie_embeddings: true"),
    refused(
      "unknown-key", "`max_seq_lenght` is no key",
      "  max_seq_lenght: 512",
      "  max_seq_length: 512"),
    told(
      "unknown-key", .warning, "`learning_rate` is called `optimizer` since 0.4",
      "  learning_rate: 0.001",
      "  min_lr: 0.0001"),
  ]

  @Test(arguments: pretraining + finetuning + models + values)
  func aBrokenDemandIsFound(demand: ConstraintCase) {
    demand.check(name: "config.yaml")
  }
}
