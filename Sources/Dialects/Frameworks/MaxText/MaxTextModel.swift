import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The model of a MaxText file: `models/*.py`, chosen by `decoder_block`.
enum MaxTextModel {
  static func read(_ keys: inout KeyReader) {
    guard isWritten(keys) else { return }
    readContext(&keys)
    let block = keys.isSet("decoder_block") ? keys.text("decoder_block")?.value : "llama2"
    // A power of two scales everything; other numbers are refused.
    guard let block, keys.count("global_parameter_scale", fallback: 1) == 1 else { return }
    let layers = readLayers(&keys, block)
    let hidden = keys.claim(.hiddenSize, "base_emb_dim", fallback: 2048)
    let width = keys.claim(.intermediateSize, "base_mlp_dim", fallback: 7168)
    let rows = keys.claim(.vocabularySize, "vocab_size", fallback: 32_000)
    let attention = readAttention(&keys, block)
    guard let layers, let hidden, let layerCount = layers.integer,
      let hiddenSize = hidden.integer, let inner = width?.integer, let attention,
      let isTied = keys.flag("logits_via_embedding", fallback: false),
      let norms = readNorms(keys, block), let isGated = isGated(keys),
      let positions = keys.count("trainable_position_size", fallback: -1), isPlain(keys)
    else { return }
    let isGPT = block == "gpt3"
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: attention,
      mlp: ModelShape.MLP(width: inner, isGated: isGated, hasBias: isGPT),
      embedding: ModelShape.Embedding(isTied: isTied, positionRows: max(0, positions)),
      norms: norms)
    guard MaxTextExperts.read(&keys, &shape, block) else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden] + [width, rows].compactMap { $0 })
  }

  /// Whether the file itself describes the model; a `model_name` overrules what it says.
  private static func isWritten(_ keys: KeyReader) -> Bool {
    if let name = keys.text("model_name")?.value, name != "default" { return false }
    return keys.isSet("base_emb_dim") && MaxText.defaults(keys, 1) != nil
  }

  /// Whether nothing is there that the count does not know.
  private static func isPlain(_ keys: KeyReader) -> Bool {
    let extras = [
      ("mtp_num_layers", 0), ("mhc_expansion_rate", 1), ("attention_output_dim", -1),
      ("moe_expert_input_dim", -1), ("hidden_size_per_layer_input", 0), ("o_lora_rank", 0),
      ("num_kv_shared_layers", 0), ("global_head_dim", 0), ("global_num_kv_heads", 0),
    ]
    guard extras.allSatisfy({ keys.count($0.0, fallback: $0.1) == $0.1 }) else { return false }
    return keys.flag("use_indexer", fallback: false) == false
      && keys.flag("share_kv_projections", fallback: false) == false
      && keys.value("engram_layers")?.items.isEmpty ?? true
  }

  private static func readContext(_ keys: inout KeyReader) {
    if keys.number("trainable_position_size").value ?? -1 > 0 {
      keys.reading.contextLimit = .hard
      keys.claim(.contextLength, "trainable_position_size")
    } else if keys.text("rope_type")?.value == "yarn" {
      keys.reading.contextLimit = .extended
      keys.claim(.contextLength, "max_position_embeddings")
    }
  }

  // MARK: Blocks

  /// The blocks; a layer of gemma 2 is a pair of them.
  private static func readLayers(_ keys: inout KeyReader, _ block: String) -> Claim? {
    let path = "base_num_decoder_layers"
    guard block == "gemma2" else { return keys.claim(.layers, path, fallback: 16) }
    guard case .value(let pairs, let source) = keys.number(path) else { return nil }
    let written = Claim(.layers, pairs, .written(source))
    return keys.add(
      Claim(
        .layers, 2 * pairs, .derived(formula: "2 × base_num_decoder_layers", from: [written]),
        slot: keys.slot(for: source, scale: 2, isWhole: true)))
  }

  private static func isGated(_ keys: KeyReader) -> Bool? {
    guard let value = keys.value("mlp_activations") else { return true }
    return value.isSequence ? value.items.count == 2 : nil
  }

  private static func readNorms(_ keys: KeyReader, _ block: String) -> ModelShape.Norms? {
    switch block {
    case "gpt3": return ModelShape.Norms(.layer)
    case "gemma2", "gemma3":
      guard let attention = keys.flag("use_post_attn_norm", fallback: false),
        let feedForward = keys.flag("use_post_ffw_norm", fallback: false)
      else { return nil }
      return ModelShape.Norms(.rms, perBlock: 2 + (attention ? 1 : 0) + (feedForward ? 1 : 0))
    case "llama2", "mistral", "gemma", "qwen2", "qwen3", "qwen3_moe", "mixtral", "olmo3",
      "gpt_oss", "llama4", "deepseek":
      return ModelShape.Norms(.rms)
    default: return nil
    }
  }

  // MARK: Attention

  private static func readAttention(
    _ keys: inout KeyReader, _ block: String
  ) -> ModelShape.Attention? {
    let heads = keys.claim(.heads, "base_num_query_heads", fallback: 16)
    let groups = keys.claim(.kvHeads, "base_num_kv_heads", fallback: 16)
    let isLatent = keys.text("attention_type")?.value == "mla"
    let width = isLatent ? nil : keys.claim(.headDim, "head_dim", fallback: 128)?.integer
    guard let heads = heads?.integer, let groups = groups?.integer,
      let hasBias = keys.flag("attention_bias", fallback: false),
      let hasSinks = keys.flag("attention_sink", fallback: false),
      let isNormed = keys.flag("use_qk_norm", fallback: false)
    else { return nil }
    if isLatent { return block == "deepseek" ? latent(keys, heads) : nil }
    guard let width else { return nil }
    var attention = ModelShape.Attention(
      heads: heads, keyValueHeads: groups, headWidth: width, hasSinks: hasSinks)
    switch block {
    case "gpt3": (attention.hasInputBias, attention.hasOutputBias) = (true, true)
    case "gpt_oss": (attention.hasInputBias, attention.hasOutputBias) = (hasBias, hasBias)
    case "qwen2": attention.hasInputBias = hasBias
    default: guard !hasBias else { return nil }
    }
    switch block {
    case "gemma3": attention.queryKeyNorm = .perHead
    case "qwen2", "qwen3", "qwen3_moe": attention.queryKeyNorm = isNormed ? .perHead : .none
    case "olmo3": attention.queryKeyNorm = isNormed ? .fullWidth : .none
    // The norm of llama 4 learns nothing, and the others have none.
    default: break
    }
    return attention
  }

  private static func latent(_ keys: KeyReader, _ heads: Int) -> ModelShape.Attention? {
    guard let queryRank = keys.count("q_lora_rank", fallback: 0),
      let rank = keys.count("kv_lora_rank", fallback: 512),
      let plain = keys.count("qk_nope_head_dim", fallback: 128),
      let rotary = keys.count("qk_rope_head_dim", fallback: 64),
      let value = keys.count("v_head_dim", fallback: 128)
    else { return nil }
    return ModelShape.Attention(
      heads: heads,
      latent: ModelShape.Attention.Latent(
        queryRank: queryRank, keyValueRank: rank, plainWidth: plain, rotaryWidth: rotary,
        valueWidth: value))
  }
}

