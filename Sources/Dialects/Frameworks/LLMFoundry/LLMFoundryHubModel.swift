import Composition
import ReferenceData
import RunPlan
import SourceText

/// A model of the hub in an llm-foundry file, with the overrides of its configuration.
enum LLMFoundryHubModel {
  private static let paths = [
    "model.pretrained_model_name_or_path", "model.hf_config_name_or_path",
    "model.pretrained_model_name",
  ]
  private static let overrides = "model.config_overrides"

  /// The name of the base model and where it stands.
  @discardableResult
  static func labelBase(_ keys: inout KeyReader) -> (name: String, source: KeySource)? {
    for path in paths {
      guard let value = keys.value(path), let name = KeyReader.text(of: value)?.value else {
        continue
      }
      keys.reading.labels[.baseModel] = LabelClaim(name, origin: value.origin)
      return (name, KeySource(key: path, origin: value.origin))
    }
    return nil
  }

  static func read(_ keys: inout KeyReader) {
    guard let (name, source) = labelBase(&keys), let model = BaseModels.named(name)?.model else {
      return
    }
    readContext(&keys, model, source)
    if mayGetOtherRows(keys, name) {
      if !changesShape(keys) {
        claimSizesBesidesRows(&keys, model, .published(model.source, source))
      }
      return
    }
    let named = namedShape(of: model, called: name)
    guard var shape = named ?? familyShape(of: model) else {
      if !changesShape(keys) { claimCounts(&keys, model, source, nil) }
      return
    }
    guard apply(keys, to: &shape, model) else { return }
    claimSizes(&keys, model, source, shape)
    if named != nil {
      let inputs = [Quantity.layers, .hiddenSize, .vocabularySize].compactMap {
        keys.reading.claims[$0]
      }
      keys.reading.architecture = Architecture(
        shape: shape, knowsVocabulary: true, inputs: inputs)
    } else {
      // The heads are not on record, so that there is a count but no shape.
      claimCounts(&keys, model, source, ParameterCount(shape))
    }
  }

  /// Whether the rows may become those of the tokenizer: it is another model's, and larger perhaps.
  private static func mayGetOtherRows(_ keys: KeyReader, _ name: String) -> Bool {
    keys.flag("model.allow_embedding_resizing", fallback: false) != false
      && keys.text("tokenizer.name")?.value != name
  }

  // MARK: Claims

  private static func claimSizesBesidesRows(
    _ keys: inout KeyReader, _ model: BaseModel, _ published: Provenance
  ) {
    keys.add(Claim(.layers, Double(model.layers), published))
    keys.add(Claim(.hiddenSize, Double(model.hidden), published))
  }

  private static func claimSizes(
    _ keys: inout KeyReader, _ model: BaseModel, _ source: KeySource, _ shape: ModelShape
  ) {
    let sizes: [(Quantity, Int, Int)] = [
      (.layers, shape.layers, model.layers), (.hiddenSize, shape.hidden, model.hidden),
      (.vocabularySize, shape.vocabularyRows, model.vocabularyRows),
    ]
    for (quantity, value, published) in sizes {
      let isOwn = value != published
      keys.add(
        Claim(
          quantity, Double(value),
          isOwn ? .written(overrideSource(keys) ?? source) : .published(model.source, source)))
    }
  }

  /// The published counts, or those of a shape that the overrides made of it.
  private static func claimCounts(
    _ keys: inout KeyReader, _ model: BaseModel, _ source: KeySource, _ changed: ParameterCount?
  ) {
    let published = Provenance.published(model.source, source)
    let counts: [(Quantity, Int, Int?)] = [
      (.parameters, model.parameters, changed?.total),
      (.parametersActive, model.activeParameters, changed?.active),
      (.parametersNonEmbedding, model.nonEmbeddingParameters, changed?.nonEmbedding),
    ]
    for (quantity, original, count) in counts {
      guard let count, count != original else {
        keys.add(Claim(quantity, Double(original), published))
        continue
      }
      let base = Claim(quantity, Double(original), published)
      keys.add(
        Claim(
          quantity, Double(count), .derived(formula: "published model with overrides", from: [base])
        ))
    }
    guard changed == nil else { return }
    claimSizesBesidesRows(&keys, model, published)
    keys.add(Claim(.vocabularySize, Double(model.vocabularyRows), published))
  }

  private static func overrideSource(_ keys: KeyReader) -> KeySource? {
    keys.value(overrides).map { KeySource(key: overrides, origin: $0.origin) }
  }

  // MARK: Positions

  private static let contextKeys = ["n_positions", "max_position_embeddings", "max_seq_len"]

