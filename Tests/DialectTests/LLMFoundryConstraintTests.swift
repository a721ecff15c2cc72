import Engine
import Linting
import SourceText
import Testing

/// What llm-foundry and Composer refuse of their files.
@Suite struct LLMFoundryConstraintTests {
  private static let run = """
    model: {name: mpt_causal_lm, d_model: 768, n_heads: 12, n_layers: 12}
    optimizer: {name: decoupled_adamw, lr: 0.0006}
    train_loader: {name: text}
    max_seq_len: 2048
    global_train_batch_size: 256
    max_duration: 4800ba
    scheduler: {name: cosine_with_warmup, t_warmup: 100ba}
    """

  private static let bare = """
    model: {name: mpt_causal_lm, d_model: 768, n_heads: 12, n_layers: 12}
    optimizer: {name: decoupled_adamw, lr: 0.0006}
    train_loader: {name: text}
    max_seq_len: 2048
    global_train_batch_size: 256
    """

  private static let model = """
    optimizer: {name: decoupled_adamw, lr: 0.0006}
    train_loader: {name: text}
    max_seq_len: 2048
    global_train_batch_size: 256
    max_duration: 4800ba
    scheduler: {name: cosine_with_warmup, t_warmup: 100ba}
    model:
      name: mpt_causal_lm
    """