/// The experts of a MaxText file.
enum MaxTextExperts {
  /// Puts experts into `shape` where the block has them; false where the count does not know how.
  static func read(_ keys: inout KeyReader, _ shape: inout ModelShape, _ block: String) -> Bool {
    guard let count = keys.count("num_experts", fallback: 1) else { return false }
    let hasBlockOfItsOwn = ["mixtral", "qwen3_moe", "gpt_oss", "llama4", "deepseek"]
    guard hasBlockOfItsOwn.contains(block) else { return count <= 1 }
    keys.claim(.experts, "num_experts")
    keys.claim(.expertsPerToken, "num_experts_per_tok")
    guard count > 1, let width = expertWidth(keys, block, dense: shape.mlp?.width),
      let perToken = keys.count("num_experts_per_tok", fallback: 1),
      let shared = keys.count("shared_experts", fallback: 0), shared >= 0, shared < 1024,
      width > 0, width < 1 << 40,
      let hasBias = keys.flag("mlp_bias", fallback: false),
      let hasRouterBias = keys.flag("routed_bias", fallback: false),
      let placement = placement(keys, block)
    else { return false }
    shape.experts = ModelShape.Experts(
      count: count, perToken: perToken, expert: ModelShape.MLP(width: width, hasBias: hasBias),
      sharedWidth: shared * width, hasRouterBias: hasRouterBias, placement: placement)
    return true
  }

  /// Mixtral's experts are as wide as its MLP would be.
  private static func expertWidth(_ keys: KeyReader, _ block: String, dense: Int?) -> Int? {
    if block == "mixtral" { return dense }
    guard let width = keys.count("base_moe_mlp_dim", fallback: -1) else { return nil }
    return width > 0 ? width : nil
  }

  private static func placement(
    _ keys: KeyReader, _ block: String
  ) -> ModelShape.Experts.Placement? {
    switch block {
    case "deepseek":
      return keys.count("first_num_dense_layers", fallback: 0).map { .after(denseLayers: $0) }
    case "llama4":
      guard let step = keys.count("interleave_moe_layer_step", fallback: 1), step > 0 else {
        return nil
      }
      return .every(interval: step, offset: step - 1)
    default: return .everyLayer
    }
  }
}
