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

/// The words of a run by what they say: so few that a list is faster than a table.
package struct PlanLabels: Sendable, ExpressibleByDictionaryLiteral {
  private var entries: [(label: PlanLabel, claim: LabelClaim)] = []

  /// Makes the labels of `elements`.
  package init(dictionaryLiteral elements: (PlanLabel, LabelClaim)...) {
    for (label, claim) in elements { self[label] = claim }
  }

  /// The word for `label`, or nil.
  package subscript(label: PlanLabel) -> LabelClaim? {
    get {
      for place in entries.indices where entries[place].label == label {
        return entries[place].claim
      }
      return nil
    }
    set {
      let place = entries.firstIndex { $0.label == label }
      switch (place, newValue) {
      case (let place?, let claim?): entries[place].claim = claim
      case (let place?, nil): entries.remove(at: place)
      case (nil, let claim?):
        if entries.isEmpty { entries.reserveCapacity(6) }
        entries.append((label, claim))
      case (nil, nil): break
      }
    }
  }

  /// Takes the words of `others`; of two for one label the one that `choose` returns.
  package mutating func merge(
    _ others: PlanLabels, by choose: (LabelClaim, LabelClaim) -> LabelClaim
  ) {
    for (label, other) in others.entries {
      self[label] = self[label].map { choose($0, other) } ?? other
    }
  }
}
