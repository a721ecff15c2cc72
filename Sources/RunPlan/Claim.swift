package import ReferenceData
package import SourceText

/// A quantity with a value, and how it is known.
///
/// A claim never changes; it is a class because plans hold and hand on many, each with its sources.
package final class Claim: Sendable {
  /// What is claimed.
  package let quantity: Quantity
  /// Its value in the quantity's unit.
  package let value: Double
  /// How it is known.
  package let provenance: Provenance
  /// How firmly it stands.
  package let certainty: Certainty
  private let editing: Editing

  /// Where a new value could be written.
  private enum Editing: Sendable {
    /// Nowhere by a single edit.
    case none
    /// In place of the number at the key, as it stands in the quotes of the present one.
    case key(quote: UInt8?)
    /// There.
    indirect case slot(Slot)
  }

  /// Makes a claim; without a certainty it takes the one of its provenance.
  package init(
    _ quantity: Quantity, _ value: Double, _ provenance: Provenance, slot: Slot? = nil,
    certainty: Certainty? = nil
  ) {
    self.quantity = quantity
    self.value = value
    self.provenance = provenance
    editing = slot.map { .slot($0) } ?? .none
    self.certainty = certainty ?? provenance.certainty
  }

  /// Makes the claim of a number that is written at a key in the quantity's own unit, where a new
  /// number would take its place.
  ///
  /// Most claims are such ones. Their slot is made when somebody asks for it.
  package init(_ quantity: Quantity, _ value: Double, at source: KeySource, quote: UInt8?) {
    self.quantity = quantity
    self.value = value
    provenance = .written(source)
    certainty = .exact
    editing = .key(quote: quote)
  }

  /// Where a new value could be written; nil where no single edit would do.
  package var slot: Slot? {
    switch (editing, provenance) {
    case (.slot(let slot), _): slot
    case (.key(let quote), .written(let source)):
      Slot(
        key: source.key, span: source.origin.place,
        spelling: Spelling(quote: quote.map { String(Unicode.Scalar($0)) } ?? ""))
    default: nil
    }
  }

  /// The value as a whole number where it is one that fits.
  package var integer: Int? {
    guard value.rounded() == value, abs(value) < 9.0e15 else { return nil }
    return Int(value)
  }

  /// The keys behind the claim: written ones, in the order the derivation meets them.
  package var sources: [KeySource] {
    var found: [KeySource] = []
    provenance.collectSources(into: &found)
    return found
  }

  /// The place to underline: its own, or that of the first key behind it.
  package var span: SourceSpan? { provenance.firstSource?.origin.place }
}

/// A key of the file that a claim rests on.
package struct KeySource: Hashable, Sendable {
  /// The key's path as its framework writes it: `train.max_tokens`.
  package let key: String
  /// Where its value is written.
  package let origin: Origin

  /// Joins a key's name and its place.
  package init(key: String, origin: Origin) {
    self.key = key
    self.origin = origin
  }
}

/// How a value is known.
package enum Provenance: Sendable {
  /// Written at a key.
  case written(KeySource)
  /// Declared in a comment (with its place) or on the command line.
  case fact(SourceSpan?)
  /// The framework's value for an absent key.
  case frameworkDefault(key: String)
  /// Published about something that the file names at a key.
  indirect case published(Citation, KeySource?)
  /// Computed from other claims; the formula is in words of the quantities or keys.
  case derived(formula: String, from: [Claim])

  /// The certainty that follows from it: the weakest of what took part.
  package var certainty: Certainty {
    switch self {
    case .written, .published: .exact
    case .fact: .fact
    case .frameworkDefault: .frameworkDefault
    case .derived(_, let inputs): inputs.reduce(.exact) { max($0, $1.certainty) }
    }
  }

  /// The first key that `collectSources` meets.
  fileprivate var firstSource: KeySource? {
    switch self {
    case .written(let source): source
    case .published(_, let source): source
    case .derived(_, let inputs): inputs.lazy.compactMap(\.provenance.firstSource).first
    case .fact, .frameworkDefault: nil
    }
  }

  fileprivate func collectSources(into found: inout [KeySource]) {
    switch self {
    case .written(let source): if !found.contains(source) { found.append(source) }
    case .published(_, let source):
      if let source, !found.contains(source) { found.append(source) }
    case .derived(_, let inputs):
      for input in inputs { input.provenance.collectSources(into: &found) }
    case .fact, .frameworkDefault: break
    }
  }
}

extension Claim {
  /// How the value came about, in one line of keys or quantities and numbers.
  package var derivation: String {
    switch provenance {
    case .written(let source): source.key
    case .fact: "declared"
    case .frameworkDefault(let key): "default of \(key)"
    case .published(let citation, let source):
      source.map { "\($0.key): \(citation.text)" } ?? citation.text
    case .derived(let formula, let inputs):
      inputs.isEmpty || inputs.count > 6
        ? formula
        : formula + " from "
          + inputs.map { "\($0.quantity.name) \(Magnitude.grouped($0.value))" }.joined(
            separator: ", ")
    }
  }
}
