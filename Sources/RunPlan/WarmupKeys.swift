package import SourceText

/// The keys of a file that give the length of the warmup, as they are written.
package struct WarmupKeys: Sendable {
  /// What a framework refuses; the rest it takes as it stands.
  package struct Refusals: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A number of steps that is not whole.
    package static let brokenSteps = Refusals(rawValue: 1 << 0)
    /// A share above 1.
    package static let largeShare = Refusals(rawValue: 1 << 1)
    /// Steps and a share at once.
    package static let both = Refusals(rawValue: 1 << 2)
  }

  /// What is wrong with the keys.
  package enum Misfit: Sendable {
    /// The key counts steps, and its value is a share.
    case shareAsSteps(WrittenKey)
    /// The key is a share, and its value counts steps.
    case stepsAsShare(WrittenKey)
    /// Both say how long the warmup is.
    case both(steps: WrittenKey, share: WrittenKey)
  }

  /// The key that counts optimizer steps, where it is written.
  package var steps: WrittenKey?
  /// The key that is a share, where it is written.
  package var share: WrittenKey?
  /// What the framework calls the key that counts steps; nil where it has none.
  package var stepsName: String?
  /// What the framework calls the key that is a share; nil where it has none.
  package var shareName: String?
  /// What the framework refuses.
  package var refusals: Refusals
  /// Whether either key can stand alone, so that a value moves to the other by a change of name.
  ///
  /// Where one of them has a default that the other does not replace, it has to be set to null.
  package var areInterchangeable: Bool

  /// Makes the keys of a file; without any, nothing is known of its warmup.
  package init(
    steps: WrittenKey? = nil, share: WrittenKey? = nil, stepsName: String? = nil,
    shareName: String? = nil, refusals: Refusals = [], areInterchangeable: Bool = true
  ) {
    self.steps = steps
    self.share = share
    self.stepsName = stepsName
    self.shareName = shareName
    self.refusals = refusals
    self.areInterchangeable = areInterchangeable
  }

  /// What is wrong with them, or nil.
  ///
  /// Zero is no warmup, and a share of 1 is the whole run.
  package var misfit: Misfit? {
    if let steps, steps.value > 0, steps.value < 1 { return .shareAsSteps(steps) }
    if let share, share.value > 1 { return .stepsAsShare(share) }
    guard let steps, let share, steps.value > 0, share.value > 0 else { return nil }
    return .both(steps: steps, share: share)
  }
}

/// A key of the file and the number that is written at it.
package struct WrittenKey: Sendable {
  /// The key's path as its framework writes it.
  package let name: String
  /// The number.
  package let value: Double
  /// The bytes of the number.
  package let span: SourceSpan
  /// The bytes of the key; nil where renaming it would not do.
  package let nameSpan: SourceSpan?

  /// Joins a key and its number.
  package init(name: String, value: Double, span: SourceSpan, nameSpan: SourceSpan? = nil) {
    self.name = name
    self.value = value
    self.span = span
    self.nameSpan = nameSpan
  }
}
