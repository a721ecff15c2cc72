import Composition
import ConfigSyntax
import ReferenceData
import RunPlan
import SourceText

/// The published model that a file names by its hub id, and the adapters on it.
struct PublishedModel {
  /// Its facts.
  let model: BaseModel
  /// Its shape, where that is certain.
  let shape: ModelShape?
  private let all: Claim
  private let sizes: [Claim]

  /// Claims the sizes of the model that is named at `path`; nil where it is not known.
  static func read(_ keys: inout KeyReader, at path: String) -> PublishedModel? {
    guard let name = keys.text(path), let value = keys.value(path),
      let match = BaseModels.named(name.value)
    else { return nil }
    let model = match.model
    let source = KeySource(key: path, origin: value.origin)
    // The model's own source says what it was trained on; its sizes are those of its config.json.
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
      keys.reading.architecture = Architecture(shape: shape, knowsVocabulary: true, inputs: sizes)
    }
    return PublishedModel(model: model, shape: shape, all: all, sizes: sizes)
  }

  /// Whether the counts leave out a tower that sees images.
  var seesImages: Bool { ["gemma3", "llama4_text"].contains(model.architecture) }

  /// Claims that every parameter is trained.
  func trainAll(_ keys: inout KeyReader) {
    guard !seesImages else { return }
    keys.derive(.parametersTrainable, "all parameters", from: all) { $0[0] }
  }

  /// Claims the parameters of adapters of `rank` on the matrices called `names`.
  ///
  /// Nil stands for all matrices of the blocks; a name that is not known leaves the count open.
  func trainAdapters(_ keys: inout KeyReader, rank: Claim?, names: [String]?) {
    guard let shape, shape.experts == nil, let rank, let width = rank.integer,
      let known = Self.names[model.architecture]
    else { return }
    var targets: Set<AdapterTarget> = []
    for name in names ?? Array(known.keys) {
      guard let target = known[name] else { return }
      targets.insert(target)
    }
    guard let count = ParameterCount.adapters(rank: width, on: targets, of: shape), count > 0 else {
      return
    }
    keys.derive(
      .parametersTrainable, "rank × (inputs + outputs) of the targeted matrices", from: rank,
      sizes[0], sizes[1]
    ) { _ in Double(count) }
  }

  // MARK: Names

  private static let llama: [String: AdapterTarget] = [
    "q_proj": .query, "k_proj": .key, "v_proj": .value, "o_proj": .attentionOutput,
    "gate_proj": .gate, "up_proj": .up, "down_proj": .down,
  ]

  /// What the matrices of text models without experts are called, by architecture.
  private static let names: [String: [String: AdapterTarget]] = [
    "gemma": llama, "gemma2": llama, "llama": llama, "mistral": llama, "olmo": llama,
    "olmo2": llama, "qwen2": llama, "qwen3": llama, "smollm3": llama, "stablelm": llama,
    "phi3": [
      "qkv_proj": .fusedInput, "o_proj": .attentionOutput, "gate_up_proj": .fusedGateUp,
      "down_proj": .down,
    ],
  ]
}
