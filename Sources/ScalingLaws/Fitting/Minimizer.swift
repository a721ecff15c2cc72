import CLBFGS

/// Finds the least value of a smooth function of a few numbers by L-BFGS (liblbfgs).
enum Minimizer {
  /// A place and the value there.
  struct Answer {
    var place: [Double]
    var value: Double
  }

  /// The value at a place; the slope along each number is written to the second argument.
  typealias Function = ([Double], inout [Double]) -> Double

  /// The least value near `start`.
  static func minimum(near start: [Double], of function: Function) -> Answer {
    var best = Answer(place: start, value: .infinity)
    // A function with kinks can end a search early; a new one forgets what slopes misled it.
    for _ in 0..<mostRestarts {
      let before = best.value
      let isDone = descend(from: &best, function)
      if isDone || before - best.value <= 1e-9 * abs(before) { break }
    }
    return best
  }

  private static let mostRestarts = 4

  /// Goes down from a place to the best that is met, and says whether nothing is left to gain.
  private static func descend(from best: inout Answer, _ function: Function) -> Bool {
    let count = best.place.count
    guard let place = lbfgs_malloc(Int32(count)) else { return true }
    defer { lbfgs_free(place) }
    for (index, value) in best.place.enumerated() { place[index] = value }
    var settings = lbfgs_parameter_t()
    lbfgs_parameter_init(&settings)
    settings.epsilon = 1e-8
    settings.past = 6
    settings.delta = 1e-11
    settings.max_iterations = 300
    settings.max_linesearch = 30
    return withoutActuallyEscaping(function) { function in
      var call = Call(function: function, count: count, best: best)
      let status = withUnsafeMutablePointer(to: &call) { call in
        lbfgs(Int32(count), place, nil, evaluate, nil, call, &settings)
      }
      best = call.best
      return status >= 0
    }
  }

  /// What the C function hands back with each question.
  private struct Call {
    let function: Function
    let count: Int
    /// The best place asked for so far: a search that gives up may end at a worse one.
    var best: Answer
  }

  private static let evaluate: lbfgs_evaluate_t = { instance, place, slopes, _, _ in
    guard let call = instance?.assumingMemoryBound(to: Call.self), let place, let slopes else {
      return .infinity
    }
    let count = call.pointee.count
    let here = [Double](UnsafeBufferPointer(start: place, count: count))
    var gradient = [Double](repeating: 0, count: count)
    let value = call.pointee.function(here, &gradient)
    for index in 0..<count { slopes[index] = gradient[index] }
    if value < call.pointee.best.value {
      call.pointee.best = Answer(place: here, value: value)
    }
    return value
  }
}
