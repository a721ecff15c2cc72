import Composition
import RunPlan
import SourceText

/// The models that scripts make of nothing but sizes on their command line.
///
/// Read from `3.test_cases/pytorch/FSDP/src/model_utils` of awsome-distributed-training, whose
/// flags for the model are its own. The rows of the embedding are another flag, whose default
/// changed from one version to the next.
enum ScriptModel {
  static func read(_ keys: inout KeyReader) {
    guard keys.isSet("max_context_width"), let kind = keys.text("model_type")?.value,
      ["llama_v2", "llama_v3", "mistral"].contains(where: kind.contains),
      let layers = keys.reading.claims[.layers], let hidden = keys.reading.claims[.hiddenSize],
      let width = keys.reading.claims[.intermediateSize], let heads = keys.reading.claims[.heads],
      let layerCount = layers.integer, let hiddenSize = hidden.integer,
      let mlpWidth = width.integer, let headCount = heads.integer
    else { return }
    let kvHeads = keys.reading.claims[.kvHeads]
    guard kvHeads != nil || !keys.isSet("num_key_value_heads"),
      let kvCount = kvHeads.map(\.integer) ?? headCount
    else { return }
    let rows = keys.claim(.vocabularySize, "vocab_size")
    keys.reading.architecture = Architecture(
      shape: ModelShape(
        vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
        attention: ModelShape.Attention(heads: headCount, keyValueHeads: kvCount),
        mlp: ModelShape.MLP(width: mlpWidth)),
      knowsVocabulary: rows?.integer != nil,
      inputs: [layers, hidden, width, heads] + [kvHeads, rows].compactMap { $0 })
  }
}
