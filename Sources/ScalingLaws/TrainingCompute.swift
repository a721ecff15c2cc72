/// FLOPs of training and inference, and their units.
package enum TrainingCompute {
  /// FLOPs per parameter and token: 2 forward, 4 backward.
  package static let perParameter = 6.0
  /// FLOPs of a day at one petaflop per second.
  package static let petaflopDay = 8.64e19

  /// 6 N D, with the parameters that a token uses.
  package static func simple(parameters: Double, tokens: Double) -> Double {
    perParameter * parameters * tokens
  }

  /// 2 N D, the forward pass alone.
  package static func inference(parameters: Double, tokens: Double) -> Double {
    2 * parameters * tokens
  }

  /// 8 N D, what the hardware does when every activation is computed twice.
  package static func fullRecompute(parameters: Double, tokens: Double) -> Double {
    8 * parameters * tokens
  }

  /// About 4 N D: frozen matrices have no weight gradient.
  package static func adapters(baseParameters: Double, tokens: Double) -> Double {
    4 * baseParameters * tokens
  }

  /// `flops` in petaflop/s-days, Kaplan's unit.
  package static func petaflopDays(_ flops: Double) -> Double { flops / petaflopDay }

  /// The forward pass of a GPT-2 model over one sequence, every product counted.
  ///
  /// T [L (2 d 3d + 4 T d + 2 d d + 16 d d) + 2 d V], with an MLP of 4 d. The backward pass takes
  /// twice as much.
  package static func forwardGPT2(
    layers: Double, width: Double, vocabulary: Double, context: Double
  ) -> Double {
    let block = 24 * width * width + 4 * context * width
    return context * (layers * block + 2 * width * vocabulary)
  }
}
