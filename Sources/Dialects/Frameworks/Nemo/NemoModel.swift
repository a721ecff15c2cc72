import Composition
import ConfigSyntax
import ReferenceData
import RunPlan
import SourceText

/// The model of a NeMo file: Megatron's GPT, and the names of what is not.
enum NemoModel {
  private static let path = "model."

  /// Keys of models that are no plain decoder, or whose blocks have parts of their own.
  private static let others = [
    "encoder", "decoder", "enc_num_layers", "retro", "bert_binary_head", "masked_softmax_mlm",
    "hyena", "hybrid_override_pattern", "hybrid_attention_ratio", "mamba_ssm_ngroups",
    "logits_soft_cap", "perception", "mm_cfg", "seq_length",
  ]

  /// Whether the model is a decoder that is fed with a stream of tokens.
  static func isDecoder(_ keys: KeyReader) -> Bool {
    guard let model = keys.value("model") else { return false }
    return !others.contains { model[$0] != nil } && model["data.masked_lm_prob"] == nil
      && model["data.seq_length_dec"] == nil && model["data.retro_data"] == nil
  }

  static func read(_ keys: inout KeyReader, isDecoder: Bool) {
    let rows = readVocabulary(&keys)
    guard isDecoder, keys.isSet(path + "num_layers") else { return }
    // A model that is tuned keeps the positions of its checkpoint.
    if keys.reading.regime?.isFinetuning != true { readPositions(&keys) }
    let layers = keys.claim(.layers, path + "num_layers")
    let hidden = keys.claim(.hiddenSize, path + "hidden_size")
    let heads = keys.claim(.heads, path + "num_attention_heads")
    let width = keys.claim(.intermediateSize, path + "ffn_hidden_size")
    let keyValueHeads =
      keys.isSet(path + "num_query_groups")
      ? keys.claim(.kvHeads, path + "num_query_groups")
      : keys.derive(.kvHeads, "num_attention_heads", from: heads) { $0[0] }
    keys.claim(.headDim, path + "kv_channels")
    keys.reading.shapeDemands = [.headsOverTensor, .kvHeadsOverTensor]
    if !keys.isSet(path + "num_layers_in_first_pipeline_stage"),
      !keys.isSet(path + "num_layers_in_last_pipeline_stage"),
      keys.flag(path + "account_for_embedding_in_pipeline_split") != true
    {
      keys.reading.shapeDemands.insert(.layersOverPipeline)
    }
    guard let layers, let hidden, let layerCount = layers.integer, let hiddenSize = hidden.integer,
      let attention = attention(keys, heads: heads?.integer, groups: keyValueHeads?.integer),
      let width, let branch = width.integer, let norm = normalization(keys), isUsual(keys),
      let isTied = keys.flag(path + "share_embeddings_and_output_weights", fallback: true),
      let positions = positionRows(keys),
      let mlp = feedForward(keys, width: branch)
    else { return }
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: attention, mlp: mlp,
      embedding: ModelShape.Embedding(isTied: isTied, positionRows: positions),
      norms: ModelShape.Norms(norm))
    guard readExperts(&keys, &shape, mlp) else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden, width] + [rows].compactMap { $0 })
  }

  // MARK: Blocks

  /// Whether no key gives the blocks parts that are not counted here.
  private static func isUsual(_ keys: KeyReader) -> Bool {
    let attention = keys.text(path + "attention_type")?.value ?? "multihead"
    let block = keys.text(path + "transformer_block_type")?.value ?? "pre_ln"
    let name = keys.text(path + "name")?.value.lowercased() ?? ""
    return attention == "multihead" && block == "pre_ln"
      && !name.contains("gemma") && !name.contains("falcon")
      && keys.flag(path + "multi_latent_attention") != true
      && keys.flag(path + "headscale") != true
      && !keys.isSet(path + "moe_layer_freq") && !keys.isSet(path + "moe_ffn_hidden_size")
      && !keys.isSet(path + "moe_shared_expert_intermediate_size")
  }

  private static func attention(
    _ keys: KeyReader, heads: Int?, groups: Int?
  ) -> ModelShape.Attention? {
    guard let heads, let groups, let bias = keys.flag(path + "bias", fallback: true),
      let inputBias = keys.flag(path + "qkv_bias", fallback: false),
      let hasNorm = keys.flag(path + "qk_layernorm", fallback: false),
      keys.number(path + "kv_channels").isAbsent || keys.reading.claims[.headDim] != nil
    else { return nil }
    let isShifted = normalization(keys) == .layer
    return ModelShape.Attention(
      heads: heads, keyValueHeads: groups, headWidth: keys.reading.claims[.headDim]?.integer,
      hasInputBias: bias || inputBias, hasOutputBias: bias,
      queryKeyNorm: hasNorm ? (isShifted ? .perHeadWithBias : .perHead) : .none)
  }

  private static func feedForward(_ keys: KeyReader, width: Int) -> ModelShape.MLP? {
    guard let bias = keys.flag(path + "bias", fallback: true),
      keys.text(path + "activation") != nil || keys.number(path + "activation").isAbsent
    else { return nil }
    let activation = keys.text(path + "activation")?.value ?? "gelu"
    return ModelShape.MLP(width: width, isGated: activation.hasSuffix("glu"), hasBias: bias)
  }

  private static func normalization(_ keys: KeyReader) -> ModelShape.Norms.Kind? {
    guard keys.isSet(path + "normalization") else { return .layer }
    switch keys.text(path + "normalization")?.value.lowercased() {
    case "layernorm", "layernorm1p", "low_precision_layernorm": return .layer
    case "rmsnorm": return .rms
    default: return nil
    }
  }

  /// Puts the experts into the shape; false where they are not fully known.
  private static func readExperts(
    _ keys: inout KeyReader, _ shape: inout ModelShape, _ expert: ModelShape.MLP
  ) -> Bool {
    guard keys.isSet(path + "num_moe_experts") else { return true }
    guard let count = keys.claim(.experts, path + "num_moe_experts")?.integer,
      let top = keys.claim(.expertsPerToken, path + "moe_router_topk", fallback: 2)?.integer
    else { return false }
    shape.experts = ModelShape.Experts(count: count, perToken: top, expert: expert)
    return true
  }

  // MARK: Positions

  /// Megatron core learns a row for each token of `encoder_seq_length`, the older model for each of
  /// `max_position_embeddings`.
  private static func positionKey(_ keys: KeyReader) -> String {
    let isOld = keys.flag(path + "mcore_gpt") != true
    return path + (isOld ? "max_position_embeddings" : "encoder_seq_length")
  }

  private static func isLearned(_ keys: KeyReader) -> Bool? {
    guard keys.isSet(path + "position_embedding_type") else { return true }
    return keys.text(path + "position_embedding_type").map { $0.value == "learned_absolute" }
  }

  private static func readPositions(_ keys: inout KeyReader) {
    keys.claim(.contextLength, positionKey(keys), path + "encoder_seq_length", fallback: 512)
    let isExtended =
      keys.isSet(path + "seq_len_interpolation_factor")
      || keys.flag(path + "scale_positional_embedding") == true
    let isHard = isLearned(keys) == true
    keys.reading.contextLimit = isExtended ? .extended : isHard ? .hard : .soft
  }

  private static func positionRows(_ keys: KeyReader) -> Int? {
    guard let isLearned = isLearned(keys) else { return nil }
    return isLearned ? keys.reading.claims[.contextLength]?.integer : 0
  }

  // MARK: Vocabulary

  /// The tokenizer's size, padded to `make_vocab_size_divisible_by` × tensor parallel size.
  private static func readVocabulary(_ keys: inout KeyReader) -> Claim? {
    if keys.isSet(path + "override_vocab_size") {
      return keys.claim(.vocabularySize, path + "override_vocab_size")
    }
    guard let size = tokenizerSize(keys), let tensor = keys.reading.claims[.tensorParallel],
      let unit = keys.share(path + "make_vocab_size_divisible_by", fallback: 128)
    else { return nil }
    return pad(size, to: unit * tensor.value, &keys)
  }

  /// `size` rounded up to a multiple of `multiple`, as the number of rows.
  static func pad(_ size: Claim, to multiple: Double, _ keys: inout KeyReader) -> Claim? {
    guard multiple > 0 else { return nil }
    return keys.derive(
      .vocabularySize, "tokenizer, padded to a multiple of \(Magnitude.shortest(multiple))",
      from: size
    ) { ($0[0] / multiple).rounded(.up) * multiple }
  }

  private static func tokenizerSize(_ keys: KeyReader) -> Claim? {
    let type = path + "tokenizer.type"
    guard !keys.isSet(path + "tokenizer.additional_special_tokens"),
      let library = keys.text(path + "tokenizer.library")?.value,
      let name = keys.text(type)?.value, let origin = keys.value(type)?.origin
    else { return nil }
    switch library {
    case "megatron" where name == "GPT2BPETokenizer":
      return published("gpt2", KeySource(key: type, origin: origin))
    case "huggingface": return published(name, KeySource(key: type, origin: origin))
    default: return nil
    }
  }

  static func published(_ name: String, _ source: KeySource) -> Claim? {
    guard let tokenizer = Tokenizers.named(name), let size = tokenizer.size else { return nil }
    return Claim(.vocabularySize, Double(size), .published(tokenizer.source, source))
  }
}
