import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// A length of training as a file spells it: a number and what it counts.
struct WrittenLength: Sendable {
  /// What a length counts.
  enum Unit: Sendable {
    case steps, epochs, samples, tokens
    /// A share of the whole run.
    case share
    /// Wall-clock time and the like, which no key turns into steps.
    case other
  }

  let amount: Double
  let unit: Unit
  /// The letters behind the number, as written.
  let suffix: String
  /// Where it is written; nil for a framework's default.
  let source: KeySource?
  /// The key, as the framework writes it.
  let key: String

  var provenance: Provenance {
    source.map { .written($0) } ?? .frameworkDefault(key: key)
  }
}

/// How a framework spells lengths; the same letters mean different things to different ones.
struct LengthGrammar: Sendable {
  /// What a number without letters counts.
  let bareUnit: WrittenLength.Unit
  /// The letters and what they count, a longer ending before one that it ends with.
  let suffixes: [(letters: String, unit: WrittenLength.Unit)]
  /// Whether `EP` is `ep`.
  let ignoresCase: Bool

  /// `olmo/train.py`: `T` are tokens, not trillions; `ba` comes from its first months.
  static let olmo = LengthGrammar(
    bareUnit: .steps, suffixes: [("ep", .epochs), ("ba", .steps), ("T", .tokens)],
    ignoresCase: false)

  /// `composer/core/time.py`; a bare number as `max_duration` counts epochs.
  static let composer = LengthGrammar(
    bareUnit: .epochs,
    suffixes: [
      ("iter", .other), ("ep", .epochs), ("ba", .steps), ("sp", .samples), ("tok", .tokens),
      ("dur", .share), ("sec", .other),
    ], ignoresCase: true)

  /// The number and unit that `text` spells, or nil where the framework would refuse it.
  func parse(_ text: String) -> (amount: Double, unit: WrittenLength.Unit, suffix: String)? {
    let folded = ignoresCase ? text.lowercased() : text
    let found = suffixes.first { folded.hasSuffix($0.letters) }
    let suffix = String(text.suffix(found?.letters.count ?? 0))
    var digits = text.dropLast(suffix.count).filter { $0 != "_" }[...]
    while digits.last == " " { digits = digits.dropLast() }
    while digits.first == " " { digits = digits.dropFirst() }
    guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || ".eE+-".contains($0)) }),
      let amount = Double(digits), amount.isFinite, amount >= 0,
      // Only a share may be broken.
      found?.unit == .share || amount == amount.rounded()
    else { return nil }
    return (amount, found?.unit ?? bareUnit, suffix)
  }
}

/// What reading a length found.
enum LengthRead: Sendable {
  /// No such key, or null.
  case absent
  /// No length, or one that is decided elsewhere.
  case unknown
  /// The length.
  case value(WrittenLength)
}

extension KeyReader {
  /// The length at a path; a bare number counts `bareUnit` where that is given.
  func length(
    _ path: String, in grammar: LengthGrammar, bareUnit: WrittenLength.Unit? = nil
  ) -> LengthRead {
    guard let value = value(path), !value.isNull else { return .absent }
    let source = KeySource(key: path, origin: value.origin)
    func bare(_ amount: Double) -> LengthRead {
      guard amount.isFinite, amount >= 0, amount == amount.rounded() else { return .unknown }
      return .value(
        WrittenLength(
          amount: amount, unit: bareUnit ?? grammar.bareUnit, suffix: "", source: source,
          key: path))
    }
    switch value.scalar {
    case .integer(let number): return bare(Double(number))
    case .float(let number): return bare(number)
    case .text(let text):
      guard let read = grammar.parse(text) else { return .unknown }
      if read.suffix.isEmpty { return bare(read.amount) }
      return .value(
        WrittenLength(
          amount: read.amount, unit: read.unit, suffix: read.suffix, source: source, key: path))
    default: return .unknown
    }
  }

  // MARK: Claims

  /// Claims the length of the run: steps, tokens or epochs; nil where it is none of these.
  ///
  /// A run ends with a whole step, so that tokens and samples are rounded up to one.
  mutating func claimRun(_ length: WrittenLength) -> Claim? {
    runClaim(length).map { add($0) }
  }

  /// The claim that `length` would be, without adding it.
  func runClaim(_ length: WrittenLength) -> Claim? {
    guard length.amount > 0 else { return nil }
    switch length.unit {
    case .steps, .samples: return stepsClaim(.steps, of: length, run: nil)
    case .epochs:
      return Claim(
        .epochs, length.amount, length.provenance, slot: lengthSlot(length, isWhole: true))
    case .tokens:
      let written = Claim(.tokens, length.amount, length.provenance, slot: lengthSlot(length))
      guard let perStep = tokensInStep, length.amount >= perStep else { return written }
      let whole = (length.amount / perStep).rounded(.up) * perStep
      guard whole != length.amount else { return written }
      return Claim(
        .tokens, whole, .derived(formula: "\(length.key), up to a whole step", from: [written]),
        slot: written.slot)
    case .share, .other: return nil
    }
  }

  /// `length` in optimizer steps as a claim about `quantity`; `run` is what shares are taken of.
  func stepsClaim(
    _ quantity: Quantity, of length: WrittenLength, run: WrittenLength?
  ) -> Claim? {
    let written = Claim(quantity, length.amount, length.provenance, slot: lengthSlot(length))
    if length.amount == 0 { return written }
    func divided(by divisor: Double?, _ name: String, as counted: Quantity) -> Claim? {
      guard let divisor, divisor > 0 else { return nil }
      let input = Claim(counted, length.amount, length.provenance)
      return Claim(
        quantity, (length.amount / divisor).rounded(.up),
        .derived(formula: "\(length.key) / \(name)", from: [input]),
        slot: lengthSlot(length, scale: 1 / divisor))
    }
    switch length.unit {
    case .steps: return written
    case .tokens: return divided(by: tokensInStep, "tokens per step", as: .tokens)
    case .samples:
      return divided(by: reading.claims[.globalBatch]?.value, "global batch", as: .examples)
    case .share: return run.flatMap { shareClaim(quantity, length, of: $0) }
    case .epochs, .other: return nil
    }
  }

  /// A share of `run`, cut to a whole number of what the run counts.
  private func shareClaim(
    _ quantity: Quantity, _ length: WrittenLength, of run: WrittenLength
  ) -> Claim? {
    guard run.unit != .epochs, run.unit != .share else { return nil }
    let part = WrittenLength(
      amount: (length.amount * run.amount).rounded(.down), unit: run.unit, suffix: "",
      source: nil, key: length.key)
    guard let steps = stepsClaim(quantity, of: part, run: nil) else { return nil }
    let whole = stepsClaim(.steps, of: run, run: nil).map { [$0] } ?? []
    let share = Claim(quantity, length.amount, length.provenance)
    return Claim(
      quantity, steps.value,
      .derived(formula: "\(length.key) × \(run.key)", from: whole + [share]))
  }

  private var tokensInStep: Double? {
    guard let batch = reading.claims[.globalBatch], let length = reading.claims[.sequenceLength],
      batch.value > 0, length.value > 0
    else { return nil }
    return batch.value * length.value
  }

  private func lengthSlot(
    _ length: WrittenLength, scale: Double = 1, isWhole: Bool = false
  ) -> Slot? {
    length.source.flatMap {
      slot(for: $0, scale: scale, suffix: length.suffix, isWhole: isWhole)
    }
  }
}
