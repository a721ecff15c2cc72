package import SourceText

/// A property of a run that is a word, not a number.
package enum PlanLabel: String, CaseIterable, Sendable {
  /// The model that training starts from.
  case baseModel = "base_model"
  /// `full`, `lora`, `qlora` …
  case adapter
  /// `fp32`, `fp16`, `bf16` …
  case precision
  /// The optimizer's name in its framework.
  case optimizer
  /// The learning-rate schedule's name in its framework.
  case scheduler
  /// The accelerator.
  case device
  /// The program that starts the processes.
  case launcher
  /// A declared domain of the data other than web text.
  case domain
}

/// A word and how it is known.
package struct LabelClaim: Sendable {
  /// The word.
  package let value: String
  /// Where it is written; nil for a default or a fact of the command line.
  package let origin: Origin?
  /// How firmly it stands.
  package let certainty: Certainty

  /// Makes a label.
  package init(_ value: String, origin: Origin? = nil, certainty: Certainty = .exact) {
    self.value = value
    self.origin = origin
    self.certainty = certainty
  }
}
