import Linting
import RunPlan

/// New values of one key that make the parts of a batch fit each other.
enum BatchFix {
  /// The edits that leave no contradiction about the batch, the likeliest first.
  static func fixes(_ plan: TrainingPlan, _ conflict: Conflict) -> [KeyFix] {
    candidates(plan, conflict).compactMap { quantity, value in
      guard value >= 1, value == value.rounded(),
        plan.replacing(quantity, by: value).batchConflicts.isEmpty
      else { return nil }
      return KeyFix(
        plan.reading.claims[quantity], to: value, because: "the batch is its parts' product")
    }
  }

  private static func candidates(
    _ plan: TrainingPlan, _ conflict: Conflict
  ) -> [(Quantity, Double)] {
    if case .indivisible = conflict.kind {
      let whole = conflict.stated.dividend
      guard whole.quantity == .globalBatch else { return [] }
      let unit = (whole.value / conflict.implied.value).rounded()
      let below = (whole.value / unit).rounded(.down) * unit
      let near = [below, below + unit]
      return near.sorted { abs($0 - whole.value) < abs($1 - whole.value) }.map {
        (.globalBatch, $0)
      }
    }
    guard let batch = plan.value(.globalBatch), let micro = plan.value(.microBatch),
      let accumulation = plan.value(.accumulation), let ranks = plan.value(.dataParallel)
    else { return [] }
    return [
      (.globalBatch, micro * accumulation * ranks), (.accumulation, batch / (micro * ranks)),
      (.microBatch, batch / (accumulation * ranks)),
    ]
  }
}

extension Claim {
  /// The batch that was divided: this one, or the larger one that it was computed from.
  var dividend: Claim { inputs.first { $0.quantity == .globalBatch } ?? self }
}
