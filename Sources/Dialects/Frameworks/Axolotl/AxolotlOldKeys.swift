import Composition
import ConfigSyntax
import RunPlan

/// Old names and values of axolotl that warn or stop only where they are set to something:
/// `utils/schemas/deprecated.py`, and validators of `config.py` and `validation.py`.
enum AxolotlOldKeys {
  static func constrain(_ keys: inout KeyReader) {
    warnOfAttention(&keys)
    refuseRemoved(&keys)
    refuseDoubles(&keys)
    constrainValues(&keys)
    constrainDatasets(&keys)
  }

  private static func note(
    _ keys: inout KeyReader, _ key: String, new: String? = nil, since: String? = nil,
    advice: String? = nil, isRefused: Bool, isDouble: Bool = false
  ) {
    guard let span = keys.value(key)?.keySpan, let edition = Axolotl.catalogue?.edition else {
      return
    }
    let outdated = OutdatedKey(
      edition: edition, replacement: new, since: since, advice: advice, isRefused: isRefused,
      isDouble: isDouble)
    keys.reading.remarks.append(KeyRemark(.outdated(outdated), key: key, span: span))
  }

  /// The switches of attention, in the order in which the first that is on decides.
  static let switches = [
    ("xformers_attention", "xformers"), ("sage_attention", "sage"),
    ("flex_attention", "flex_attention"), ("flash_attention", "flash_attention_2"),
    ("sdp_attention", "sdpa"), ("eager_attention", "eager"),
  ]

  private static func warnOfAttention(_ keys: inout KeyReader) {
    // Beside the present key they are refused: see `AxolotlPackingConstraints`.
    guard keys.isOff("attn_implementation") else { return }
    for (key, name) in switches where keys.isOn(key) {
      note(&keys, key, advice: "write attn_implementation: \(name)", isRefused: false)
    }
  }

  private static func refuseRemoved(_ keys: inout KeyReader) {
    let kernels = "set lora_mlp_kernel, lora_qkv_kernel and lora_o_kernel"
    let removed: [(key: String, advice: String)] = [
      ("max_packed_sequence_len", "set sample_packing to true, and sequence_len"),
      ("rope_scaling", "move it below model_config"), ("s2_attention", "remove it"),
      ("flash_attn_rms_norm", "use liger_rms_norm of the Liger plugin"),
      ("unsloth_cross_entropy_loss", kernels), ("unsloth_lora_mlp", kernels),
      ("unsloth_lora_qkv", kernels), ("unsloth_lora_o", kernels), ("unsloth_rms_norm", kernels),
      ("unsloth_rope", kernels),
    ]
    for (key, advice) in removed where keys.isOn(key) {
      note(&keys, key, advice: advice, isRefused: true)
    }
  }

  /// Old names that go on working until the new one stands beside them.
  private static func refuseDoubles(_ keys: inout KeyReader) {
    let renamed = [
      ("noisy_embedding_alpha", "neftune_noise_alpha", nil),
      ("pretrain_multipack_buffer_size", "streaming_multipack_buffer_size", "0.13"),
    ]
    for (old, new, since) in renamed where keys.isOn(old) {
      let isDouble = keys.isOn(new)
      note(
        &keys, old, new: new, since: since, advice: isDouble ? "remove \(old)" : nil,
        isRefused: isDouble, isDouble: isDouble)
    }
  }

  // MARK: Values

  private static func constrainValues(_ keys: inout KeyReader) {
    let source = "axolotl/utils/schemas/"
    if keys.word("rl") == "ipo" {
      keys.warn(
        at: "rl", "`rl: ipo` goes away", label: "a loss of `dpo` now",
        because: "it works until a coming release",
        help: "write rl: dpo, and dpo_loss_type: ['ipo']", source: Axolotl.validators + "check_dpo")
    }
    for (word, mode) in [("offload", "true"), ("offload_disk", "disk")]
    where keys.word("gradient_checkpointing") == word {
      keys.warn(
        at: "gradient_checkpointing", "`gradient_checkpointing: \(word)` is an old spelling",
        label: "two settings in one", because: "it works until a coming release",
        help: "write gradient_checkpointing: true, and activation_offloading: \(mode)",
        source: Axolotl.validators + "check_gradient_checkpointing_w_offload")
    }
    if keys.value("save_safetensors")?.scalar == .bool(false) {
      keys.refuse(
        at: "save_safetensors", "`save_safetensors: false` is not supported any more",
        label: "always safetensors", help: "remove it",
        source: source + "model.py, validate_save_safetensors")
    }
  }

  private static func constrainDatasets(_ keys: inout KeyReader) {
    guard let list = keys.value("datasets"), list.isSequence else { return }
    for (number, item) in list.items.enumerated() {
      guard let type = item.member("type"), case .text(let word)? = type.scalar,
        word.hasPrefix("sharegpt")
      else { continue }
      var constraint = Constraint(
        .other, .refused, "`type: sharegpt` of a data set was removed", label: "axolotl stops here",
        source: Axolotl.validators + "deprecate_sharegpt_datasets")
      constraint.help = "write chat_template"
      keys.reading.remarks.append(
        KeyRemark(.constraint(constraint), key: "datasets.\(number).type", span: type.span))
    }
  }
}
