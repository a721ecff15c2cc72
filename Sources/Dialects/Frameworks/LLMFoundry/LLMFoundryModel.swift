import Composition
import RunPlan
import SourceText

/// The model of an llm-foundry file: `llmfoundry/models/mpt`, or one of the hub.
enum LLMFoundryModel {
  static func read(_ keys: inout KeyReader) {
    switch keys.text("model.name")?.value {
    case "mpt_causal_lm", "mosaic_gpt": readMPT(&keys)
    case "hf_causal_lm", "hf_prefix_lm": LLMFoundryHubModel.read(&keys)
    default: LLMFoundryHubModel.labelBase(&keys)
    }
  }

  /// Whether training starts from published weights; `hf_causal_lm` does unless told not to.
  static func isPretrained(_ keys: KeyReader) -> Bool {
    if let flag = keys.flag("model.pretrained") { return flag }
    if let flag = keys.flag("model.use_pretrained") { return flag }
    return keys.text("model.name")?.value.hasPrefix("hf_") == true
      && keys.isSet("model.pretrained_model_name_or_path") && !keys.isSet("model.pretrained")
  }

  // MARK: MPT

  private static func readMPT(_ keys: inout KeyReader) {
    let layers = keys.claim(.layers, "model.n_layers", fallback: 24)
    let hidden = keys.claim(.hiddenSize, "model.d_model", fallback: 2048)
    let heads = keys.claim(.heads, "model.n_heads", fallback: 16)
    let rows = keys.claim(.vocabularySize, "model.vocab_size", fallback: 50_368)
    keys.noteRowsForGPUs()
    keys.readTokenizer("tokenizer.name")
    keys.claim(.contextLength, "model.max_seq_len", fallback: 2048)
    // `MPTModel.forward` refuses longer sequences.
    keys.reading.contextLimit = .hard
    let width = readWidth(&keys, hidden: hidden)
    let attention = readAttention(&keys, heads: heads)
    guard let layers, let hidden, let layerCount = layers.integer,
      let hiddenSize = hidden.integer, let inner = width?.integer, let attention,
      let isTied = keys.flag("model.tie_word_embeddings", fallback: true),
      let bias = hasBias(keys), let norm = normKind(keys), let positions = positionRows(keys),
      !keys.isSet("model.block_overrides")
    else { return }
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: attention,
      embedding: ModelShape.Embedding(isTied: isTied, positionRows: positions),
      norms: ModelShape.Norms(norm))
    guard readFeedForward(&keys, width: inner, hasBias: bias, into: &shape) else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden] + [width, rows].compactMap { $0 })
  }

  private static func hasBias(_ keys: KeyReader) -> Bool? {
    keys.flag("model.no_bias", fallback: false).map { !$0 }
  }

  private static func readWidth(_ keys: inout KeyReader, hidden: Claim?) -> Claim? {
    if keys.isSet("model.ffn_config.ffn_hidden_size") {
      return keys.claim(.intermediateSize, "model.ffn_config.ffn_hidden_size")
    }
    // `mlp_ratio` in the days of `mosaic_gpt`.
    let path = keys.isSet("model.mlp_ratio") ? "model.mlp_ratio" : "model.expansion_ratio"
    guard let ratio = keys.share(path, fallback: 4) else { return nil }
    return keys.derive(.intermediateSize, "\(Magnitude.shortest(ratio)) × d_model", from: hidden) {
      ($0[0] * ratio).rounded(.down)
    }
  }

  private static func readAttention(
    _ keys: inout KeyReader, heads: Claim?
  ) -> ModelShape.Attention? {
    let type = keys.text("model.attn_config.attn_type")?.value ?? "multihead_attention"
    let groups: Claim?
    switch type {
    case "multihead_attention":
      groups = keys.derive(.kvHeads, "model.n_heads", from: heads) { $0[0] }
    case "multiquery_attention":
      groups = keys.add(Claim(.kvHeads, 1, .derived(formula: "multiquery_attention", from: [])))
    case "grouped_query_attention":
      groups = keys.claim(.kvHeads, "model.attn_config.kv_n_heads")
    default: groups = nil
    }
    let width = keys.isSet("model.head_dim") ? keys.claim(.headDim, "model.head_dim") : nil
    guard let headCount = heads?.integer, let groupCount = groups?.integer,
      let bias = hasBias(keys), let norm = normKind(keys),
      let inputBias = keys.flag("model.attention_bias", fallback: bias),
      let isFull = keys.flag("model.attn_config.qk_ln", fallback: false),
      let isPerHead = keys.flag("model.attn_config.qk_gn", fallback: false),
      width != nil || !keys.isSet("model.head_dim")
    else { return nil }
    let shifts = norm == .layer
    return ModelShape.Attention(
      heads: headCount, keyValueHeads: groupCount, headWidth: width?.integer,
      hasInputBias: inputBias, hasOutputBias: bias,
      queryKeyNorm: isFull
        ? (shifts ? .fullWidthWithBias : .fullWidth)
        : isPerHead ? (shifts ? .perHeadWithBias : .perHead) : .none)
  }

  private static func normKind(_ keys: KeyReader) -> ModelShape.Norms.Kind? {
    let path = "model.norm_type"
    let name = keys.isSet(path) ? keys.text(path)?.value.lowercased() : "low_precision_layernorm"
    switch name {
    case "low_precision_layernorm", "layernorm":
      return hasBias(keys).map { $0 ? .layer : .layerWithoutBias }
    case "rmsnorm", "low_precision_rmsnorm", "triton_rmsnorm": return .rms
    default: return nil
    }
  }

  /// Learned positions, unless ALiBi or rotary ones take their place.
  private static func positionRows(_ keys: KeyReader) -> Int? {
    guard let learned = keys.flag("model.learned_pos_emb", fallback: true),
      let alibi = keys.flag("model.attn_config.alibi", fallback: false),
      let oldAlibi = keys.flag("model.alibi", fallback: false),
      let rope = keys.flag("model.attn_config.rope", fallback: false)
    else { return nil }
    guard learned, !alibi, !oldAlibi, !rope else { return 0 }
    return keys.reading.claims[.contextLength]?.integer
  }

  // MARK: Feed-forward

  /// Puts MLPs or experts into the shape; false where they are not known.
  private static func readFeedForward(
    _ keys: inout KeyReader, width: Int, hasBias: Bool, into shape: inout ModelShape
  ) -> Bool {
    let path = "model.ffn_config.ffn_type"
    let type = keys.isSet(path) ? keys.text(path)?.value : "mptmlp"
    switch type {
    case "mptmlp": shape.mlp = ModelShape.MLP(width: width, isGated: false, hasBias: hasBias)
    case "mptglu", "mptgeglu":
      shape.mlp = ModelShape.MLP(width: width, isGated: true, hasBias: hasBias)
    case "te_ln_mlp" where shape.norms.kind != .rms:
      // Its LayerNorm stands inside; the block then has none before it.
      shape.mlp = ModelShape.MLP(width: width, isGated: false, hasBias: hasBias)
    case "torch_dmoe", "mb_moe", "mb_dmoe":
      // MegaBlocks adds a bias to the sum of the experts, which no shape here has.
      if type != "torch_dmoe", hasBias { return false }
      return readExperts(&keys, width: width, into: &shape)
    default: return false
    }
    return true
  }

  private static func readExperts(
    _ keys: inout KeyReader, width: Int, into shape: inout ModelShape
  ) -> Bool {
    let kind = keys.text("model.ffn_config.mlp_type")?.value ?? "mlp"
    guard let count = keys.claim(.experts, "model.ffn_config.moe_num_experts")?.integer,
      let top = keys.claim(.expertsPerToken, "model.ffn_config.moe_top_k", fallback: 1)?.integer,
      kind == "mlp" || kind == "glu"
    else { return false }
    shape.experts = ModelShape.Experts(
      count: count, perToken: top, expert: ModelShape.MLP(width: width, isGated: kind == "glu"))
    return true
  }
}
