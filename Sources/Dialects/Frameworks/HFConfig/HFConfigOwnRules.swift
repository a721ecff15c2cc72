import Composition
import RunPlan
import SourceText

/// Classes that differ from the table in more than words.
extension HFConfigReader {
  /// Changes the shape as the class does; false where it does what a shape cannot say.
  mutating func applyOwnRules(_ shape: inout ModelShape) -> Bool {
    switch family?.type {
    case "qwen": flag("no_bias", true) == true
    case "gpt_bigcode": applyMultiQuery(&shape, flag("multi_query", true))
    case "opt": applyOPT(&shape)
    case "mpt": applyMPT(&shape)
    case "falcon": applyFalcon(&shape)
    case "stablelm": applyStableLM(&shape)
    case "llama4_text": applyLlama4(&shape)
    default: false
    }
  }

  private mutating func applyMultiQuery(_ shape: inout ModelShape, _ isMultiQuery: Bool?) -> Bool {
    guard let isMultiQuery else { return false }
    setKeyValueHeads(isMultiQuery ? 1 : shape.attention?.heads ?? 0, "multi_query", &shape)
    return true
  }

  /// Replaces what the general rule read.
  private mutating func setKeyValueHeads(_ count: Int, _ key: String, _ shape: inout ModelShape) {
    shape.attention?.keyValueHeads = count
    keys.reading.claims.removeAll { $0.quantity == .kvHeads }
    let path = part + key
    let source = keys.value(path).map { KeySource(key: path, origin: $0.origin) }
    keys.add(
      Claim(.kvHeads, Double(count), source.map { .written($0) } ?? .frameworkDefault(key: path)))
  }

  private func applyOPT(_ shape: inout ModelShape) -> Bool {
    guard let isBefore = flag("do_layer_norm_before", true),
      let isRemoved = flag("_remove_final_layer_norm", false),
      flag("layer_norm_elementwise_affine", true) == true,
      let width = count("word_embed_proj_dim", shape.hidden)
    else { return false }
    shape.norms.hasFinal = isBefore && !isRemoved
    if width > 0, width != shape.hidden { shape.embedding.projectedWidth = width }
    return true
  }

  /// transformers' own class has neither biases nor learned positions; llm-foundry's may.
  private mutating func applyMPT(_ shape: inout ModelShape) -> Bool {
    guard flag("no_bias", true) == true, let alibi = flag("attn_config.alibi", true),
      let usesRope = flag("attn_config.rope", false),
      let hasPositions = flag("learned_pos_emb", true),
      let hasNorm = flag("attn_config.qk_ln", false), let ratio = count("expansion_ratio", 4),
      1...1024 ~= ratio, 0..<(1 << 40) ~= shape.hidden,
      keys.text(part + "ffn_config.ffn_type")?.value ?? "mptmlp" == "mptmlp"
    else { return false }
    let heads = shape.attention?.heads ?? 0
    switch keys.text(part + "attn_config.attn_type")?.value ?? "multihead_attention" {
    case "multihead_attention": break
    case "multiquery_attention": setKeyValueHeads(1, "attn_config.attn_type", &shape)
    case "grouped_query_attention":
      guard let groups = count("attn_config.kv_n_heads", heads), groups > 0 else { return false }
      setKeyValueHeads(groups, "attn_config.kv_n_heads", &shape)
    default: return false
    }
    if hasPositions, !alibi, !usesRope {
      guard let positions = keys.reading.claims[.contextLength]?.integer else { return false }
      shape.embedding.positionRows = positions
    }
    if hasNorm { shape.attention?.queryKeyNorm = .fullWidth }
    shape.mlp?.width = ratio * shape.hidden
    keys.reading.claims.removeAll { $0.quantity == .intermediateSize }
    keys.add(
      Claim(
        .intermediateSize, Double(ratio * shape.hidden),
        .derived(
          formula: "expansion_ratio × d_model",
          from: [keys.reading.claims[.hiddenSize]].compactMap { $0 })))
    return true
  }

