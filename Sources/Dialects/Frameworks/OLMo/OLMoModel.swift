import Composition
import ReferenceData
import RunPlan
import SourceText

/// The model of an OLMo file: `olmo/model.py`.
enum OLMoModel {
  static func read(_ keys: inout KeyReader) {
    let layers = keys.claim(.layers, "model.n_layers", fallback: 12)
    let hidden = keys.claim(.hiddenSize, "model.d_model", fallback: 768)
    let heads = keys.claim(.heads, "model.n_heads", fallback: 12)
    let keyValueHeads = readKeyValueHeads(&keys, heads: heads)
    let isGated = isGated(keys)
    let width = isGated.flatMap { readWidth(&keys, hidden: hidden, isGated: $0) }
    let rows = readVocabulary(&keys)
    guard let layers, let hidden, let layerCount = layers.integer,
      let hiddenSize = hidden.integer, let headCount = heads?.integer,
      let groups = keyValueHeads?.integer, let inner = width?.integer, let isGated,
      let bias = keys.flag("model.include_bias", fallback: true),
      let isTied = keys.flag("model.weight_tying", fallback: true),
      let norms = norms(keys), let queryKeyNorm = queryKeyNorm(keys),
      let embeddingNorm = keys.flag("model.embedding_layer_norm", fallback: false),
      let positions = positionRows(&keys)
    else { return }
    let shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: ModelShape.Attention(
        heads: headCount, keyValueHeads: groups, hasInputBias: bias, hasOutputBias: bias,
        queryKeyNorm: queryKeyNorm),
      mlp: ModelShape.MLP(width: inner, isGated: isGated, hasBias: bias),
      embedding: ModelShape.Embedding(
        isTied: isTied, hasHeadBias: bias && !isTied, positionRows: positions,
        hasNorm: embeddingNorm),
      norms: norms)
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden] + [width, rows].compactMap { $0 })
  }

  private static func readKeyValueHeads(_ keys: inout KeyReader, heads: Claim?) -> Claim? {
    if keys.isSet("model.n_kv_heads") { return keys.claim(.kvHeads, "model.n_kv_heads") }
    let path = "model.multi_query_attention"
    guard let isShared = keys.flag(path, fallback: false) else { return nil }
    if isShared, let value = keys.value(path) {
      return keys.add(Claim(.kvHeads, 1, .written(KeySource(key: path, origin: value.origin))))
    }
    return keys.derive(.kvHeads, "model.n_heads", from: heads) { $0[0] }
  }

  // MARK: Width

  private static func isGated(_ keys: KeyReader) -> Bool? {
    switch keys.isSet("model.activation_type")
      ? keys.text("model.activation_type")?.value : "swiglu"
    {
    case "swiglu": true
    case "gelu", "relu": false
    default: nil
    }
  }

  /// The width of one branch: the keys count both branches of a gated MLP.
  private static func readWidth(
    _ keys: inout KeyReader, hidden: Claim?, isGated: Bool
  ) -> Claim? {
    let branches: Double = isGated ? 2 : 1
    if isGated, let written = keys.written("model.mlp_hidden_size") {
      keys.reading.gatedWidth = GatedWidth(
        key: "mlp_hidden_size", written: written, branches: branches,
        activation: keys.place(of: "model.activation_type"))
    }
    switch keys.number("model.mlp_hidden_size") {
    case .value(let inner, let source):
      let slot = keys.slot(for: source, scale: 1 / branches)
      guard isGated else {
        return keys.add(Claim(.intermediateSize, inner, .written(source), slot: slot))
      }
      let written = Claim(.intermediateSize, inner, .written(source))
      return keys.add(
        Claim(
          .intermediateSize, (inner / branches).rounded(.down),
          .derived(formula: "half of model.mlp_hidden_size", from: [written]), slot: slot))
    case .unknown: return nil
    case .absent: break
    }
    guard let ratio = keys.share("model.mlp_ratio", fallback: 4) else { return nil }
    let times = Magnitude.shortest(ratio)
    return keys.derive(
      .intermediateSize, isGated ? "half of \(times) × d_model" : "\(times) × d_model",
      from: hidden
    ) { (($0[0] * ratio).rounded(.down) / branches).rounded(.down) }
  }

  // MARK: Vocabulary and positions

  /// `embedding_size`, 50304 without the key; `vocab_size` where it is null.
  private static func readVocabulary(_ keys: inout KeyReader) -> Claim? {
    // `olmo/config.py`, `ModelConfig.embedding_size`.
    keys.reading.vocabulary.multiple = (
      128, Citation("olmo/config.py, ModelConfig.embedding_size", of: ["olmo"])
    )
    if case .value(let size, let source) = keys.number("model.vocab_size") {
      keys.reading.vocabulary.tokenizer = Claim(.vocabularySize, size, .written(source))
    }
    if keys.has("model.embedding_size"), !keys.isSet("model.embedding_size") {
      return keys.claim(.vocabularySize, "model.vocab_size", fallback: 50_257)
    }
    return keys.claim(.vocabularySize, "model.embedding_size", fallback: 50_304)
  }

  private static func positionRows(_ keys: inout KeyReader) -> Int? {
    guard let alibi = keys.flag("model.alibi", fallback: false),
      let rope = keys.flag("model.rope", fallback: false)
    else { return nil }
    guard !alibi, !rope else { return 0 }
    keys.reading.contextLimit = .hard
    return keys.reading.claims[.contextLength]?.integer
  }

  // MARK: Norms

  /// What a norm learns; OLMo's RMSNorm has a shift as well unless biases are off.
  private static func kind(_ keys: KeyReader, affine: String) -> ModelShape.Norms.Kind? {
    guard let isAffine = keys.flag(affine, fallback: true),
      let bias = keys.flag("model.include_bias", fallback: true),
      let normBias = keys.flag("model.bias_for_layer_norm", fallback: bias)
    else { return nil }
    return isAffine ? (normBias ? .layer : .layerWithoutBias) : .nonParametric
  }

  private static func norms(_ keys: KeyReader) -> ModelShape.Norms? {
    guard let kind = kind(keys, affine: "model.layer_norm_with_affine") else { return nil }
    switch keys.isSet("model.block_type") ? keys.text("model.block_type")?.value : "sequential" {
    case "sequential", "llama": return ModelShape.Norms(kind)
    // Up to 2023: attention and MLP behind one norm.
    case "parallel": return ModelShape.Norms(kind, perBlock: 1)
    default: return nil
    }
  }

  private static func queryKeyNorm(_ keys: KeyReader) -> ModelShape.Attention.QueryKeyNorm? {
    guard let isOn = keys.flag("model.attention_layer_norm", fallback: false) else { return nil }
    guard isOn else { return ModelShape.Attention.QueryKeyNorm.none }
    switch kind(keys, affine: "model.attention_layer_norm_with_affine") {
    case .layer: return .fullWidthWithBias
    case .layerWithoutBias: return .fullWidth
    case .nonParametric: return ModelShape.Attention.QueryKeyNorm.none
    default: return nil
    }
  }
}
