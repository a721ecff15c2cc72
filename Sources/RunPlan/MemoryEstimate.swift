/// The memory of one device in training: what is certain of it, and an estimate of the rest.
///
/// Weights, gradients and optimizer state follow from the file; activations are an account for
/// 16-bit transformer blocks, within about 30 %.
package struct MemoryEstimate: Sendable {
  /// Bytes of weights, gradients and optimizer state.
  package let states: Double
  /// Bytes kept for the backward pass; nil where micro-batch, length or recomputation are open.
  package let activations: Double?
  /// Bytes of the logits of a micro-batch; 0 where they are never whole.
  package let logits: Double
  /// What `states` rests on, the deciding claims first.
  package let inputs: [Claim]
  /// What `activations` and `logits` rest on beside these.
  package let sizes: [Claim]

  /// Bytes of the runtime itself: a context of the driver, libraries, buffers of the network.
  package static let runtime = 1.5e9
  /// What allocations leave unused, as a share of what comes and goes.
  package static let fragmentation = 0.05

  /// All of it in bytes; nil where the activations are open.
  package var total: Double? {
    activations.map { states + ($0 + logits) * (1 + Self.fragmentation) + Self.runtime }
  }

  /// Puts the account together; nil where the states are not settled.
  init?(_ reading: Reading, regime: Regime?, _ claim: (Quantity) -> Claim?) {
    // Other regimes hold further models, or generate.
    let regimes: [Regime] = [.pretraining, .continuedPretraining, .supervisedFinetuning]
    guard let regime, regimes.contains(regime), !reading.isPartial,
      let ranks = Ranks(claim), let states = StateBytes(reading, regime, ranks, claim)
    else { return nil }
    self.states = states.bytes
    inputs = states.inputs + ranks.inputs
    let memory = reading.memory
    // The account is one of dense blocks with attention.
    let shape = reading.architecture?.shape
    let isDense = shape.map { $0.experts == nil && $0.mixing == .uniform(.attention) } ?? true
    guard isDense, let recomputation = memory.recomputation, let layers = claim(.layers),
      let width = claim(.hiddenSize), let batch = claim(.microBatch),
      let length = claim(.sequenceLength)
    else {
      (activations, logits, sizes) = (nil, 0, [])
      return
    }
    let rows = length.value / ranks.context
    // The first stage of a pipeline holds micro-batches until the last one sends them back.
    let inFlight = min(claim(.accumulation)?.value ?? ranks.pipeline, ranks.pipeline)
    func bytes(layers: Double, _ recomputing: Activations.Recomputation) -> Double {
      // Scores are left out: nearly all kernels compute them in pieces.
      Activations(sequence: rows, batch: batch.value, width: width.value, heads: 0, layers: layers)
        .bytes(
          tensorParallel: ranks.tensor, sequenceParallel: memory.splitsSequence,
          recomputing: recomputing)
    }
    let stage = layers.value / ranks.pipeline
    // Of a layer that is computed anew everything is there for a moment.
    let passing = recomputation == .full ? bytes(layers: 1, .selective) : 0
    let first = bytes(layers: stage * max(1, inFlight), recomputation) + passing
    let last = bytes(layers: stage, recomputation) + passing
    let vocabulary = memory.fusesLoss ? nil : claim(.vocabularySize)
    let whole =
      vocabulary.map {
        TensorMemory.logits(
          sequence: rows, batch: batch.value, vocabulary: $0.value / ranks.tensor)
      } ?? 0
    // Only the last stage has logits.
    let isFirstFuller = first > last + whole
    activations = isFirstFuller ? first : last
    logits = isFirstFuller ? 0 : whole
    sizes = [batch, length]
  }

  /// The account in one line: `states 12.5 GiB, activations ≈ 1.2 GiB, …`.
  package var words: String {
    var parts = ["weights, gradients and optimizer \(Magnitude.gibibytes(states))"]
    if let activations { parts.append("activations \(Magnitude.gibibytes(activations)) ± 30 %") }
    if logits > 0 { parts.append("logits \(Magnitude.gibibytes(logits))") }
    if activations != nil {
      parts.append(
        "runtime \(Magnitude.gibibytes(Self.runtime)), \(Magnitude.percent(Self.fragmentation)) lost"
      )
    }
    return parts.joined(separator: ", ")
  }
}

/// How many ways the model and its states are split.
private struct Ranks {
  let data: Double
  let context: Double
  let tensor: Double
  let pipeline: Double
  let inputs: [Claim]

  init?(_ claim: (Quantity) -> Claim?) {
    // Experts that are spread leave no rank like the other.
    guard claim(.expertParallel)?.value ?? 1 <= 1, let world = claim(.worldSize) else { return nil }
    func size(_ quantity: Quantity) -> Double? {
      world.value == 1 ? 1 : claim(quantity)?.value
    }
    guard let tensor = size(.tensorParallel), let pipeline = size(.pipelineParallel) else {
      return nil
    }
    (self.tensor, self.pipeline) = (tensor, pipeline)
    context = size(.contextParallel) ?? 1
    data = world.value / (tensor * pipeline)
    inputs = [world]
    guard data >= 1, context >= 1 else { return nil }
  }
}

/// Weights, gradients and optimizer state of one rank.
private struct StateBytes {
  let bytes: Double
  let inputs: [Claim]

  init?(_ reading: Reading, _ regime: Regime, _ ranks: Ranks, _ claim: (Quantity) -> Claim?) {
    guard let states = reading.memory.states, let all = claim(.parameters),
      let sharding = Self.sharding(ranks, claim(.zeroStage)) ?? reading.memory.sharding,
      let trained = claim(.parametersTrainable)
        ?? (regime == .pretraining || reading.memory.trainsAll ? all : nil)
    else { return nil }
    let split = ranks.tensor * ranks.pipeline
    var bytes = trained.value * states.bytesPerParameter(sharding: sharding, ranks: ranks.data)
    if trained.value < all.value {
      // Adapters come on top of the model, none of which is trained.
      guard let frozen = reading.memory.frozen, let inside = claim(.parametersNonEmbedding) else {
        return nil
      }
      let quantised = frozen == .bits16 ? 0 : inside.value
      // Who splits packed weights, and how, differs from trainer to trainer.
      guard quantised == 0 || sharding != .parameters || ranks.data == 1 else { return nil }
      let plain = (all.value - quantised) * ModelStates.FrozenFormat.bits16.bytesPerParameter
      bytes +=
        quantised * frozen.bytesPerParameter
        + (sharding == .parameters ? plain / ranks.data : plain)
    }
    self.bytes = bytes / split
    inputs = [all] + (trained.value == all.value ? [] : [trained])
  }

  /// What is split, by the stage of ZeRO; on one rank there is nothing to split.
  private static func sharding(_ ranks: Ranks, _ stage: Claim?) -> ModelStates.Sharding? {
    if let stage { return stage.integer.flatMap { ModelStates.Sharding(rawValue: $0) } }
    return ranks.data == 1 ? ModelStates.Sharding.none : nil
  }
}
