import ReferenceData
import RunPlan
import SourceText

/// The model of a LLaMA-Factory file, and what of it is trained.
enum LlamaFactoryModel {
  static func read(_ keys: inout KeyReader) {
    let base = HubModel.read(&keys, at: "model_name_or_path")
    let method = "finetuning_type"
    let isKnown = keys.text(method) != nil || !keys.isSet(method)
    guard isKnown else { return }
    switch keys.text(method)?.value ?? "lora" {
    case "lora": readAdapters(&keys, base)
    case "full":
      keys.labelWord(.adapter, "full", at: method)
      if trainsAll(keys) { base?.trainAll(&keys) }
    case let other: keys.labelWord(.adapter, other, at: method)
    }
  }

  /// Keys that leave some parameters as they are, or add others.
  private static let partial = [
    "resize_vocab", "add_tokens", "add_special_tokens", "new_special_tokens_config",
    "mixture_of_depths", "use_badam", "use_llama_pro",
  ]

  /// Whether all parameters of the language model are trained at once, and none is added.
  private static func trainsAll(_ keys: KeyReader) -> Bool {
    !partial.contains { keys.holds($0) && keys.flag($0) != false } && !hasValueHead(keys)
  }

  private static func hasValueHead(_ keys: KeyReader) -> Bool {
    let stage = keys.text("stage")?.value
    return stage == "rm" || stage == "ppo"
  }

  // MARK: Adapters

  /// Keys that change what an adapter holds, beside its rank and targets.
  private static let adapterOptions = [
    "additional_target", "use_dora", "use_llama_pro", "adapter_name_or_path", "resize_vocab",
    "add_tokens", "add_special_tokens", "mixture_of_depths",
  ]

  private static func readAdapters(_ keys: inout KeyReader, _ base: HubModel?) {
    let isQuantised = keys.isSet("quantization_bit")
    if isQuantised {
      keys.labelWord(.adapter, "qlora", at: "quantization_bit")
    } else if keys.isSet("finetuning_type") {
      keys.labelWord(.adapter, "lora", at: "finetuning_type")
    } else {
      keys.reading.labels[.adapter] = LabelClaim("lora", certainty: .frameworkDefault)
    }
    let rank = keys.claimCount(.loraRank, "lora_rank", fallback: 8)
    if keys.isSet("lora_alpha") {
      keys.claim(.loraAlpha, "lora_alpha")
    } else {
      keys.derive(.loraAlpha, "2 × lora_rank", from: rank) { 2 * $0[0] }
    }
    guard let base, !hasValueHead(keys),
      !adapterOptions.contains(where: { keys.holds($0) && keys.flag($0) != false })
    else { return }
    base.trainAdapters(&keys, rank: rank, on: targets(keys, of: base))
  }

  private static func targets(_ keys: KeyReader, of base: HubModel) -> Set<AdapterTarget>? {
    guard keys.isSet("lora_target") else { return base.allMatrices }
    guard let names = keys.words("lora_target") else { return nil }
    return names == ["all"] ? base.allMatrices : base.targets(called: names)
  }
}
