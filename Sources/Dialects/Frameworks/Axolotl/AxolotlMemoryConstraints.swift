import Composition
import ConfigSyntax
import RunPlan

/// What axolotl asks of gradient checkpointing, offloading and number formats.
enum AxolotlMemoryConstraints {
  private static let validators = Axolotl.validators

  static func constrain(_ keys: inout KeyReader) {
    constrainModels(&keys)
    constrainOffloading(&keys)
    constrainSelection(&keys)
    constrainReentry(&keys)
    constrainPrecision(&keys)
    constrainModes(&keys)
    constrainNoise(&keys)
  }

  private static let checkpointing = "gradient_checkpointing"

  /// Words count as true here: `offload` turns both on.
  private static func checkpoints(_ keys: KeyReader) -> Bool? {
    keys.value(checkpointing)?.scalar == .text("") ? false : keys.truth(of: checkpointing)
  }

  // MARK: Models

  private static func constrainModels(_ keys: inout KeyReader) {
    guard let name = keys.word("base_model")?.lowercased() else { return }
    if name.contains("falcon"), keys.isOn("fsdp") {
      keys.refuse(
        at: "fsdp", "`fsdp` does not work with falcon models", label: "shards the weights",
        with: [("base_model", "falcon")], help: "use deepspeed",
        source: validators + "check_falcon_fsdp")
    }
    guard checkpoints(keys) == true else { return }
    if name.contains("mpt") {
      keys.refuse(
        at: checkpointing, "`\(checkpointing)` does not work with MPT models",
        label: "not in the model's code", with: [("base_model", "mpt")],
        help: "set \(checkpointing) to false", source: validators + "check_mpt_checkpointing")
    } else if name.contains("nemotron-h"), keys.isOff("sample_packing") {
      keys.refuse(
        at: checkpointing, "`\(checkpointing)` of nemotron-h needs `sample_packing`",
        label: "comes with the patch for packing", with: [("base_model", "nemotron-h")],
        help: "set sample_packing to true",
        source: validators + "check_nemotron_h_gradient_checkpointing")
    }
  }

  // MARK: Offloading

  private static func constrainOffloading(_ keys: inout KeyReader) {
    let key = "activation_offloading"
    let modes = ["legacy", "disk", "hidden_states"]
    if let word = keys.word(key), keys.isOn(key), case .text = keys.value(key)?.scalar,
      !modes.contains(word)
    {
      keys.refuse(
        at: key, "`\(key)` does not know `\(word.prefix(24))`", label: "no way of offloading",
        help: "write true, or one of " + modes.joined(separator: ", "),
        source: Axolotl.inputs + "AxolotlInputConfig")
    }
    if keys.isOn(key), checkpoints(keys) == false {
      keys.refuse(
        at: key, "`\(key)` needs `\(checkpointing)`", label: "moves what checkpointing keeps",
        with: [(checkpointing, "off")], help: "set \(checkpointing) to true",
        source: validators + "check_activation_offloading_wo_gc")
    }
    guard keys.word(key) == "hidden_states", keys.isOn("unfrozen_parameters"),
      keys.flag("gradient_checkpointing_kwargs.use_reentrant") == true
    else { return }
    keys.refuse(
      at: "unfrozen_parameters", "`unfrozen_parameters` needs `use_reentrant: false`",
      label: "freezes the rest", with: [("gradient_checkpointing_kwargs.use_reentrant", "true")],
      help: "set use_reentrant to false", source: validators + "check_hidden_states_offloading")
  }

  private static func constrainSelection(_ keys: inout KeyReader) {
    let key = "selective_checkpointing"
    let source = validators + "check_selective_checkpointing"
    guard keys.isOn(key) else { return }
    if checkpoints(keys) == false {
      return keys.refuse(
        at: key, "`\(key)` needs `\(checkpointing)`", label: "chooses what to keep",
        with: [(checkpointing, "off")], help: "set \(checkpointing) to true", source: source)
    }
    let reentry = "gradient_checkpointing_kwargs.use_reentrant"
    if keys.isOn(reentry) {
      return keys.refuse(
        at: key, "`\(key)` needs `use_reentrant: false`", label: "chooses what to keep",
        with: [(reentry, "keeps nothing")], help: "set use_reentrant to false", source: source)
    }
    let old = ["offload", "offload_disk"].contains(keys.word(checkpointing))
    let isOther = keys.word("activation_offloading") != "hidden_states"
    if old || (keys.isOn("activation_offloading") && isOther) {
      return keys.refuse(
        at: key, "`\(key)` works with `activation_offloading: hidden_states` only",
        label: "chooses what to keep",
        with: [(old ? checkpointing : "activation_offloading", "another offloader")],
        help: "write hidden_states, or remove activation_offloading", source: source)
    }
    guard keys.isOn("adapter"), let saved = keys.value(key + ".save"), saved.isSequence else {
      return
    }
    let products = ["aten::mm", "aten::addmm", "aten::matmul", "aten::bmm"]
    for item in saved.items {
      guard case .text(let name)? = item.scalar, name != "attention", !name.isEmpty,
        products.contains(where: { $0.hasPart(name) })
      else { continue }
      return keys.refuse(
        at: key + ".save", "`\(key)` cannot keep products beside an adapter",
        label: name, with: [("adapter", "adds to them in place")], help: "write save: [attention]",
        source: source)
    }
  }

