import Composition
import RunPlan
import SourceText

/// The keys that end a run of the Cerebras model zoo.
struct CerebrasLoop: Sendable {
  let steps: String
  let limit: String
  let epochs: String
  let stepsPerEpoch: String

  /// `num_steps` comes before `max_steps`, and epochs stand alone.
  func read(_ keys: inout KeyReader) {
    if keys.isSet(steps) {
      let claim = keys.claim(.steps, steps)
      keys.reading.duration.governing = claim
      if case .value(let other, let source) = keys.number(limit), other != claim?.value {
        keys.reading.duration.ignored = [Claim(.steps, other, .written(source))]
      }
    } else if keys.isSet(epochs) {
      readEpochs(&keys)
    } else {
      keys.reading.duration.governing = keys.claim(.steps, limit)
    }
  }

  /// The run ends with the epochs or at `max_steps`, whichever comes first.
  private func readEpochs(_ keys: inout KeyReader) {
    guard case .value(let count, let source) = keys.number(epochs) else { return }
    let written = Claim(.epochs, count, .written(source), slot: keys.slot(for: source))
    guard case .value(let each, let eachSource) = keys.number(stepsPerEpoch) else {
      if !keys.isSet(limit) { keys.reading.duration.governing = keys.add(written) }
      return
    }
    if let bound = keys.number(limit).value, bound < each * count {
      keys.reading.duration.governing = keys.claim(.steps, limit)
      return
    }
    keys.reading.duration.governing = keys.derive(
      .steps, "num_epochs × steps_per_epoch", from: written,
      Claim(.steps, each, .written(eachSource)), slot: nil
    ) { $0[0] * $0[1] }
  }
}

/// What both forms of the Cerebras model zoo share.
enum CerebrasCommon {
  /// Each system has data of its own; nothing else is split.
  static func claimRanks(_ keys: inout KeyReader, _ systems: String) {
    for quantity: Quantity in [.tensorParallel, .pipelineParallel, .contextParallel] {
      keys.add(Claim(quantity, 1, .derived(formula: "only data is split", from: [])))
    }
    keys.claim(.worldSize, systems)
  }

  static func labelPrecision(_ keys: inout KeyReader, _ path: String) {
    switch keys.text(path)?.value {
    case "bfloat16": keys.labelWord(.precision, "bf16", at: path)
    case "float16": keys.labelWord(.precision, "fp16", at: path)
    default: keys.label(.precision, path)
    }
  }
}
