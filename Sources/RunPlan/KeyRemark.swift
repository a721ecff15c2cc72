package import SourceText

/// A key that its framework takes otherwise than it reads; `Rules` finds the words.
package struct KeyRemark: Sendable {
  /// What is the matter.
  package let kind: Kind
  /// The key as its framework writes it, its path dotted.
  package let key: String
  /// The bytes of its value, or of the key where the value is not the point.
  package let span: SourceSpan

  /// What may be the matter with a key; boxed, as there is much to some of it.
  package indirect enum Kind: Sendable {
    /// The loader reads the number as text; `isCast` says whether the framework mends that.
    case numberReadAsText(loader: String, isCast: Bool, suggestion: String)
    /// The framework does not know the key.
    case unknown(StrayKey)
    /// The key is known by an older name than the present one, or was taken away.
    case outdated(OutdatedKey)
    /// The value is none that the framework takes.
    case wrongValue(WrongValue)
    /// The framework does not start without the key.
    case missing(MissingKey)
    /// So many remarks of one kind that the file is hardly one of this framework as it is.
    case many(ManyRemarks)
    /// Keys that the framework refuses together, or takes otherwise than they read.
    case constraint(Constraint)
    /// An interpolation of the key, which the file does not have.
    case unresolvedInterpolation
    /// An interpolation of the key that leads back to itself by these paths, its own first.
    case interpolationCycle([String])
  }

  /// Makes a remark.
  package init(_ kind: Kind, key: String, span: SourceSpan) {
    self.kind = kind
    self.key = key
    self.span = span
  }

  /// The key without the mappings around it.
  package var lastName: String {
    guard key.utf8.contains(0x2E) else { return key }
    return key.split(separator: ".").last.map(String.init) ?? key
  }
}

/// What a framework does with keys that it does not know.
package enum UnknownKeys: Sendable {
  /// It stops.
  case refused
  /// It reads on as if they were not there.
  case ignored
  /// Scripts bring keys of their own, so that nothing can be said of one that resembles no other.
  case open
}

/// The keys of a framework that a file is held against.
package struct KeyEdition: Sendable {
  /// The framework's name for people: `axolotl`.
  package let framework: String
  /// The version that the keys were read from: `0.13`.
  package let version: String
  /// What it does with other keys.
  package let unknownKeys: UnknownKeys

  /// Makes an edition.
  package init(_ framework: String, _ version: String, _ unknownKeys: UnknownKeys) {
    self.framework = framework
    self.version = version
    self.unknownKeys = unknownKeys
  }

  /// The same keys in a part of the file where unknown ones fare otherwise.
  package func treating(unknownKeys: UnknownKeys) -> KeyEdition {
    KeyEdition(framework, version, unknownKeys)
  }
}

/// A key that a framework does not know.
package struct StrayKey: Sendable {
  /// What it is in all likelihood.
  package enum Diagnosis: Sendable {
    /// A slip of the pen for the key `of`.
    case typo(of: String)
    /// The name that the key had before version `since`; without `to` it was taken away.
    case renamed(to: String?, since: String?)
    /// A key of other frameworks; `use` is what this one calls it.
    case foreign(to: [String], use: String?)
    /// A key that belongs at other paths of the same file.
    case misplaced(to: [String])
    /// A key that only inference reads.
    case inferenceOnly
    /// Nothing known resembles it.
    case strange
  }

  /// Whose keys it is not among.
  package let edition: KeyEdition
  /// What it is in all likelihood.
  package let diagnosis: Diagnosis
  /// The default that holds in place of what the key seems to set, or nil.
  package let standing: String?

  /// What to do, where it is more than a change of name.
  package let advice: String?
  /// What the framework demands of the key that was meant, and stops without.
  package var demand: Demand?

  /// A demand that is broken only because the key is misspelt.
  package struct Demand: Sendable {
    /// What is demanded, in a few words.
    package let words: String
    /// The framework's file and function, where they are known.
    package let source: String?

    /// Makes a demand.
    package init(_ words: String, source: String?) {
      self.words = words
      self.source = source
    }
  }

  /// Makes a description of an unknown key.
  package init(
    _ diagnosis: Diagnosis, edition: KeyEdition, standing: String? = nil, advice: String? = nil
  ) {
    self.advice = advice
    self.edition = edition
    self.diagnosis = diagnosis
    self.standing = standing
  }
}

/// A key that the framework knows of old.
package struct OutdatedKey: Sendable {
  /// Whose key it was.
  package let edition: KeyEdition
  /// The present name, or nil where there is none.
  package let replacement: String?
  /// The version that brought the change, or nil where it is not known.
  package let since: String?
  /// What to do, where it is more than a change of name.
  package let advice: String?
  /// Whether the framework names the key and stops; else it still takes it.
  package let isRefused: Bool
  /// Whether the present name is in the file as well.
  package let isDouble: Bool

  /// Makes a description of an outdated key.
  package init(
    edition: KeyEdition, replacement: String?, since: String?, advice: String?, isRefused: Bool,
    isDouble: Bool
  ) {
    self.edition = edition
    self.replacement = replacement
    self.since = since
    self.advice = advice
    self.isRefused = isRefused
    self.isDouble = isDouble
  }
}

/// A value that is none of those that the framework takes.
package struct WrongValue: Sendable {
  /// What would be taken.
  package enum Expectation: Sendable {
    case wholeNumber
    case number
    case flag
    case text
    case list
    case mapping
    /// One of these words.
    case word([String])
    /// A number from the first to the last.
    case range(ClosedRange<Double>)
  }

  /// Whose key it is.
  package let edition: KeyEdition
  /// What would be taken.
  package let expectation: Expectation
  /// The word that was meant in all likelihood.
  package let suggestion: String?
  /// Whether the loader made a switch of a word: `no`, `on`.
  package let isSwitchForWord: Bool

  /// Makes a description of a wrong value.
  package init(
    _ expectation: Expectation, edition: KeyEdition, suggestion: String? = nil,
    isSwitchForWord: Bool = false
  ) {
    self.edition = edition
    self.expectation = expectation
    self.suggestion = suggestion
    self.isSwitchForWord = isSwitchForWord
  }
}

/// A key that has to be there.
package struct MissingKey: Sendable {
  /// Whose key it is.
  package let edition: KeyEdition
  /// Whether the key is there and holds nothing.
  package let isNull: Bool
  /// Whether it is the peak learning rate.
  package let isLearningRate: Bool

  /// Makes a description of a missing key.
  package init(edition: KeyEdition, isNull: Bool, isLearningRate: Bool = false) {
    self.edition = edition
    self.isNull = isNull
    self.isLearningRate = isLearningRate
  }
}

/// Many remarks of one kind, of which a few stand for all.
package struct ManyRemarks: Sendable {
  /// What they are about.
  package enum Kind: Sendable {
    /// Values that the framework does not take.
    case wrongValues
    /// Keys that nothing known resembles.
    case strangeKeys
  }

  /// What they are about.
  package let kind: Kind
  /// The framework that the file was taken for.
  package let edition: KeyEdition
  /// How many there are.
  package let count: Int
  /// The names of the first keys and their places.
  package let examples: [Located<String>]

  /// Makes a summary.
  package init(_ kind: Kind, edition: KeyEdition, count: Int, examples: [Located<String>]) {
    self.kind = kind
    self.edition = edition
    self.count = count
    self.examples = examples
  }
}
