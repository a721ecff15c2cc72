import Composition
import ReferenceData
import RunPlan
import SourceText

/// The published model that a fine-tuning starts from, where the file names one that is known.
struct HubModel {
  let model: BaseModel
  /// The shape, where it is certain to the last parameter.
  let shape: ModelShape?
  /// The claim of all its parameters.
  let parameters: Claim
  /// The claims of its layers and hidden size.
  let sizes: [Claim]

  /// Claims what is published about the model that is named at `path`.
  static func read(_ keys: inout KeyReader, at path: String) -> HubModel? {
    keys.label(.baseModel, path)
    guard let name = keys.text(path), let value = keys.value(path),
      let match = BaseModels.named(name.value)
    else {
      LocalModel.read(&keys, at: path)
      return nil
    }
    return claim(match, named: value, at: path, &keys)
  }

  /// Claims what is published about a model; `value` names it.
  static func claim(
    _ match: BaseModels.Match, named value: ConfigValue, at path: String, _ keys: inout KeyReader
  ) -> HubModel {
    let model = match.model
    // The model's own source says what it was trained on; its sizes are those of its config.json.
    let source = KeySource(key: path, origin: value.origin)
    let citation = Citation("config of \(model.hubID)", url: model.source.url)
    func claim(_ quantity: Quantity, _ number: Int) -> Claim {
      keys.add(Claim(quantity, Double(number), .published(citation, source)))
    }
    let all = claim(.parameters, model.parameters)
    _ = claim(.parametersActive, model.activeParameters)
    _ = claim(.parametersNonEmbedding, model.nonEmbeddingParameters)
    _ = claim(.vocabularySize, model.vocabularyRows)
    let sizes = [claim(.layers, model.layers), claim(.hiddenSize, model.hidden)]
    if let context = model.context, match.relation != .variant {
      _ = claim(.contextLength, context)
    }
    let shape = ModelShape(of: model)
    if let shape {
      keys.reading.architecture = Architecture(
        shape: shape, knowsVocabulary: true, inputs: sizes)
    }
    return HubModel(model: model, shape: shape, parameters: all, sizes: sizes)
  }

  // MARK: What is trained

  /// Whether the counts leave out a tower that sees images.
  var seesImages: Bool { AxolotlModel.seesImages.contains(model.architecture) }

  /// Claims that every parameter is trained; not for models with a tower that the count leaves out.
  func trainAll(_ keys: inout KeyReader) {
    guard !seesImages else { return }
    keys.derive(.parametersTrainable, "all parameters", from: parameters) { $0[0] }
  }

  /// Claims the parameters of low-rank adapters; nothing where a target is not known.
  func trainAdapters(_ keys: inout KeyReader, rank: Claim?, on targets: Set<AdapterTarget>?) {
    guard let shape, let rank, let width = rank.integer, let targets, !targets.isEmpty,
      let count = ParameterCount.adapters(rank: width, on: targets, of: shape), count > 0
    else { return }
    keys.derive(
      .parametersTrainable, "rank × (inputs + outputs) of the targeted matrices", from: rank,
      sizes[0], sizes[1]
    ) { _ in Double(count) }
  }

  /// Claims the parameters of adapters of `rank` on the matrices called `names`.
  ///
  /// Nil stands for all matrices of the blocks; a name that is not known leaves the count open, as
  /// do experts.
  func trainAdapters(_ keys: inout KeyReader, rank: Claim?, names: [String]?) {
    guard let all = allMatrices else { return }
    trainAdapters(&keys, rank: rank, on: names.map(targets(called:)) ?? all)
  }

  /// Every matrix of the blocks; nil where the model has others, as routers and image towers.
  var allMatrices: Set<AdapterTarget>? {
    guard shape?.experts == nil, let names = AxolotlModel.names[model.architecture] else {
      return nil
    }
    return Set(names.values)
  }

  /// The matrices of these names; nil where one of them is not known.
  func targets(called targetNames: [String]) -> Set<AdapterTarget>? {
    guard let names = AxolotlModel.names[model.architecture] else { return nil }
    var targets: Set<AdapterTarget> = []
    for name in targetNames {
      guard let target = names[name] else { return nil }
      targets.insert(target)
    }
    return targets
  }
}