  private static func readContext(
    _ keys: inout KeyReader, _ model: BaseModel, _ source: KeySource
  ) {
    let own = positionKey(of: model)
    if keys.isSet("\(overrides).rope_scaling") { keys.reading.contextLimit = .extended }
    if let own, keys.isSet("\(overrides).\(own)") {
      keys.claim(.contextLength, "\(overrides).\(own)")
    } else if let context = model.context {
      keys.add(Claim(.contextLength, Double(context), .published(model.source, source)))
    }
    if ["gpt2", "gpt_neo", "opt", "mpt"].contains(model.architecture) {
      keys.reading.contextLimit = .hard
    }
  }

  /// The key that a family reads its positions from; another's has no effect.
  private static func positionKey(of model: BaseModel) -> String? {
    switch model.architecture {
    case "gpt2": "n_positions"
    case "mpt": "max_seq_len"
    case "bloom": nil
    default: "max_position_embeddings"
    }
  }

  // MARK: Shapes

  /// The shape of a base model whose architecture is on record, if it has the published count.
  private static func namedShape(of model: BaseModel, called name: String) -> ModelShape? {
    if let shape = ModelShape(of: model) { return shape }
    let bare = String(model.hubID.split(separator: "/").last ?? "")
    for alias in [name, bare] {
      guard let named = NamedArchitectures.named(alias) else { continue }
      var shape = ModelShape(named, isTied: model.isTied)
      shape.vocabularyRows = model.vocabularyRows
      if hasPublishedCount(shape, model) { return shape }
    }
    return nil
  }

  /// The shape of a plain decoder of 2019 to 2023, if it has the published count.
  ///
  /// These differ in biases and positions only; their number of heads does not enter the count.
  private static func familyShape(of model: BaseModel) -> ModelShape? {
    let hasBias = model.architecture != "mpt"
    let positions: Int
    switch model.architecture {
    case "gpt2", "gpt_neo", "opt": positions = (model.context ?? 0) + paddingRows(of: model)
    case "mpt": positions = 0
    default: return nil
    }
    let shape = ModelShape(
      vocabularyRows: model.vocabularyRows, hidden: model.hidden, layers: model.layers,
      attention: ModelShape.Attention(
        heads: 1, headWidth: model.hidden,
        hasInputBias: hasBias && model.architecture != "gpt_neo", hasOutputBias: hasBias),
      mlp: ModelShape.MLP(width: 4 * model.hidden, isGated: false, hasBias: hasBias),
      embedding: ModelShape.Embedding(isTied: true, positionRows: positions),
      norms: ModelShape.Norms(hasBias ? .layer : .layerWithoutBias))
    return hasPublishedCount(shape, model) ? shape : nil
  }

  /// OPT stores two rows of positions more than it has positions.
  private static func paddingRows(of model: BaseModel) -> Int {
    model.architecture == "opt" ? 2 : 0
  }

  private static func hasPublishedCount(_ shape: ModelShape, _ model: BaseModel) -> Bool {
    guard let count = ParameterCount(shape), shape.layers == model.layers else { return false }
    return count.total == model.parameters && count.nonEmbedding == model.nonEmbeddingParameters
  }

  // MARK: Overrides

  private static let depthKeys = ["num_hidden_layers", "n_layer", "n_layers", "num_layers"]
  private static let otherShapeKeys = [
    "hidden_size", "n_embd", "d_model", "num_attention_heads", "n_head", "n_heads", "num_heads",
    "num_key_value_heads", "head_dim", "intermediate_size", "n_inner", "ffn_dim", "ffn_hidden_size",
    "expansion_ratio", "tie_word_embeddings", "no_bias", "learned_pos_emb", "num_local_experts",
    "ffn_config", "attn_config.kv_n_heads", "attn_config.alibi", "attn_config.rope",
    "attention_bias", "mlp_bias", "attn_config.attn_type", "norm_type",
  ]

  private static func changesShape(_ keys: KeyReader) -> Bool {
    let all = depthKeys + otherShapeKeys + contextKeys + ["vocab_size"]
    return all.contains { keys.isSet("\(overrides).\($0)") }
  }

  /// Applies the overrides that a count can follow; false where there is another.
  private static func apply(
    _ keys: KeyReader, to shape: inout ModelShape, _ model: BaseModel
  ) -> Bool {
    if otherShapeKeys.contains(where: { keys.isSet("\(overrides).\($0)") }) { return false }
    if shape.embedding.positionRows > 0 {
      guard let context = keys.reading.claims[.contextLength]?.integer else { return false }
      shape.embedding.positionRows = context + paddingRows(of: model)
    }
    for key in depthKeys {
      guard let depth = keys.count("\(overrides).\(key)", fallback: shape.layers) else {
        return false
      }
      shape.layers = depth
    }
    guard let rows = keys.count("\(overrides).vocab_size", fallback: shape.vocabularyRows) else {
      return false
    }
    shape.vocabularyRows = rows
    return true
  }
}