  private mutating func applyFalcon(_ shape: inout ModelShape) -> Bool {
    // The first files call the new architecture by its type.
    let isOldName = keys.text(part + "model_type")?.value == "RefinedWeb"
    guard let isNew = flag("new_decoder_architecture", isOldName),
      let isParallel = flag("parallel_attn", true),
      let normCount = count("num_ln_in_parallel_attn", isNew ? 2 : 1)
    else { return false }
    if !isNew {
      guard applyMultiQuery(&shape, flag("multi_query", true)) else { return false }
    }
    let written = normCount == 0 ? (isNew ? 2 : 1) : normCount
    shape.norms.perBlock = isParallel ? (written == 2 ? 2 : 1) : 2
    return true
  }

  /// A norm on queries and keys is one for each head here, which a shape cannot say.
  private func applyStableLM(_ shape: inout ModelShape) -> Bool {
    guard flag("qk_layernorm", false) == false,
      let isParallel = flag("use_parallel_residual", false)
    else { return false }
    if isParallel { shape.norms.perBlock = 1 }
    return true
  }

  /// `intermediate_size` is an expert's and the shared part's; dense layers have a width of their
  /// own.
  private func applyLlama4(_ shape: inout ModelShape) -> Bool {
    guard let dense = count("intermediate_size_mlp", 16_384), var experts = shape.experts else {
      return false
    }
    experts.sharedWidth = experts.expert.width
    if let named = keys.value(part + "moe_layers"), named.isSequence, !named.items.isEmpty {
      let layers = named.items.compactMap(\.layerNumber)
      guard layers.count == named.items.count else { return false }
      experts.placement = .layers(Set(layers))
    } else {
      guard let step = count("interleave_moe_layer_step", 1), step > 0 else { return false }
      experts.placement = step == 1 ? .everyLayer : .every(interval: step, offset: step - 1)
    }
    shape.mlp?.width = dense
    shape.experts = experts
    return true
  }

  // MARK: Without attention

  mutating func recurrentShape(_ sizes: HFConfigSizes) -> ModelShape? {
    guard let layers = sizes.layers?.integer, let hidden = sizes.hidden?.integer, let isTied,
      hidden > 0, hidden < 1 << 40
    else { return nil }
    let rows = sizes.vocabulary?.integer ?? 0
    if family?.type == "rwkv" {
      guard let width = count("attention_hidden_size", hidden), width == hidden || width == 0,
        let inner = count("intermediate_size", 4 * hidden)
      else { return nil }
      var shape = ModelShape.rwkv4(vocabularyRows: rows, hidden: hidden, layers: layers)
      shape.mixing = .uniform(.rwkv4(innerWidth: inner == 0 ? 4 * hidden : inner))
      shape.embedding.isTied = isTied
      return shape
    }
    guard let block = mamba(hidden: hidden) else { return nil }
    var shape = ModelShape.mamba(vocabularyRows: rows, hidden: hidden, layers: layers)
    shape.mixing = .uniform(.mamba(block))
    shape.embedding.isTied = isTied
    return shape
  }

  private func mamba(hidden: Int) -> ModelShape.Mamba? {
    guard let expand = count("expand", 2), 1...64 ~= expand, let state = count("state_size", 16),
      let kernel = count("conv_kernel", 4), let hasBias = flag("use_bias", false),
      let hasConvolutionBias = flag("use_conv_bias", true)
    else { return nil }
    var block = ModelShape.Mamba(hidden: hidden, expansion: expand)
    if let inner = path(["intermediate_size", "d_inner"]) {
      guard let width = keys.count(inner, fallback: 0) else { return nil }
      block.innerWidth = width
    }
    if keys.isSet(part + "time_step_rank"), keys.text(part + "time_step_rank")?.value != "auto" {
      guard let rank = count("time_step_rank", 0) else { return nil }
      block.timeStepRank = rank
    }
    block.stateWidth = state
    block.convolutionWidth = kernel
    block.hasConvolutionBias = hasConvolutionBias
    block.hasBias = hasBias
    return block
  }
}
