import Composition
import ConfigSyntax
import ReferenceData
import RunPlan
import SourceText

/// The model of a torchtune file: built by name, or from sizes that stand beside the builder.
enum TorchtuneModel {
  /// Where the model stands that is trained.
  static func path(_ keys: KeyReader) -> String {
    keys.has("model._component_") ? "model" : "policy_model"
  }

  static func read(_ keys: inout KeyReader, at path: String) {
    let key = path + "._component_"
    keys.label(.baseModel, key)
    guard let builder = keys.text(key)?.value, let value = keys.value(key) else { return }
    let name = builder.split(separator: ".").last ?? ""
    let adapts = name.hasPrefix("lora_") || name.hasPrefix("qlora_")
    let isOwn = builder.hasPrefix("torchtune.models.")
    guard isOwn || adapts else { return }
    let isQuantised = name.hasPrefix("qlora_") || keys.flag(path + ".quantize_base") == true
    keys.labelWord(.adapter, adapts ? (isQuantised ? "qlora" : "lora") : "full", at: key)
    if adapts {
      keys.claim(.loraRank, path + ".lora_rank", fallback: 8)
      keys.claim(.loraAlpha, path + ".lora_alpha", fallback: 16)
    }
    keys.reading.contextLimit = .hard
    let plain = adapts ? name.drop { $0 != "_" }.dropFirst() : name
    guard isOwn, keys.flag("resize_token_embeddings") != true else { return }
    if var known = TorchtuneBuilder.named(plain) {
      if let isTied = keys.flag(path + ".tie_word_embeddings") {
        known = known.tying(isTied)
      }
      publish(&keys, known, KeySource(key: key, origin: value.origin))
    } else {
      TorchtuneSizes.read(&keys, family: plain, at: path)
    }
    readTrainable(&keys, at: path, adapts: adapts)
  }

  /// What the builder's name says.
  private static func publish(
    _ keys: inout KeyReader, _ builder: TorchtuneBuilder, _ source: KeySource
  ) {
    func claim(_ quantity: Quantity, _ number: Int?) -> Claim? {
      number.map {
        keys.add(Claim(quantity, Double($0), .published(TorchtuneBuilder.source, source)))
      }
    }
    let shape = builder.shape
    let inputs = [
      claim(.layers, shape.layers), claim(.hiddenSize, shape.hidden),
      claim(.heads, shape.attention?.heads), claim(.kvHeads, shape.attention?.keyValueHeads),
      claim(.headDim, shape.headWidth), claim(.intermediateSize, shape.mlp?.width),
      claim(.vocabularySize, shape.vocabularyRows),
    ]
    _ = claim(.contextLength, builder.context)
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: true, inputs: inputs.compactMap { $0 })
  }

  // MARK: Trained parameters

  private static func readTrainable(_ keys: inout KeyReader, at path: String, adapts: Bool) {
    // Beside a policy a value model is trained.
    guard path == "model", let architecture = keys.reading.architecture else { return }
    guard adapts else {
      guard let count = ParameterCount(architecture.shape)?.total else { return }
      keys.add(
        Claim(
          .parametersTrainable, Double(count),
          .derived(formula: "all parameters", from: architecture.inputs)))
      return
    }
    guard let rank = keys.reading.claims[.loraRank],
      let count = adapters(keys, at: path, of: architecture.shape, rank: rank)
    else { return }
    keys.add(
      Claim(
        .parametersTrainable, Double(count),
        .derived(
          formula: "rank × (inputs + outputs) of the adapted matrices",
          from: [rank] + architecture.inputs)))
  }

  private static func adapters(
    _ keys: KeyReader, at path: String, of shape: ModelShape, rank: Claim
  ) -> Int? {
    guard let targets = targets(keys, at: path), let width = rank.integer, width < 1 << 20,
      var count = ParameterCount.adapters(rank: width, on: targets, of: shape),
      let onOutput = keys.flag(path + ".apply_lora_to_output", fallback: false),
      let isScaled = keys.flag(path + ".use_dora", fallback: false)
    else { return nil }
    if onOutput {
      guard !shape.embedding.isTied, shape.vocabularyRows < 1 << 32, count < 1 << 60 else {
        return nil
      }
      count += width * (shape.hidden + shape.vocabularyRows)
    }
    if isScaled {
      count += magnitudes(of: shape, targets) + (onOutput ? shape.vocabularyRows : 0)
    }
    return count
  }

  private static func targets(_ keys: KeyReader, at path: String) -> Set<AdapterTarget>? {
    guard let modules = keys.value(path + ".lora_attn_modules"), modules.isSequence,
      let onMLP = keys.flag(path + ".apply_lora_to_mlp", fallback: false)
    else { return nil }
    var targets: Set<AdapterTarget> = onMLP ? [.gate, .up, .down] : []
    for item in modules.items {
      switch KeyReader.text(of: item)?.value {
      case "q_proj": targets.insert(.query)
      case "k_proj": targets.insert(.key)
      case "v_proj": targets.insert(.value)
      case "output_proj": targets.insert(.attentionOutput)
      default: return nil
      }
    }
    return targets
  }

  /// DoRA learns one number for each output of an adapted matrix.
  private static func magnitudes(of shape: ModelShape, _ targets: Set<AdapterTarget>) -> Int {
    guard let attention = shape.attention, let width = shape.headWidth, let mlp = shape.mlp else {
      return 0
    }
    let outputs = targets.map { target in
      switch target {
      case .query: attention.heads * width
      case .key, .value: attention.keyValueHeads * width
      case .attentionOutput, .down: shape.hidden
      case .gate, .up: mlp.width
      case .fusedInput, .fusedGateUp: 0
      }
    }
    return shape.layers * outputs.reduce(0, +)
  }
}
