/// What a quantity counts, as the word beside its number.
package enum Unit: String, Sendable {
  /// Trainable numbers of a model.
  case parameters
  /// Tokens, padding included where the framework pads.
  case tokens
  /// Optimizer steps, not micro-steps.
  case steps
  /// Passes over the data.
  case epochs
  /// Sequences or rows.
  case sequences
  /// Processes, accelerators or machines.
  case devices
  /// Tokens of each parameter.
  case tokensPerParameter = "tokens/parameter"
  /// Floating-point operations.
  case flops = "FLOPs"
  /// Hours times accelerators.
  case deviceHours = "device-hours"
  /// Bytes.
  case bytes
  /// Nats per token.
  case nats
  /// A whole number of things.
  case count
  /// A number without a unit.
  case ratio

  /// Whether values are whole numbers by nature.
  package var isWhole: Bool {
    switch self {
    case .parameters, .tokens, .steps, .sequences, .devices, .count: true
    case .epochs, .tokensPerParameter, .flops, .deviceHours, .bytes, .nats, .ratio: false
    }
  }
}
