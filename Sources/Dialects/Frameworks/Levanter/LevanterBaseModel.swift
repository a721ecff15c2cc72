import ReferenceData
import RunPlan
import SourceText

/// The model of a levanter file that takes its shape from a checkpoint of the hub.
enum LevanterBaseModel {
  static func read(
    _ keys: inout KeyReader, _ base: (name: String, source: KeySource)?, rows: Claim?
  ) {
    readLength(&keys)
    guard let base, let model = BaseModels.named(base.name)?.model else { return }
    let published = Provenance.published(model.source, base.source)
    if let context = model.context {
      keys.add(Claim(.contextLength, Double(context), published))
      // The scripts for adapters and answers cut their rows elsewhere.
      if keys.reading.claims[.sequenceLength] == nil, base.source.key == "initialize_from_hf" {
        keys.add(Claim(.sequenceLength, Double(context), published))
      }
    }
    let layers = keys.add(Claim(.layers, Double(model.layers), published))
    let hidden = keys.add(Claim(.hiddenSize, Double(model.hidden), published))
    if var shape = ModelShape(of: model) {
      let vocabulary =
        rows ?? keys.add(Claim(.vocabularySize, Double(model.vocabularyRows), published))
      shape.vocabularyRows = vocabulary.integer ?? shape.vocabularyRows
      keys.reading.architecture = Architecture(
        shape: shape, knowsVocabulary: true, inputs: [layers, hidden, vocabulary])
    } else {
      keys.add(Claim(.parameters, Double(model.parameters), published))
      keys.add(Claim(.parametersActive, Double(model.activeParameters), published))
      keys.add(Claim(.parametersNonEmbedding, Double(model.nonEmbeddingParameters), published))
    }
  }

  private static func readLength(_ keys: inout KeyReader) {
    for path in ["max_train_length", "max_seq_len", "max_tune_length", "train_seq_len"]
    where keys.isSet(path) {
      keys.claim(.sequenceLength, path)
      return
    }
  }
}
