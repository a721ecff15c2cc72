import Composition
import ConfigSyntax
import RunPlan

/// The model of a nanotron file: `src/nanotron/models/{llama,qwen,starcoder2}.py`, `nn/moe.py`, and
/// the models of `examples/moe` and `examples/mamba`.
enum NanotronModel {
  private static let path = "model.model_config."

  private enum Family {
    case llama, qwen2, starcoder2, llamoe, mamba
  }

  static func read(_ keys: inout KeyReader) {
    guard keys.isSet("model.model_config"), let family = family(keys) else {
      return readSizes(&keys)
    }
    let isExtended =
      keys.isSet(path + "rope_scaling") || keys.isSet(path + "rope_seq_len_interpolation_factor")
    keys.reading.contextLimit = isExtended ? .extended : .soft
    switch family {
    case .llama, .qwen2, .llamoe: readLlama(&keys, family)
    case .starcoder2: readStarcoder(&keys)
    case .mamba: readMamba(&keys)
    }
  }

  /// The family that the tag names; configurations without a tag are tried as a llama first.
  private static func family(_ keys: KeyReader) -> Family? {
    let tags: [(String, Family)] = [
      ("is_qwen2_config", .qwen2), ("is_starcoder2_config", .starcoder2),
      ("is_llamoe_config", .llamoe), ("is_mamba_config", .mamba), ("is_llama_config", .llama),
    ]
    if let tag = tags.first(where: { keys.has(path + $0.0) }) { return tag.1 }
    let others = keys.value("model.model_config")?.entries.contains { entry in
      entry.key.hasPrefix("is_") && entry.key.hasSuffix("_config")
    }
    // Forks bring models in GPT-2's words, which `LlamaConfig` refuses.
    let isForeign = ["moe_config", "activation_function", "layer_norm_epsilon", "attn_pdrop"]
      .contains { keys.has(path + $0) }
    return others == true || isForeign ? nil : .llama
  }

  /// What can be said of a family that is not known.
  private static func readSizes(_ keys: inout KeyReader) {
    keys.claim(.layers, path + "num_hidden_layers")
    keys.claim(.hiddenSize, path + "hidden_size")
    keys.claim(.heads, path + "num_attention_heads")
    keys.claim(.contextLength, path + "max_position_embeddings")
  }

  // MARK: Llama and Qwen

