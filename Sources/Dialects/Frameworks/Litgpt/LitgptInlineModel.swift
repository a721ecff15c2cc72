import Composition
import RunPlan
import SourceText

/// A `litgpt.Config` written out in the file: `litgpt/config.py`, `litgpt/model.py`.
enum LitgptInlineModel {
  static func read(_ keys: inout KeyReader, at path: String, isTied: Bool) {
    // A path to a file of its own says nothing here.
    guard keys.value(path)?.isMapping == true else { return }
    let layers = keys.claim(.layers, "\(path).n_layer", fallback: 16)
    let hidden = keys.claim(.hiddenSize, "\(path).n_embd", fallback: 4096)
    let heads = keys.claim(.heads, "\(path).n_head", fallback: 32)
    keys.claim(.contextLength, "\(path).block_size", fallback: 4096)
    guard let layers, let hidden, let heads, let layerCount = layers.integer,
      let hiddenSize = hidden.integer
    else { return }
    let rows = readVocabulary(&keys, path)
    guard let attention = readAttention(&keys, path, hidden: hidden, heads: heads),
      let norms = norms(keys, path), let width = readWidth(&keys, path, hidden: hidden),
      let mlpWidth = width.integer, let hasBias = flag(keys, "\(path).bias", true),
      let hasHeadBias = flag(keys, "\(path).lm_head_bias", false)
    else { return }
    let kind = keys.text("\(path).mlp_class_name")?.value ?? "GptNeoxMLP"
    guard ["GptNeoxMLP", "LLaMAMLP", "GemmaMLP", "LLaMAMoE"].contains(kind) else { return }
    let mlp = ModelShape.MLP(width: mlpWidth, isGated: kind != "GptNeoxMLP", hasBias: hasBias)
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: attention, mlp: mlp,
      embedding: ModelShape.Embedding(isTied: isTied, hasHeadBias: hasHeadBias), norms: norms)
    if kind == "LLaMAMoE", !readExperts(&keys, path, &shape) { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden, width] + [rows].compactMap { $0 })
  }

  /// A switch: its default where absent or null, nil where it is no boolean.
  private static func flag(_ keys: KeyReader, _ path: String, _ fallback: Bool) -> Bool? {
    keys.isSet(path) ? keys.flag(path) : fallback
  }

  // MARK: Sizes

  /// `padded_vocab_size`, else `vocab_size` rounded up to a multiple.
  private static func readVocabulary(_ keys: inout KeyReader, _ path: String) -> Claim? {
    if keys.isSet("\(path).padded_vocab_size") {
      return keys.claim(.vocabularySize, "\(path).padded_vocab_size")
    }
    guard let unit = keys.count("\(path).padding_multiple", fallback: 512), unit > 0 else {
      return nil
    }
    let size: Claim
    switch keys.number("\(path).vocab_size") {
    case .value(let number, let source): size = Claim(.vocabularySize, number, .written(source))
    case .absent:
      size = Claim(.vocabularySize, 50_254, .frameworkDefault(key: "\(path).vocab_size"))
    case .unknown: return nil
    }
    return keys.derive(.vocabularySize, "vocab_size, padded to a multiple of \(unit)", from: size) {
      ($0[0] / Double(unit)).rounded(.up) * Double(unit)
    }
  }

  private static func readWidth(
    _ keys: inout KeyReader, _ path: String, hidden: Claim
  ) -> Claim? {
    if keys.isSet("\(path).intermediate_size") {
      return keys.claim(.intermediateSize, "\(path).intermediate_size")
    }
    // litgpt refuses a LLaMAMLP without a width.
    guard keys.text("\(path).mlp_class_name")?.value != "LLaMAMLP" else { return nil }
    return keys.derive(.intermediateSize, "4 × n_embd", from: hidden) { 4 * $0[0] }
  }

  // MARK: Attention and norms

  private static func readAttention(
    _ keys: inout KeyReader, _ path: String, hidden: Claim, heads: Claim
  ) -> ModelShape.Attention? {
    let groups =
      keys.isSet("\(path).n_query_groups")
      ? keys.claim(.kvHeads, "\(path).n_query_groups")
      : keys.derive(.kvHeads, "n_head", from: heads) { $0[0] }
    let width =
      keys.isSet("\(path).head_size")
      ? keys.claim(.headDim, "\(path).head_size")
      : keys.derive(.headDim, "n_embd / n_head", from: hidden, heads) {
        $0[1] > 0 ? ($0[0] / $0[1]).rounded(.down) : nil
      }
    guard let headCount = heads.integer, let groupCount = groups?.integer,
      let headWidth = width?.integer, let hasBias = flag(keys, "\(path).bias", true),
      let hasInputBias = flag(keys, "\(path).attn_bias", false),
      let queryKeyNorm = queryKeyNorm(keys, path)
    else { return nil }
    var attention = ModelShape.Attention(
      heads: headCount, keyValueHeads: groupCount, headWidth: headWidth,
      hasInputBias: hasBias || hasInputBias, hasOutputBias: hasBias, queryKeyNorm: queryKeyNorm)
    guard keys.isSet("\(path).latent_attention") else { return attention }
    // With `bias` the wide matrices have biases too, which no model of litgpt's has.
    guard !hasBias, let latent = latent(keys, "\(path).latent_attention") else { return nil }
    attention.latent = latent
    return attention
  }

  private static func latent(_ keys: KeyReader, _ path: String) -> ModelShape.Attention.Latent? {
    let names = [
      "q_lora_rank", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim",
    ]
    let sizes = names.map { keys.count("\(path).\($0)", fallback: 0) ?? 0 }
    guard sizes.allSatisfy({ $0 > 0 }) else { return nil }
    return ModelShape.Attention.Latent(
      queryRank: sizes[0], keyValueRank: sizes[1], plainWidth: sizes[2], rotaryWidth: sizes[3],
      valueWidth: sizes[4])
  }

  private static func normKind(_ keys: KeyReader, _ path: String) -> ModelShape.Norms.Kind? {
    switch keys.text("\(path).norm_class_name")?.value ?? "LayerNorm" {
    case "RMSNorm": return .rms
    case "LayerNorm":
      let name = keys.text("\(path).name")?.value ?? ""
      return name.contains("OLMo") ? .nonParametric : .layer
    default: return nil
    }
  }

  private static func norms(_ keys: KeyReader, _ path: String) -> ModelShape.Norms? {
    guard let kind = normKind(keys, path), let first = flag(keys, "\(path).norm_1", true),
      let second = flag(keys, "\(path).norm_2", true),
      let isShared = flag(keys, "\(path).shared_attention_norm", false),
      let third = flag(keys, "\(path).post_attention_norm", false),
      let fourth = flag(keys, "\(path).post_mlp_norm", false)
    else { return nil }
    let count = [first, second && !isShared, third, fourth].count { $0 }
    return ModelShape.Norms(kind, perBlock: count)
  }

  private static func queryKeyNorm(
    _ keys: KeyReader, _ path: String
  ) -> ModelShape.Attention.QueryKeyNorm? {
    guard let hasNorm = flag(keys, "\(path).norm_qk", false) else { return nil }
    guard hasNorm else { return ModelShape.Attention.QueryKeyNorm.none }
    let isWide = keys.text("\(path).norm_qk_type")?.value == "olmo2"
    switch normKind(keys, path) {
    case .rms: return isWide ? .fullWidth : .perHead
    case .layer: return isWide ? .fullWidthWithBias : .perHeadWithBias
    case .nonParametric: return ModelShape.Attention.QueryKeyNorm.none
    default: return nil
    }
  }

  // MARK: Experts

  /// Puts the experts into the shape; false where their sizes are not known.
  private static func readExperts(
    _ keys: inout KeyReader, _ path: String, _ shape: inout ModelShape
  ) -> Bool {
    guard let count = keys.claim(.experts, "\(path).n_expert")?.integer,
      let top = keys.claim(.expertsPerToken, "\(path).n_expert_per_token")?.integer,
      var expert = shape.mlp, let shared = keys.count("\(path).n_shared_expert", fallback: 0),
      let width = keys.count("\(path).moe_intermediate_size", fallback: expert.width),
      let dense = keys.count("\(path).first_k_dense_replace", fallback: 0)
    else { return false }
    expert.width = width
    let (sharedWidth, overflow) = width.multipliedReportingOverflow(by: shared)
    guard !overflow, !(expert.hasBias && shared > 0) else { return false }
    shape.experts = ModelShape.Experts(
      count: count, perToken: top, expert: expert, sharedWidth: sharedWidth,
      placement: dense > 0 ? .after(denseLayers: dense) : .everyLayer)
    return true
  }
}
