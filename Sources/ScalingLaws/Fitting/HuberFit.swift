#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Huber's loss of the differences of ln L, and its least place.
///
/// The sum over the runs, not their mean, with delta 1e-3: Hoffmann et al. 2022, equation 3.
enum HuberFit {
  /// Where squares become lines, in ln nats.
  static let delta = 1e-3

  /// The sum over the runs.
  static func objective(_ form: any LossForm, _ numbers: [Double], _ data: FitData) -> Double {
    var slopes = [Double](repeating: 0, count: numbers.count)
    var sum = 0.0
    for (point, weight) in zip(data.points, data.weights) {
      sum += weight * huber(form.logLoss(point, numbers, &slopes) - point.loss)
    }
    return sum
  }

  /// Huber's loss of one difference.
  static func huber(_ difference: Double) -> Double {
    let size = abs(difference)
    return size <= delta ? size * size / 2 : delta * (size - delta / 2)
  }

  /// Huber's loss of two losses in nats.
  static func ofLosses(_ foretold: Double, _ observed: Double) -> Double {
    huber(log(foretold) - log(observed))
  }

  /// The best numbers over all `starts`, and the objective there.
  static func fit(
    _ form: any LossForm, _ data: FitData, from starts: [[Double]]
  ) -> Minimizer.Answer {
    // Slopes near 1, so that the search's own bounds mean what they say.
    let scale = 1 / (delta * max(data.weights.reduce(0, +), .leastNormalMagnitude))
    var best = Minimizer.Answer(place: starts.first ?? [], value: .infinity)
    for start in starts {
      let answer = Minimizer.minimum(near: start) { numbers, gradient in
        Self.add(form, data, scale, numbers, &gradient)
      }
      if answer.value < best.value { best = answer }
    }
    best.value /= scale
    return best
  }

  private static func add(
    _ form: any LossForm, _ data: FitData, _ scale: Double, _ numbers: [Double],
    _ gradient: inout [Double]
  ) -> Double {
    var slopes = gradient
    var sum = 0.0
    for index in data.points.indices {
      let point = data.points[index]
      let difference = form.logLoss(point, numbers, &slopes) - point.loss
      let weight = scale * data.weights[index]
      sum += weight * huber(difference)
      let pull = weight * max(-delta, min(delta, difference))
      for place in gradient.indices { gradient[place] += pull * slopes[place] }
    }
    return sum.isFinite ? sum : .infinity
  }
}
