import Engine
import Linting
import SourceText
import Testing

/// What OLMo refuses of its files.
@Suite struct OLMoConstraintTests {
  private static let run = """
    global_train_batch_size: 512
    model:
      d_model: 2048
      n_layers: 16
      n_heads: 16
      max_sequence_length: 4096
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

  private static let model = [
    refused(
      "framework-constraint", "`alibi` does not work with `rope`",
      """
        alibi: true
        rope: true
      """,
      """
        alibi: true
        rope: false
      """),
    refused(
      "framework-constraint", "`alibi` does not work with `flash_attention`",
      """
        alibi: true
        flash_attention: true
      """,
      "  alibi: true"),
    refused(
      "vocabulary-shape", "`embedding_size` 50,304 is below",
      "  vocab_size: 100278",
      """
        vocab_size: 100278
        embedding_size: 100352
      """),
    refused(
      "vocabulary-shape", "`embedding_size` 50,000 is below",
      "  embedding_size: 50000",
      "  embedding_size: null"),
    refused(
      "framework-constraint", "`clip_qkv` is not above 0",
      "  clip_qkv: 0",
      "  clip_qkv: null"),
    refused(
      "framework-constraint", "`n_kv_heads` and `multi_query_attention`",
      """
        n_kv_heads: 4
        multi_query_attention: true
      """,
      """
        n_kv_heads: 1
        multi_query_attention: true
      """),
    refused(
      "framework-constraint", "`block_group_size` 3 does not divide",
      "  block_group_size: 3",
      "  block_group_size: 4"),
  ]

  private static let machine = [
    refused(
      "framework-constraint", "needs `block_group_size` above 1",
      "fsdp: {wrapping_strategy: by_block_group}",
      "fsdp: {wrapping_strategy: by_block}"),
    refused(
      "framework-constraint", "`compile` needs",
      """
        block_group_size: 4
      compile: {backend: inductor}
      """,
      """
        block_group_size: 1
      compile: {backend: inductor}
      """),
    refused(
      "framework-constraint", "needs `fsdp`",
      "fsdp: null",
      "fsdp: {precision: mixed}"),
    refused(
      "framework-constraint", "needs `ddp`",
      "distributed_strategy: ddp",
      """
      distributed_strategy: ddp
      ddp: {grad_sync_mode: batch}
      """),
    refused(
      "framework-constraint", "needs `init_device: cuda`",
      """
        init_device: meta
      distributed_strategy: ddp
      ddp: {grad_sync_mode: batch}
      """,
      """
        init_device: cuda
      distributed_strategy: ddp
      ddp: {grad_sync_mode: batch}
      """),
    refused(
      "framework-constraint", "`find_unused_params` needs",
      """
      distributed_strategy: ddp
      ddp: {find_unused_params: true}
      """,
      """
      distributed_strategy: ddp
      ddp: {find_unused_params: true, grad_sync_mode: micro_batch}
      """),
  ]

  private static let data = [
    refused(
      "framework-constraint", "`data.datasets` cannot stand",
      "data: {paths: [a.npy], datasets: {web: [b.npy]}}",
      "data: {datasets: {web: [b.npy]}}"),
    refused(
      "framework-constraint", "`data.paths` cannot stand",
      "data: {paths: [a.npy], custom_dataset: {name: mine.Data}}",
      "data: {custom_dataset: {name: mine.Data}}"),
    refused(
      "framework-constraint", "1 `label_mask_paths` for 2",
      "data: {paths: [a.npy, b.npy], label_mask_paths: [m.npy]}",
      "data: {paths: [a.npy], label_mask_paths: [m.npy]}"),
  ]

  private static let durations = [
    told(
      "duration-unit", .warning, "is 2 tokens, not 2 trillion",
      "max_duration: 2T",
      "max_duration: 2e12T"),
    refused(
      "duration-unit", "not a float",
      "max_duration: 1e5",
      "max_duration: 100000"),
    refused(
      "duration-unit", "does not know the unit `tok`",
      "max_duration: 300e9tok",
      "max_duration: 300e9T"),
    refused(
      "duration-unit", "takes whole epochs",
      "max_duration: 0.5ep",
      "max_duration: 1ep"),
    told(
      "duration-unit", .warning, "steps have no letters",
      "max_duration: 63900ba",
      "max_duration: 63900"),
    refused(
      "duration-unit", "`stop_at` takes a number",
      "stop_at: 2e12T",
      "stop_at: 4000"),
    refused(
      "duration-unit", "`t_max` takes a number",
      "scheduler: {units: tokens, t_max: 5e12T}",
      "scheduler: {units: tokens, t_max: 5e12}"),
    told(
      "duration-unit", .warning, "`t_warmup` 2,000 counts tokens",
      "scheduler: {units: tokens, t_warmup: 2000}",
      "scheduler: {units: tokens, t_warmup: 4194304000}"),
  ]

  private static let keys = [
    told(
      "inert-key", .note, "`model.precision` is overwritten",
      """
        precision: fp32
      precision: amp_bf16
      """,
      "precision: amp_bf16"),
    refused(
      "invalid-value", "`rope_theta` takes a whole",
      "  rope_theta: 500000.0",
      "  rope_theta: 500000"),
    refused(
      "unknown-key", "`mlp_ration` is no key",
      "  mlp_ration: 4",
      "  mlp_ratio: 4"),
    refused(
      "missing-required-key", "needs `evaluators.label`",
      "evaluators: [{type: lm}]",
      "evaluators: [{type: lm, label: web}]"),
  ]

  @Test(arguments: model + machine + data + durations + keys)
  func aBrokenDemandIsFound(demand: ConstraintCase) {
    demand.check(name: "config.yaml")
  }
}
