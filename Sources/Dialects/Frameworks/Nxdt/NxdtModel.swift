import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The model of a neuronx-distributed-training file: `models/megatron/gpt_model.py`.
enum NxdtModel {
  private static let path = "model."

  static func read(_ keys: inout KeyReader) {
    keys.claim(.contextLength, path + "max_position_embeddings")
    let layers = keys.claim(.layers, path + "num_layers")
    let hidden = keys.claim(.hiddenSize, path + "hidden_size")
    // The rest of a Hugging Face model stands in the file that `model_config` names.
    guard keys.text("model_source")?.value == "megatron" else { return }
    let heads = keys.claim(.heads, path + "num_attention_heads")
    let width = keys.claim(.intermediateSize, path + "ffn_hidden_size")
    let keyValueHeads =
      keys.isSet(path + "num_kv_heads")
      ? keys.claim(.kvHeads, path + "num_kv_heads")
      : keys.derive(.kvHeads, "num_attention_heads", from: heads) { $0[0] }
    keys.claim(.headDim, path + "kv_channels")
    let rows = readVocabulary(&keys)
    let isLearned = keys.text(path + "position_embedding_type")?.value != "rope"
    keys.reading.contextLimit = isLearned ? .hard : .soft
    guard let layers, let hidden, let layerCount = layers.integer, let hiddenSize = hidden.integer,
      let headCount = heads?.integer, let keyHeads = keyValueHeads?.integer,
      let width, let branch = width.integer, let norm = normalization(keys),
      let bias = keys.flag(path + "has_bias", fallback: true),
      let isTied = keys.flag(path + "share_embeddings_and_output_weights", fallback: true),
      let positions = isLearned ? keys.reading.claims[.contextLength]?.integer : 0,
      ["pre_ln", nil].contains(keys.text(path + "transformer_block_type")?.value)
    else { return }
    let activation = keys.text(path + "activation")?.value ?? "gelu"
    let mlp = ModelShape.MLP(width: branch, isGated: activation.hasSuffix("glu"), hasBias: bias)
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: ModelShape.Attention(
        heads: headCount, keyValueHeads: keyHeads,
        headWidth: keys.reading.claims[.headDim]?.integer,
        hasInputBias: bias, hasOutputBias: bias),
      mlp: mlp, embedding: ModelShape.Embedding(isTied: isTied, positionRows: positions),
      norms: ModelShape.Norms(norm))
    guard readExperts(&keys, &shape, mlp) else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden, width] + [rows].compactMap { $0 })
  }

  private static func normalization(_ keys: KeyReader) -> ModelShape.Norms.Kind? {
    guard keys.isSet(path + "normalization") else { return .layer }
    switch keys.text(path + "normalization")?.value {
    case "layernorm": return .layer
    case "rmsnorm": return .rms
    default: return nil
    }
  }

  /// Puts the experts into the shape; false where they are not fully known.
  private static func readExperts(
    _ keys: inout KeyReader, _ shape: inout ModelShape, _ expert: ModelShape.MLP
  ) -> Bool {
    guard keys.isSet(path + "moe"), let count = keys.count(path + "moe.num_experts", fallback: 1)
    else { return !keys.isSet(path + "moe") }
    guard count > 1 else { return true }
    keys.claim(.experts, path + "moe.num_experts")
    guard !expert.hasBias, keys.count(path + "moe.frequency", fallback: 1) == 1,
      let top = keys.claim(.expertsPerToken, path + "moe.top_k", fallback: 1)?.integer
    else { return false }
    shape.experts = ModelShape.Experts(count: count, perToken: top, expert: expert)
    return true
  }

  private static func readVocabulary(_ keys: inout KeyReader) -> Claim? {
    let type = "data.tokenizer.type"
    guard let name = keys.text(type)?.value, let origin = keys.value(type)?.origin,
      let unit = keys.share(path + "make_vocab_size_divisible_by", fallback: 128),
      let tensor = keys.reading.claims[.tensorParallel],
      let size = NemoModel.published(
        name == "GPT2BPETokenizer" ? "gpt2" : name, KeySource(key: type, origin: origin))
    else { return nil }
    return NemoModel.pad(size, to: unit * tensor.value, &keys)
  }
}
