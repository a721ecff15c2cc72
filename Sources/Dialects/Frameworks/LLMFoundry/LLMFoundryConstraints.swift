import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What llm-foundry refuses once the job runs: `validate_config` in
/// `llmfoundry/command_utils/train.py`, `MPTConfig._validate_config`, the fine-tuning data loader,
/// and Composer's `core/state.py`.
extension LLMFoundry {
  private static let train = "llmfoundry/command_utils/train.py, validate_config"
  private static let model =
    "llmfoundry/models/mpt/configuration_mpt.py, MPTConfig._validate_config"

  package static func constrain(_ keys: inout KeyReader) {
    constrainTimes(&keys)
    constrainSchedule(&keys)
    constrainLoaders(&keys)
    constrainTuningData(&keys)
    constrainWeights(&keys)
    constrainExperts(&keys)
    constrainSharding(&keys)
    if keys.word("model.name") == "mpt_causal_lm" {
      constrainAttention(&keys)
      constrainShares(&keys)
    }
  }

  // MARK: Data

  private static func constrainLoaders(_ keys: inout KeyReader) {
    let loaders = keys.value("eval_loader")?.items ?? []
    for (place, loader) in loaders.enumerated() where loader.isMapping {
      guard loader.member("label")?.isNull ?? true else { continue }
      keys.refuse(
        at: "eval_loader[\(place)].name", "each `eval_loader` of a list needs a `label`",
        label: "has none", help: "give it a label", source: train)
    }
    if keys.has("eval_loader"), keys.isSet("eval_loader"), keys.has("eval_loaders") {
      keys.refuse(
        at: "eval_loaders", "`eval_loaders` cannot be set", label: "made from eval_loader",
        with: [("eval_loader", "the loaders")], help: "make eval_loader a list",
        source: "llmfoundry/utils/config_utils.py, make_dataclass_and_log_config")
    }
    if keys.word("model.name") == "hf_t5", keys.word("train_loader.name") == "text" {
      keys.refuse(
        at: "train_loader.name", "`hf_t5` does not take the `text` loader", label: "plain text",
        with: [("model.name", "an encoder and a decoder")], help: "use the finetuning loader",
        source: train)
    }
  }

  /// A data set is streamed or comes from the hub, never both.
  private static func constrainTuningData(_ keys: inout KeyReader) {
    let source = "llmfoundry/data/finetuning/dataloader.py, _validate_config"
    for loader in ["train_loader", "eval_loader"] {
      guard keys.word(loader + ".name") == "finetuning",
        keys.value(loader + ".dataset")?.isMapping == true
      else { continue }
      let data = loader + ".dataset."
      for key in ["local", "remote", "streams"]
      where keys.isSet(data + "hf_name") && keys.isSet(data + key) {
        if key == "streams" { continue }
        keys.refuse(
          at: data + key, "`\(key)` cannot stand beside `hf_name`", label: "a stream",
          with: [(data + "hf_name", "a data set of the hub")], help: "remove one of them",
          source: source)
      }
      if keys.isSet(data + "remote"), !keys.isSet(data + "hf_name"), !keys.isSet(data + "local") {
        keys.refuse(
          at: data + "remote", "`remote` needs `local`", label: "streamed from here",
          help: "set local to a folder for the copy", source: source)
      }
      if let format = keys.value(data + "decoder_only_format"), format.isNull {
        keys.refuse(
          at: data + "decoder_only_format", "`decoder_only_format` has to be true or false",
          label: "null", help: "set it to true for a causal model", source: source)
      }
    }
  }

  // MARK: Model

  private static func constrainWeights(_ keys: inout KeyReader) {
    guard keys.flag("model.load_in_8bit") == true else { return }
    keys.refuse(
      .adapter, at: "model.load_in_8bit", "`load_in_8bit` is for evaluation only", label: "on",
      help: "remove it", source: train)
  }

  private static func constrainExperts(_ keys: inout KeyReader) {
    guard let type = keys.word("model.ffn_config.ffn_type"), ["mb_moe", "mb_dmoe"].contains(type),
      keys.number("model.ffn_config.moe_world_size").value ?? 1 > 1,
      keys.flag("fsdp_config.use_orig_params") == false
    else { return }
    keys.refuse(
      at: "fsdp_config.use_orig_params", "experts over several ranks need `use_orig_params`",
      label: "off", with: [("model.ffn_config.moe_world_size", "split")],
      help: "set use_orig_params to true", source: train)
  }

  private static func constrainSharding(_ keys: inout KeyReader) {
    guard keys.flag("fsdp_config.activation_cpu_offload") == true,
      keys.flag("fsdp_config.use_orig_params") == false
    else { return }
    keys.refuse(
      at: "fsdp_config.activation_cpu_offload", "`activation_cpu_offload` needs `use_orig_params`",
      label: "on", with: [("fsdp_config.use_orig_params", "off")],
      help: "set use_orig_params to true", source: "composer/core/state.py, State.__init__")
  }

  private static func constrainAttention(_ keys: inout KeyReader) {
    let attention = "model.attn_config."
    if let kernel = keys.word(attention + "attn_impl"), !["torch", "flash"].contains(kernel),
      !kernel.contains("$")
    {
      // Earlier versions had a kernel of their own.
      keys.note(
        .other, kernel == "triton" ? .harmful : .refused, at: attention + "attn_impl",
        "`attn_impl` is torch or flash, not \(kernel.prefix(20))", label: "not known",
        because: kernel == "triton" ? "versions since 0.5 stop at it" : nil, help: "use flash",
        source: model)
    }
    if keys.isSet(attention + "kv_dim"), keys.flag(attention + "fused_qkv", fallback: true) == true
    {
      keys.refuse(
        at: attention + "kv_dim", "`kv_dim` needs `fused_qkv: false`", label: "a width of its own",
        with: [(attention + "fused_qkv", "fused")], help: "set fused_qkv to false", source: model)
    }
    if keys.flag(attention + "rope") == true, let kind = keys.word(attention + "rope_impl"),
      !["dail", "hf"].contains(kind)
    {
      keys.refuse(
        at: attention + "rope_impl", "`rope_impl` is dail or hf, not \(kind.prefix(20))",
        label: "not known", help: "use dail or hf", source: model)
    }
    if let cap = keys.number(attention + "attn_logit_softcapping").value, cap <= 0 {
      keys.refuse(
        at: attention + "attn_logit_softcapping", "`attn_logit_softcapping` is not above 0",
        label: "caps everything", help: "remove it to cap nothing", source: model)
    }
    guard keys.word("model.ffn_config.ffn_type") == "mptgeglu" else { return }
    keys.refuse(
      at: "model.ffn_config.ffn_type", "`mptgeglu` is called `mptglu`", label: "its old name",
      help: "write mptglu", source: model)
  }

  private static func constrainShares(_ keys: inout KeyReader) {
    for path in ["model.attn_config.attn_pdrop", "model.resid_pdrop", "model.emb_pdrop"] {
      guard let share = keys.number(path).value, share < 0 || share > 1 else { continue }
      let name = path.split(separator: ".").last.map(String.init) ?? path
      keys.refuse(
        at: path, "`\(name)` is a probability, from 0 to 1", label: "out of range",
        help: "set it to 0.1 or less", source: model)
    }
    if let share = keys.number("model.embedding_fraction").value, share <= 0 || share > 1 {
      keys.refuse(
        at: "model.embedding_fraction", "`embedding_fraction` is above 0 and at most 1",
        label: "out of range", help: "remove it for 1", source: model)
    }
  }
}
