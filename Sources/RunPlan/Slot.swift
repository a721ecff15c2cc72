package import SourceText

/// Where a value stands in the file, and how to spell a new one there.
package struct Slot: Hashable, Sendable {
  /// The key, as its framework writes it.
  package let key: String
  /// The bytes of the present value.
  package let span: SourceSpan
  /// How a new value is written.
  package let spelling: Spelling

  /// Makes a slot.
  package init(key: String, span: SourceSpan, spelling: Spelling = Spelling()) {
    self.key = key
    self.span = span
    self.spelling = spelling
  }
}

/// How a number is written at a key: its unit, suffix and quotes.
package struct Spelling: Hashable, Sendable {
  /// How many units of the quantity one written unit stands for (a mean, where the unit is
  /// coarser).
  package let scale: Double
  /// What follows the number: `ba`, `T`.
  package let suffix: String
  /// The quote character around the value, or nothing.
  package let quote: String
  /// The part of the quantity that the written number leaves out: steps before a decay begins.
  package let offset: Double
  /// Whether the key takes whole numbers only, even where the quantity has fractions.
  package let isWhole: Bool

  /// Makes a spelling; the default is a plain number in the quantity's own unit.
  package init(
    scale: Double = 1, suffix: String = "", quote: String = "", offset: Double = 0,
    isWhole: Bool = false
  ) {
    self.scale = scale
    self.suffix = suffix
    self.quote = quote
    self.offset = offset
    self.isWhole = isWhole
  }

  /// The text to write for `value`, a whole number rounded up, or nil when none would be right.
  package func text(for value: Double, whole: Bool) -> String? {
    let written = (value - offset) / scale
    guard written.isFinite, written > 0, written < 9.0e15 else { return nil }
    if whole || isWhole { return quote + String(Int(written.rounded(.up))) + suffix + quote }
    return quote + Magnitude.shortest(written) + suffix + quote
  }
}