  private static let tuning = """
    model: {name: hf_causal_lm}
    max_seq_len: 2048
    optimizer: {name: decoupled_adamw, lr: 0.0006}
    global_train_batch_size: 256
    max_duration: 4800ba
    scheduler: {name: cosine_with_warmup, t_warmup: 100ba}
    train_loader:
      name: finetuning
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

  private static let times = [
    refused(
      "duration-unit", "`max_duration` does not know the unit `T`",
      """
      max_duration: 2T
      scheduler: {name: cosine_with_warmup}
      """,
      """
      max_duration: 2e12tok
      scheduler: {name: cosine_with_warmup}
      """, head: bare),
    refused(
      "duration-unit", "only `dur` takes a fraction",
      """
      max_duration: 0.5ep
      scheduler: {name: cosine_with_warmup}
      """,
      """
      max_duration: 1ep
      scheduler: {name: cosine_with_warmup}
      """, head: bare),
    refused(
      "duration-unit", "not a float",
      """
      max_duration: 1e3
      scheduler: {name: cosine_with_warmup}
      """,
      """
      max_duration: 1h30m
      scheduler: {name: cosine_with_warmup}
      """, head: bare),
    told(
      "duration-unit", .warning, "`max_duration` 4800 counts epochs",
      """
      max_duration: 4800
      scheduler: {name: cosine_with_warmup}
      """,
      """
      max_duration: 4800ba
      scheduler: {name: cosine_with_warmup}
      """, head: bare),
    told(
      "duration-unit", .warning, "`eval_interval` 500 counts epochs",
      "eval_interval: 500",
      "eval_interval: 500ba"),
    refused(
      "duration-unit", "`t_warmup` needs a unit",
      """
      max_duration: 4800ba
      scheduler: {name: cosine_with_warmup, t_warmup: 100}
      """,
      """
      max_duration: 4800ba
      scheduler: {name: cosine_with_warmup, t_warmup: 100ba}
      """, head: bare),
    refused(
      "duration-unit", "`t_warmup` and `max_duration` count",
      """
      max_duration: 300e9tok
      scheduler: {name: cosine_with_warmup, t_warmup: 100ba}
      """,
      """
      max_duration: 2ep
      scheduler: {name: cosine_with_warmup, t_warmup: 100ba}
      """, head: bare),
    refused(
      "duration-unit", "`t_warmup` and `t_max` count",
      """
      max_duration: 4800ba
      scheduler: {name: linear_decay_with_warmup, t_warmup: 100ba, t_max: 1e9tok}
      """,
      """
      max_duration: 4800ba
      scheduler: {name: linear_decay_with_warmup, t_warmup: 0.1dur, t_max: 1dur}
      """, head: bare),
    refused(
      "framework-constraint", "`t_max` is below `max_duration`",
      """
      max_duration: 4800ba
      scheduler: {name: cosine_with_warmup, t_warmup: 100ba, t_max: 2400ba}
      """,
      """
      max_duration: 4800ba
      scheduler: {name: cosine_with_warmup, t_warmup: 100ba, t_max: 4800ba}
      """, head: bare),
    refused(
      "duration-unit", "has to count what",
      """
      max_duration: 4800ba
      scheduler: {name: inv_sqrt_with_warmup, t_warmup: 0.1dur}
      """,
      """
      max_duration: 4800ba
      scheduler: {name: inv_sqrt_with_warmup, t_warmup: 100ba}
      """, head: bare),
  ]

  private static let data = [
    refused(
      "framework-constraint", "needs a `label`",
      "eval_loader: [{name: text}]",
      "eval_loader: [{name: text, label: web}]"),
    refused(
      "framework-constraint", "`eval_loaders` cannot be set",
      """
      eval_loader: {name: text}
      eval_loaders: []
      """,
      "eval_loader: {name: text}"),
    refused(
      "framework-constraint", "`remote` cannot stand beside",
      "  dataset: {hf_name: a/b, remote: s3://c}",
      "  dataset: {hf_name: a/b}", head: tuning),
    refused(
      "framework-constraint", "`remote` needs `local`",
      "  dataset: {remote: s3://c}",
      "  dataset: {remote: s3://c, local: d}", head: tuning),
    refused(
      "framework-constraint", "`decoder_only_format` has to",
      "  dataset: {hf_name: a/b, decoder_only_format: null}",
      "  dataset: {hf_name: a/b, decoder_only_format: true}", head: tuning),
  ]

  private static let models = [
    refused(
      "adapter-conflict", "`load_in_8bit` is for",
      "  load_in_8bit: true",
      "  load_in_8bit: false", head: model),
    refused(
      "framework-constraint", "experts over several ranks",
      """
        ffn_config: {ffn_type: mb_dmoe, moe_world_size: 8}
      fsdp_config: {use_orig_params: false}
      """,
      """
        ffn_config: {ffn_type: mb_dmoe, moe_world_size: 8}
      fsdp_config: {use_orig_params: true}
      """, head: model),
    refused(
      "framework-constraint", "`activation_cpu_offload` needs",
      "fsdp_config: {activation_cpu_offload: true, use_orig_params: false}",
      "fsdp_config: {activation_cpu_offload: true}"),
    refused(
      "framework-constraint", "`attn_impl` is torch or flash",
      "  attn_config: {attn_impl: flashy}",
      "  attn_config: {attn_impl: flash}", head: model),
    told(
      "framework-constraint", .warning, "not triton",
      "  attn_config: {attn_impl: triton}",
      "  attn_config: {attn_impl: torch}", head: model),
    refused(
      "framework-constraint", "`kv_dim` needs",
      "  attn_config: {kv_dim: 512}",
      "  attn_config: {kv_dim: 512, fused_qkv: false}", head: model),
    refused(
      "framework-constraint", "`rope_impl` is dail or hf",
      "  attn_config: {rope: true, rope_impl: neox}",
      "  attn_config: {rope: true, rope_impl: hf}", head: model),
    refused(
      "framework-constraint", "`attn_logit_softcapping` is not",
      "  attn_config: {attn_logit_softcapping: 0}",
      "  attn_config: {attn_logit_softcapping: 30}", head: model),
    refused(
      "framework-constraint", "is called `mptglu`",
      "  ffn_config: {ffn_type: mptgeglu}",
      "  ffn_config: {ffn_type: mptglu}", head: model),
    refused(
      "framework-constraint", "`resid_pdrop` is a probability",
      "  resid_pdrop: 10",
      "  resid_pdrop: 0.1", head: model),
    refused(
      "framework-constraint", "`embedding_fraction` is above",
      "  embedding_fraction: 0",
      "  embedding_fraction: 1", head: model),
  ]

  private static let keys = [
    told(
      "unknown-key", .warning, "is called `variables.data_local` since 0.8",
      "data_local: d",
      "variables: {data_local: d}"),
    refused(
      "unknown-key", "`eval_intervall` is no key",
      "eval_intervall: 1ep",
      "eval_interval: 1ep"),
    told(
      "invalid-value", .warning, "`state_dict_type` takes",
      "fsdp_config: {state_dict_type: local}",
      "fsdp_config: {state_dict_type: sharded}"),
    refused(
      "missing-required-key", "needs `max_duration`",
      "scheduler: {name: cosine_with_warmup}",
      """
      max_duration: 1ep
      scheduler: {name: cosine_with_warmup}
      """, head: bare),
  ]

  @Test(arguments: times + data + models + keys)
  func aBrokenDemandIsFound(demand: ConstraintCase) {
    demand.check(name: "config.yaml")
  }
}