  private static func readLlama(_ keys: inout KeyReader, _ family: Family) {
    keys.claim(.contextLength, path + "max_position_embeddings", fallback: 2048)
    let layers = keys.claim(.layers, path + "num_hidden_layers", fallback: 32)
    let hidden = keys.claim(.hiddenSize, path + "hidden_size", fallback: 4096)
    let heads = keys.claim(.heads, path + "num_attention_heads", fallback: 32)
    let width = keys.claim(.intermediateSize, path + "intermediate_size", fallback: 11008)
    let keyValueHeads =
      keys.isSet(path + "num_key_value_heads")
      ? keys.claim(.kvHeads, path + "num_key_value_heads")
      : keys.derive(.kvHeads, "num_attention_heads", from: heads) { $0[0] }
    let rows = readVocabulary(&keys, fallback: 32000)
    guard let layers, let hidden, let layerCount = layers.integer, let hiddenSize = hidden.integer,
      let headCount = heads?.integer, let width, let branch = width.integer,
      let keyHeads = keyValueHeads?.integer
    else { return }
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: ModelShape.Attention(
        heads: headCount, keyValueHeads: keyHeads,
        hasInputBias: family == .qwen2 && keys.flag(path + "attention_bias") == true),
      mlp: ModelShape.MLP(width: branch),
      embedding: ModelShape.Embedding(isTied: keys.flag(path + "tie_word_embeddings") ?? false))
    guard readExperts(&keys, &shape, family, width: branch) else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden, width] + [rows].compactMap { $0 })
  }

  /// Puts the experts into the shape; false where they are not fully known.
  private static func readExperts(
    _ keys: inout KeyReader, _ shape: inout ModelShape, _ family: Family, width: Int
  ) -> Bool {
    if family == .llamoe {
      guard let count = keys.claim(.experts, path + "moe_num_experts", fallback: 1)?.integer,
        let top = keys.claim(.expertsPerToken, path + "num_experts_per_tok", fallback: 1)?.integer
      else { return false }
      shape.mlp = nil
      shape.experts = ModelShape.Experts(
        count: count, perToken: top, expert: ModelShape.MLP(width: width, isGated: false))
      return true
    }
    guard family == .qwen2, keys.isSet(path + "moe_config") else { return true }
    let experts = path + "moe_config."
    guard let count = keys.claim(.experts, experts + "num_experts", fallback: 8)?.integer,
      let top = keys.claim(.expertsPerToken, experts + "top_k", fallback: 2)?.integer,
      let inner = keys.count(experts + "moe_intermediate_size", fallback: 1408),
      let shared = keys.count(experts + "shared_expert_intermediate_size", fallback: 5632),
      let placement = placement(keys.value(experts + "layers"))
    else { return false }
    let isShared = keys.flag(experts + "enable_shared_expert") ?? false
    shape.experts = ModelShape.Experts(
      count: count, perToken: top, expert: ModelShape.MLP(width: inner),
      sharedWidth: isShared ? shared : 0, hasSharedGate: isShared, placement: placement)
    return true
  }

  private static func placement(_ layers: ConfigValue?) -> ModelShape.Experts.Placement? {
    guard let layers else { return .everyLayer }
    guard layers.isSequence else { return nil }
    var named: Set<Int> = []
    for item in layers.items {
      guard case .integer(let layer)? = item.scalar else { return nil }
      named.insert(layer)
    }
    return named == [-1] ? .everyLayer : .layers(named)
  }

  // MARK: Starcoder 2

  private static func readStarcoder(_ keys: inout KeyReader) {
    keys.claim(.contextLength, path + "max_position_embeddings", fallback: 4096)
    let layers = keys.claim(.layers, path + "num_hidden_layers", fallback: 24)
    let hidden = keys.claim(.hiddenSize, path + "hidden_size", fallback: 2048)
    let heads = keys.claim(.heads, path + "num_attention_heads", fallback: 16)
    let width =
      keys.isSet(path + "intermediate_size")
      ? keys.claim(.intermediateSize, path + "intermediate_size")
      : keys.derive(.intermediateSize, "hidden_size × 4", from: hidden) { $0[0] * 4 }
    let keyValueHeads =
      keys.flag(path + "grouped_query") == true
      ? keys.claim(.kvHeads, path + "num_kv_heads")
      : keys.add(Claim(.kvHeads, 1, .frameworkDefault(key: path + "multi_query")))
    let rows = readVocabulary(&keys, fallback: 49280)
    guard let layers, let hidden, let layerCount = layers.integer, let hiddenSize = hidden.integer,
      let headCount = heads?.integer, let width, let branch = width.integer,
      let keyHeads = keyValueHeads?.integer
    else { return }
    let shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: ModelShape.Attention(
        heads: headCount, keyValueHeads: keyHeads, hasInputBias: true, hasOutputBias: true),
      mlp: ModelShape.MLP(width: branch, isGated: false, hasBias: true),
      embedding: ModelShape.Embedding(isTied: true), norms: ModelShape.Norms(.layer))
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden, width] + [rows].compactMap { $0 })
  }

  // MARK: Mamba

  private static func readMamba(_ keys: inout KeyReader) {
    let layers = keys.claim(.layers, path + "num_hidden_layers", fallback: 64)
    let hidden = keys.claim(.hiddenSize, path + "d_model", fallback: 2560)
    let rows = readVocabulary(&keys, fallback: 50277)
    let block = path + "ssm_cfg."
    guard let layers, let hidden, let layerCount = layers.integer, let hiddenSize = hidden.integer,
      keys.flag(path + "rms_norm") ?? true,
      let expansion = keys.count(block + "expand", fallback: 2),
      let state = keys.count(block + "d_state", fallback: 16),
      let convolution = keys.count(block + "d_conv", fallback: 4)
    else { return }
    var mamba = ModelShape.Mamba(hidden: hiddenSize, expansion: expansion)
    mamba.stateWidth = state
    mamba.convolutionWidth = convolution
    mamba.hasConvolutionBias = keys.flag(block + "conv_bias") ?? true
    if let rank = keys.number(block + "dt_rank").value {
      guard let rank = Int(exactly: rank) else { return }
      mamba.timeStepRank = rank
    }
    let shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      embedding: ModelShape.Embedding(isTied: true), norms: ModelShape.Norms(.rms, perBlock: 1),
      mixing: .uniform(.mamba(mamba)))
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden] + [rows].compactMap { $0 })
  }

  // MARK: Vocabulary

  /// The rows, padded to `make_vocab_size_divisible_by` × tp; -1 leaves them to the data set.
  private static func readVocabulary(_ keys: inout KeyReader, fallback: Double) -> Claim? {
    let key = path + "vocab_size"
    keys.noteRowsForGPUs()
    // `run_train.py` splits the text of hub data sets itself; other data comes as ids, whoever made
    // them.
    let stage = keys.value("data_stages")?.items.first?["data.dataset"]
    if stage?.member("hf_dataset_or_datasets") != nil, !keys.has("doremi") {
      keys.readTokenizer("tokenizer.tokenizer_name_or_path")
    }
    let unit = keys.share("model.make_vocab_size_divisible_by", fallback: 1)
    guard let unit, let tensor = keys.reading.claims[.tensorParallel], unit * tensor.value > 0
    else {
      return nil
    }
    let multiple = unit * tensor.value
    let plain: Claim
    switch keys.number(key) {
    case .value(let size, let source):
      guard size > 0 else { return nil }
      plain = Claim(.vocabularySize, size, .written(source), slot: keys.slot(for: source))
    case .absent: plain = Claim(.vocabularySize, fallback, .frameworkDefault(key: key))
    case .unknown: return nil
    }
    let padded = (plain.value / multiple).rounded(.up) * multiple
    guard padded != plain.value else { return keys.add(plain) }
    return keys.derive(
      .vocabularySize, "vocab_size, padded to a multiple of \(Magnitude.shortest(multiple))",
      from: plain
    ) { _ in padded }
  }
}
