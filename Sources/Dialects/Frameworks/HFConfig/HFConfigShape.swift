import Composition
import RunPlan
import SourceText

extension HFConfigReader {
  /// The shape of a decoder with attention; nil where the class does what this cannot say.
  mutating func attentionShape(_ sizes: HFConfigSizes) -> ModelShape? {
    guard let layers = sizes.layers?.integer, let hidden = sizes.hidden,
      let hiddenSize = hidden.integer, let heads = sizes.heads, let isTied,
      let attention = attention(hidden: hidden, heads: heads),
      let mlp = mlp(hidden: hidden), let norms, let hasHeadBias = has("head-bias"),
      let hasEmbeddingNorm = has("embedding-norm")
    else { return nil }
    var shape = ModelShape(
      vocabularyRows: sizes.vocabulary?.integer ?? 0, hidden: hiddenSize, layers: layers,
      attention: attention, mlp: mlp,
      embedding: ModelShape.Embedding(
        isTied: isTied, hasHeadBias: hasHeadBias, hasNorm: hasEmbeddingNorm),
      norms: norms)
    if let extra = family?.parts["positions"] {
      guard let positions = keys.reading.claims[.contextLength]?.integer else { return nil }
      shape.embedding.positionRows = positions + (extra.fallback ?? 0)
    }
    guard readExperts(&shape), family?.parts["by-own-rules"] == nil || applyOwnRules(&shape) else {
      return nil
    }
    claimWidths(shape)
    return shape
  }

  /// The widths as the class uses them, for the plan.
  private mutating func claimWidths(_ shape: ModelShape) {
    if let latent = shape.attention?.latent {
      let path = part + "qk_nope_head_dim"
      keys.add(
        Claim(
          .headDim, Double(latent.plainWidth + latent.rotaryWidth),
          .derived(formula: "\(path) + qk_rope_head_dim", from: [])))
    }
    guard let experts = shape.experts else { return }
    keys.add(
      Claim(.experts, Double(experts.count), source(of: "experts"), slot: nil))
    keys.add(Claim(.expertsPerToken, Double(experts.perToken), source(of: "top"), slot: nil))
  }

  /// How the number at the key of a part is known.
  private func source(of word: String) -> Provenance {
    let key = part + (family?.parts[word]?.key ?? word)
    guard let value = keys.value(key) else { return .frameworkDefault(key: key) }
    return .written(KeySource(key: key, origin: value.origin))
  }

  // MARK: Attention

  private mutating func attention(hidden: Claim, heads: Claim) -> ModelShape.Attention? {
    guard let headCount = heads.integer, let hasInputBias = has("qkv-bias"),
      let hasOutputBias = has("out-bias"), let queryKeyNorm, let hasSinks = has("sinks")
    else { return nil }
    let groups = keyValueHeads(heads)
    let latent = family?.parts["latent"] == nil ? nil : latent()
    guard (latent != nil) == (family?.parts["latent"] != nil) else { return nil }
    let width = latent == nil ? headWidth(hidden: hidden, heads: heads) : heads
    guard let groupCount = groups?.integer, let width else { return nil }
    return ModelShape.Attention(
      heads: headCount, keyValueHeads: groupCount,
      headWidth: latent == nil ? width.integer : nil, hasInputBias: hasInputBias,
      hasOutputBias: hasOutputBias, queryKeyNorm: queryKeyNorm, hasSinks: hasSinks, latent: latent)
  }

  /// A null means as many as heads even where the class has a number for the absent key.
  private mutating func keyValueHeads(_ heads: Claim) -> Claim? {
    let names = ["num_key_value_heads", "num_kv_heads", "n_head_kv"]
    if let path = path(names) { return keys.claim(.kvHeads, path) }
    if !keys.has(part + names[0]), case .number? = family?.kvHeads {
      return size(.kvHeads, names, family?.kvHeads)
    }
    return keys.derive(.kvHeads, "attention heads", from: heads) { $0[0] }
  }

  private mutating func headWidth(hidden: Claim, heads: Claim) -> Claim? {
    let names = ["head_dim", "kv_channels"]
    if path(names) != nil { return size(.headDim, names, nil) }
    if case .number? = family?.headDim { return size(.headDim, names, family?.headDim) }
    return keys.derive(.headDim, "hidden size / heads", from: hidden, heads) {
      $0[1] > 0 ? ($0[0] / $0[1]).rounded(.down) : nil
    }
  }

  /// Multi-head latent attention; without a query rank the queries are not narrowed.
  private func latent() -> ModelShape.Attention.Latent? {
    guard let queryRank = count("q_lora_rank", 1536), let rank = count("kv_lora_rank", 512),
      let plain = count("qk_nope_head_dim", 128), let rotary = count("qk_rope_head_dim", 64),
      let value = count("v_head_dim", 128)
    else { return nil }
    let sizes = [queryRank, rank, plain, rotary, value]
    guard sizes.allSatisfy({ 0..<(1 << 40) ~= $0 }) else { return nil }
    return ModelShape.Attention.Latent(
      queryRank: queryRank, keyValueRank: rank, plainWidth: plain, rotaryWidth: rotary,
      valueWidth: value)
  }

  private var queryKeyNorm: ModelShape.Attention.QueryKeyNorm? {
    guard let head = has("head-norm"), let wide = has("wide-norm"),
      let headWithBias = has("head-norm-bias")
    else { return nil }
    if head { return .perHead }
    if wide { return .fullWidth }
    return headWithBias ? .perHeadWithBias : ModelShape.Attention.QueryKeyNorm.none
  }

  // MARK: Feed-forward and norms

  private mutating func mlp(hidden: Claim) -> ModelShape.MLP? {
    guard let hasBias = has("mlp-bias"), let width = width(hidden: hidden)?.integer else {
      return nil
    }
    return ModelShape.MLP(
      width: width, isGated: family?.parts["plain"] == nil, hasBias: hasBias)
  }

  /// The width of the MLP that stands where no experts do; claimed only where it counts.
  private mutating func width(hidden: Claim) -> Claim? {
    let names = ["intermediate_size", "n_inner", "ffn_dim", "ffn_hidden_size"]
    if family?.type == "qwen", let path = path(names) {
      // Half of the key in each of the two branches.
      guard case .value(let both, let source) = keys.number(path) else { return nil }
      let written = Claim(.intermediateSize, both, .written(source))
      return keys.derive(.intermediateSize, "intermediate_size / 2", from: written) {
        ($0[0] / 2).rounded(.down)
      }
    }
    if let expert = family?.parts["expert-width"]?.key, usesExpertsEverywhere {
      return size(.intermediateSize, [expert], fallback(of: "expert-width"))
    }
    if path(names) != nil { return size(.intermediateSize, names, nil) }
    if case .number? = family?.width { return size(.intermediateSize, names, family?.width) }
    guard case .follows? = family?.width else { return nil }
    return keys.derive(.intermediateSize, "4 × hidden size", from: hidden) { 4 * $0[0] }
  }

  private func fallback(of word: String) -> HFConfigFamily.Fallback {
    family?.parts[word]?.fallback.map { .number($0) } ?? .none
  }

  private var norms: ModelShape.Norms? {
    guard let parts = family?.parts else { return nil }
    let count = parts["one-norm"] != nil ? 1 : parts["four-norms"] != nil ? 4 : 2
    let kind: ModelShape.Norms.Kind =
      parts["layer-norm"] != nil
      ? .layer
      : parts["scale-norm"] != nil
        ? .layerWithoutBias : parts["bare-norm"] != nil ? .nonParametric : .rms
    return ModelShape.Norms(kind, perBlock: count)
  }
}
