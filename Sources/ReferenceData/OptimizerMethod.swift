/// The method behind the names that frameworks have for an optimizer.
///
/// Names are those of `OptimizerNames` in transformers, `torch.optim`, bitsandbytes, apex,
/// DeepSpeed, Composer and NeMo. Kernels, and the bits of the states, make no other method;
/// variants that find the rate or the step in another way (`galore_adamw`, `adam_mini`) have none.
package enum OptimizerMethod: String, Sendable {
  case adam, adamw, lion, sgd, adafactor, muon, lamb, adagrad, rmsprop

  /// The method called `name` in some framework, or nil.
  package init?(named name: some StringProtocol) {
    let last = name.split(separator: ".").last ?? ""
    var word = last.lowercased().filter { $0.isLetter || $0.isNumber }[...]
    while Self.known[word] == nil {
      if let kernel = Self.kernels.first(where: word.hasPrefix) {
        word = word.dropFirst(kernel.count)
      } else if let form = Self.forms.first(where: word.hasSuffix) {
        word = word.dropLast(form.count)
      } else {
        return nil
      }
    }
    guard let method = Self.known[word] else { return nil }
    self = method
  }

  private static let known: [Substring: OptimizerMethod] = [
    "adam": .adam, "adamw": .adamw, "lion": .lion, "lionw": .lion, "sgd": .sgd,
    "adafactor": .adafactor, "muon": .muon, "lamb": .lamb, "adagrad": .adagrad,
    "rmsprop": .rmsprop,
  ]

  /// Words in front of a method that say how it is computed or where its states lie.
  private static let kernels = [
    "paged", "fused", "distributed", "decoupled", "deepspeed", "cpu",
  ]

  /// Words behind it.
  private static let forms = [
    "8bit", "4bit", "32bit", "torch", "fused", "bnb", "apex", "xla", "npu", "hf",
  ]
}
