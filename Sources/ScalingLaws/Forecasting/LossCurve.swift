/// One logged value of a loss.
package struct LossPoint: Hashable, Sendable {
  /// The optimizer step, from the start of the run.
  package let step: Double
  /// The loss; in nats per token where it is a cross-entropy.
  package let loss: Double
  /// The learning rate at that step, in any unit; nil where the log does not say.
  package let learningRate: Double?

  /// Makes a point.
  package init(step: Double, loss: Double, learningRate: Double? = nil) {
    self.step = step
    self.loss = loss
    self.learningRate = learningRate
  }
}

/// What a run has logged so far: finite losses above zero, steps that only rise.
package struct LossCurve: Hashable, Sendable {
  /// The points in the order of their steps.
  package let points: [LossPoint]

  /// Makes a curve of the points that can be read as a loss; where a step comes twice, the later
  /// one counts.
  package init(_ points: [LossPoint]) {
    var kept: [LossPoint] = []
    kept.reserveCapacity(points.count)
    for point in points
    where point.loss.isFinite && point.loss > 0 && point.step.isFinite && point.step >= 0 {
      while let last = kept.last, last.step >= point.step { kept.removeLast() }
      kept.append(point)
    }
    self.points = kept
  }

  /// The last step; 0 for a curve without points.
  package var lastStep: Double { points.last?.step ?? 0 }

  /// The points that say their learning rate.
  package var rated: [LossPoint] { points.filter { ($0.learningRate ?? -1) >= 0 } }

  /// Whether the learning rates are known all along: two points of three say theirs.
  package var hasRates: Bool { peak > 0 && 3 * rated.count >= 2 * points.count }

  /// The highest learning rate; 0 where none is known.
  package var peak: Double { points.reduce(0) { max($0, $1.learningRate ?? 0) } }

  /// The points up to `step`.
  package func upTo(_ step: Double) -> LossCurve {
    LossCurve(points.filter { $0.step <= step })
  }

  /// The points after `step`.
  package func after(_ step: Double) -> LossCurve {
    LossCurve(points.filter { $0.step > step })
  }

  /// The loss around `step`: the mean of the points in the `window` steps before it, or the
  /// straight line between its neighbours where there is none; nil outside the curve.
  package func loss(at step: Double, window: Double) -> Double? {
    guard let first = points.first, let last = points.last, step >= first.step,
      step <= last.step + window
    else { return nil }
    let near = points.filter { $0.step > step - window && $0.step <= step }
    if near.count > 1 { return near.reduce(0) { $0 + $1.loss } / Double(near.count) }
    guard let next = points.first(where: { $0.step >= step }),
      let before = points.last(where: { $0.step <= step })
    else { return last.loss }
    guard next.step > before.step else { return next.loss }
    let share = (step - before.step) / (next.step - before.step)
    return before.loss + share * (next.loss - before.loss)
  }

  /// The standard deviation of one point around a smooth curve, from second differences; the median
  /// is used, so that spikes do not count.
  package var noise: Double {
    guard points.count > 2 else { return 0 }
    var bends: [Double] = []
    bends.reserveCapacity(points.count)
    for i in 1..<(points.count - 1) {
      bends.append(abs(points[i + 1].loss - 2 * points[i].loss + points[i - 1].loss))
    }
    bends.sort()
    // The variance of a second difference is 6 times that of a point; 1.4826 is the ratio of a
    // standard deviation to a median distance.
    return 1.4826 * bends[bends.count / 2] / 6.0.squareRoot()
  }
}