  private static func constrainReentry(_ keys: inout KeyReader) {
    let reentry = "gradient_checkpointing_kwargs.use_reentrant"
    if keys.isOn("unfrozen_parameters"), keys.flag(reentry) == true,
      keys.word("activation_offloading") != "hidden_states"
    {
      keys.refuse(
        at: "unfrozen_parameters", "`unfrozen_parameters` needs `use_reentrant: false`",
        label: "freezes the rest", with: [(reentry, "true")],
        help: "set use_reentrant to false", source: validators + "check_use_reentrant_mismatch")
    }
    guard keys.word("adapter") == "qlora", keys.flag(reentry) == false,
      let file = keys.word("deepspeed"), file.hasPart("zero3")
    else { return }
    keys.warn(
      at: reentry, "QLoRA under ZeRO 3 may stop at `use_reentrant: false`",
      label: "compares what it computes anew", with: [("deepspeed", "ZeRO 3")],
      because: "the weights are gathered anew, and their sizes differ",
      help: "set use_reentrant to true", source: validators + "warn_qlora_zero3_w_use_reentrant")
  }

  // MARK: Number formats

  private static func constrainPrecision(_ keys: inout KeyReader) {
    if keys.flag("bf16") == true, keys.flag("fp16") == true {
      keys.note(
        .inert, .remarkable, at: "fp16", "`fp16` has no effect beside `bf16`", label: "not used",
        with: [("bf16", "wins")], help: "remove fp16",
        source: "axolotl/utils/config/__init__.py, resolve_dtype")
    }
    let isMixed = keys.isOn("fp16") || keys.isOn("bf16") || !keys.isSet("bf16")
    if keys.flag("flash_optimum") == true, isMixed {
      keys.refuse(
        .precision, at: "flash_optimum", "`flash_optimum` works without mixed precision only",
        label: "BetterTransformer",
        with: [("fp16", "mixed precision"), ("bf16", "mixed precision")],
        because: keys.isSet("bf16") ? nil : "bf16 is `auto` where it is not set",
        help: "remove flash_optimum", source: validators + "check_better_transformers")
    }
    guard keys.isOn("fp8"), keys.isOff("torch_compile") else { return }
    keys.note(
      .other, .remarkable, at: "fp8", "`fp8` is slow without `torch_compile`",
      label: "scales that no compiler fuses", help: "set torch_compile to true",
      source: validators + "check_fp8_config")
  }

  /// `gradient_checkpointing` takes two words beside true and false.
  private static func constrainModes(_ keys: inout KeyReader) {
    guard case .text(let word)? = keys.value(checkpointing)?.scalar,
      keys.truth(of: checkpointing) == true, !["offload", "offload_disk"].contains(word)
    else { return }
    // Releases up to 0.11 knew this one.
    let isFormer = word == "unsloth"
    keys.note(
      .other, isFormer ? .harmful : .refused, at: checkpointing,
      "`\(checkpointing)` does not know `\(word.prefix(24))`",
      label: "true, false, offload or offload_disk",
      because: isFormer ? "the framework stops at it since the offloading of its own" : nil,
      help: "write true", source: Axolotl.inputs + "AxolotlInputConfig")
  }

  private static func constrainNoise(_ keys: inout KeyReader) {
    guard let noise = keys.written("neftune_noise_alpha"), noise.value <= 0 else { return }
    keys.refuse(
      at: "neftune_noise_alpha", "`neftune_noise_alpha` is to be above 0",
      label: Magnitude.shortest(noise.value), help: "remove it for no noise",
      source: validators + "validate_neftune_noise_alpha")
  }
}

extension String {
  /// Whether `part` stands somewhere in the text; without Foundation.
  func hasPart(_ part: String) -> Bool {
    let whole = Array(utf8)
    let piece = Array(part.utf8)
    guard !piece.isEmpty, piece.count <= whole.count else { return false }
    return (0...(whole.count - piece.count)).contains { start in
      whole[start..<(start + piece.count)].elementsEqual(piece)
    }
  }
}
