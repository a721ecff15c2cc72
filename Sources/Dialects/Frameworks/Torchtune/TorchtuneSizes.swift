import Composition
import ReferenceData
import RunPlan
import SourceText

/// A torchtune model whose sizes are written beside the builder of its family.
enum TorchtuneSizes {
  private static let families: Set<Substring> = [
    "gemma", "gemma2", "llama2", "llama3", "llama3_1", "llama3_2", "mistral", "phi3", "qwen2",
    "qwen3",
  ]

  static func read(_ keys: inout KeyReader, family: Substring, at path: String) {
    guard families.contains(family) else { return }
    let layers = keys.claim(.layers, path + ".num_layers")
    let hidden = keys.claim(.hiddenSize, path + ".embed_dim")
    let heads = keys.claim(.heads, path + ".num_heads")
    let keyValueHeads = keys.claim(.kvHeads, path + ".num_kv_heads")
    let rows = keys.claim(.vocabularySize, path + ".vocab_size")
    let width = readWidth(&keys, family: family, at: path, hidden)
    keys.claim(.contextLength, path + ".max_seq_len")
    let headWidth = keys.claim(.headDim, path + ".head_dim")
    guard let layers, let hidden, let heads, let keyValueHeads, let rows, let width,
      let attention = attention(keys, family, at: path, heads, keyValueHeads, headWidth),
      let count = layers.integer, let across = hidden.integer, let inner = width.integer,
      let vocabulary = rows.integer,
      let isTied = keys.flag(
        path + ".tie_word_embeddings",
        fallback: family == "llama3_2" || family.hasPrefix("gemma"))
    else { return }
    let shape = ModelShape(
      vocabularyRows: vocabulary, hidden: across, layers: count, attention: attention,
      mlp: ModelShape.MLP(width: inner), embedding: ModelShape.Embedding(isTied: isTied),
      norms: ModelShape.Norms(.rms, perBlock: family == "gemma2" ? 4 : 2))
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: true,
      inputs: [layers, hidden, heads, keyValueHeads, width, rows])
  }

  /// The llamas compute the width where none is given: `scale_hidden_dim_for_mlp`.
  private static func readWidth(
    _ keys: inout KeyReader, family: Substring, at path: String, _ hidden: Claim?
  ) -> Claim? {
    let key = path + ".intermediate_dim"
    guard !keys.isSet(key) else { return keys.claim(.intermediateSize, key) }
    guard family.hasPrefix("llama") else { return nil }
    return keys.derive(
      .intermediateSize, "4 × int(2 × embed_dim / 3), rounded up to 256", from: hidden
    ) { values in
      let width = 4 * (2 * values[0] / 3).rounded(.down)
      return (width / 256).rounded(.up) * 256
    }
  }

  private static func attention(
    _ keys: KeyReader, _ family: Substring, at path: String, _ heads: Claim,
    _ keyValueHeads: Claim, _ headWidth: Claim?
  ) -> ModelShape.Attention? {
    guard let count = heads.integer, let shared = keyValueHeads.integer else { return nil }
    let isQwen = family.hasPrefix("qwen")
    let biases = ["q", "k", "v"].map { keys.flag("\(path).\($0)_proj_bias", fallback: isQwen) }
    let norms = ["q", "k"].map { keys.flag("\(path).\($0)_norm", fallback: false) }
    guard let hasBias = biases[0], biases.allSatisfy({ $0 == hasBias }), let hasNorm = norms[0],
      norms[1] == hasNorm
    else { return nil }
    if keys.isSet(path + ".head_dim"), headWidth == nil { return nil }
    return ModelShape.Attention(
      heads: count, keyValueHeads: shared, headWidth: headWidth?.integer, hasInputBias: hasBias,
      queryKeyNorm: hasNorm ? .perHead : .none)
  }
}
