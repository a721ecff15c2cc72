import Composition
import ConfigSyntax
import ReferenceData
import RunPlan
import SourceText

/// The model of an axolotl file: the published one that it names, and the adapters on it.
enum AxolotlModel {
  static func read(_ keys: inout KeyReader) {
    let tunes = keys.holds("adapter")
    if tunes {
      keys.claim(.loraRank, "lora_r")
      keys.claim(.loraAlpha, "lora_alpha")
    }
    guard let name = keys.text("base_model"), let value = keys.value("base_model"),
      let match = BaseModels.named(name.value)
    else {
      if !changesShape(keys) { LocalModel.read(&keys, at: "base_model") }
      return readContext(&keys)
    }
    guard !changesShape(keys) else { return readContext(&keys) }
    let base = HubModel.claim(match, named: value, at: "base_model", &keys)
    readContext(&keys)
    if tunes {
      readAdapters(&keys, base.model, base.shape)
    } else if trainsAll(keys), !base.seesImages {
      keys.derive(.parametersTrainable, "all parameters", from: base.parameters) { $0[0] }
    }
  }

  /// Where the settings of the model may be overridden: the present name first.
  private static let overrides = ["overrides_of_model_config", "model_config"]

  /// Whether the file overrides a size of the model that it names.
  private static func changesShape(_ keys: KeyReader) -> Bool {
    let sizes = [
      "num_hidden_layers", "hidden_size", "intermediate_size", "num_attention_heads",
      "num_key_value_heads", "vocab_size", "head_dim", "tie_word_embeddings", "n_layer", "n_embd",
      "num_local_experts", "num_experts",
    ]
    return overrides.contains { path in sizes.contains { keys.has("\(path).\($0)") } }
  }

  /// Positions may be written over, or stretched.
  private static func readContext(_ keys: inout KeyReader) {
    let isStretched = overrides.contains { keys.holds($0 + ".rope_scaling") }
    keys.reading.contextLimit = isStretched || keys.holds("rope_scaling") ? .extended : .soft
    for path in overrides where keys.isSet(path + ".max_position_embeddings") {
      keys.reading.claims.removeAll { $0.quantity == .contextLength }
      keys.claim(.contextLength, path + ".max_position_embeddings")
      return
    }
  }

  /// Architectures whose catalogued count leaves out the tower that sees images.
  static let seesImages: Set<String> = ["gemma3", "llama4_text"]

  /// Whether every parameter of the model that is named is trained, and none is added.
  private static func trainsAll(_ keys: KeyReader) -> Bool {
    let partial = [
      "tokens", "resize_token_embeddings_to_32x",
      "unfrozen_parameters", "lisa_n_layers", "lisa_step_interval", "spectrum_top_fraction",
      "freeze_mm_modules", "hatchery", "reward_model", "process_reward_model", "num_labels",
    ]
    return !partial.contains { keys.holds($0) && keys.flag($0) != false }
  }

  // MARK: Adapters

  /// Keys that change what an adapter holds, beside its rank and targets.
  private static let adapterOptions = [
    "lora_modules_to_save", "lora_rank_pattern", "lora_target_parameters", "lora_exclude_modules",
    "peft_use_dora", "peft_layers_to_transform", "peft_layers_pattern", "peft_layer_replication",
    "peft_trainable_token_indices", "lora_model_dir", "reward_model", "process_reward_model",
    "num_labels", "unfrozen_parameters", "quantize_moe_experts",
  ]

  private static func readAdapters(
    _ keys: inout KeyReader, _ model: BaseModel, _ shape: ModelShape?
  ) {
    guard let shape, let rank = keys.reading.claims[.loraRank], let width = rank.integer,
      ["lora", "qlora"].contains(keys.text("adapter")?.value.lowercased()),
      !adapterOptions.contains(where: { keys.holds($0) && keys.flag($0) != false }),
      let targets = targets(keys, of: model, isSparse: shape.experts != nil), !targets.isEmpty,
      let count = ParameterCount.adapters(rank: width, on: targets, of: shape), count > 0,
      let layers = keys.reading.claims[.layers], let hidden = keys.reading.claims[.hiddenSize]
    else { return }
    keys.derive(
      .parametersTrainable, "rank × (inputs + outputs) of the targeted matrices", from: rank,
      layers, hidden
    ) { _ in Double(count) }
  }

  /// The targeted matrices; nil where a name of the file, or the model's own names, are not known.
  private static func targets(
    _ keys: KeyReader, of model: BaseModel, isSparse: Bool
  ) -> Set<AdapterTarget>? {
    guard let names = names[model.architecture] ?? (isSparse ? attention : nil) else { return nil }
    var targets: Set<AdapterTarget> = []
    if keys.flag("lora_target_linear") == true {
      guard !isSparse else { return nil }
      targets.formUnion(names.values)
    }
    guard let value = keys.value("lora_target_modules"), !value.isNull else { return targets }
    guard value.isSequence else { return nil }
    for item in value.items {
      guard let name = KeyReader.text(of: item)?.value, let target = names[name] else { return nil }
      targets.insert(target)
    }
    return targets
  }

  /// What the attention's matrices are called in most models of the transformers library.
  private static let attention: [String: AdapterTarget] = [
    "q_proj": .query, "k_proj": .key, "v_proj": .value, "o_proj": .attentionOutput,
  ]

  private static let llama = attention.merging(
    ["gate_proj": .gate, "up_proj": .up, "down_proj": .down]
  ) { first, _ in first }

  /// What the matrices of text models without experts are called, by architecture.
  static let names: [String: [String: AdapterTarget]] = [
    "gemma": llama, "gemma2": llama, "llama": llama, "mistral": llama, "olmo": llama,
    "olmo2": llama, "qwen2": llama, "qwen3": llama, "smollm3": llama, "stablelm": llama,
    "gpt_neox": [
      "query_key_value": .fusedInput, "dense": .attentionOutput, "dense_h_to_4h": .up,
      "dense_4h_to_h": .down,
    ],
    "phi3": [
      "qkv_proj": .fusedInput, "o_proj": .attentionOutput, "gate_up_proj": .fusedGateUp,
      "down_proj": .down,
    ],
    "starcoder2": attention.merging(["c_fc": .up, "c_proj": .down]) { first, _ in first },
  ]
}
