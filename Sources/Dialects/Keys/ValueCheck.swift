import Composition
import ConfigSyntax
import RunPlan

/// Whether a value is one that its key takes.
///
/// Only what no loader and no cast could make fit is wrong, where the framework casts: a number as
/// text passes for a number, a number for a text.
struct ValueCheck {
  private let key: KeyTable.Key
  private let edition: KeyEdition
  private let exactness: KeyCatalogue.Exactness

  init(_ key: KeyTable.Key, _ edition: KeyEdition, _ exactness: KeyCatalogue.Exactness = []) {
    self.key = key
    self.edition = edition
    self.exactness = exactness
  }

  /// What is wrong with `value`, or nil.
  func wrong(_ value: ConfigValue) -> WrongValue? {
    guard value.unknown == nil else { return nil }
    if value.isMapping { return refuses(.mapping) ? expected() : nil }
    if value.isSequence { return refuses(.list) ? expected() : nil }
    if !exactness.isEmpty, isOfAnotherType(value) { return expected() }
    switch key.kind {
    case .whole, .number: return wrongNumber(value)
    case .flag: return wrongFlag(value)
    case .word(let words): return wrongWord(value, words)
    default: return nil
    }
  }

  private enum Collection { case mapping, list }

  private func refuses(_ collection: Collection) -> Bool {
    switch key.kind {
    case .whole, .number, .flag, .text, .word: true
    case .list: collection == .mapping && !key.isList
    case .mapping: collection == .list && !key.isList
    default: false
    }
  }

  private func expected() -> WrongValue? {
    switch key.kind {
    case .whole: WrongValue(.wholeNumber, edition: edition)
    case .number: WrongValue(.number, edition: edition)
    case .flag: WrongValue(.flag, edition: edition)
    case .text: WrongValue(.text, edition: edition)
    case .list: WrongValue(.list, edition: edition)
    case .mapping: WrongValue(.mapping, edition: edition)
    case .word(let words): WrongValue(.word(words), edition: edition)
    default: nil
    }
  }

  // MARK: Scalars

  /// Whether the value is of another type than the key, which only a cast would mend.
  ///
  /// Plain text with an exponent under a loader that casts nothing is another rule's matter.
  private func isOfAnotherType(_ value: ConfigValue) -> Bool {
    let isUncast = exactness.contains(.uncast)
    switch (key.kind, value.scalar) {
    case (.whole, .float): return exactness.contains(.exactWhole)
    case (.whole, .bool), (.number, .bool): return exactness.contains(.exactWhole)
    case (.flag, .integer): return exactness.contains(.exactFlag)
    case (.text, .integer), (.text, .float), (.text, .bool): return exactness.contains(.exactText)
    case (.whole, .text(let text)) where !isUncast && value.isPlainScalar && value.mayHaveExponent:
      return exactness.contains(.exactWhole) && lenientNumber(text) != nil
    case (.whole, .text(let text)), (.number, .text(let text)), (.flag, .text(let text)):
      return isUncast && !value.isPlainScalar && !Self.isFilledInLater(text)
    default: return false
    }
  }

  private func wrongNumber(_ value: ConfigValue) -> WrongValue? {
    switch value.scalar {
    case .integer(let number): return outOfRange(Double(number))
    case .float(let number):
      if key.kind == .whole, number.isFinite, number != number.rounded() { return expected() }
      return outOfRange(number)
    case .text(let text):
      guard let number = lenientNumber(text) else {
        return Self.isFilledInLater(text) ? nil : expected()
      }
      return outOfRange(number)
    default: return nil
    }
  }

  private func outOfRange(_ number: Double) -> WrongValue? {
    guard let range = key.range, !range.contains(number) else { return nil }
    return WrongValue(.range(range), edition: edition)
  }

  private func wrongFlag(_ value: ConfigValue) -> WrongValue? {
    switch value.scalar {
    case .integer(let number): return number == 0 || number == 1 ? nil : expected()
    case .float: return expected()
    case .text(let text):
      return Self.switchWords.contains(text.lowercased()) || Self.isFilledInLater(text)
        ? nil : expected()
    default: return nil
    }
  }

  private static let switchWords: Set = [
    "true", "false", "yes", "no", "on", "off", "1", "0", "t", "f", "y", "n",
  ]

  private func wrongWord(_ value: ConfigValue, _ words: [String]) -> WrongValue? {
    switch value.scalar {
    case .bool:
      return WrongValue(
        .word(words), edition: edition,
        isSwitchForWord: words.contains { ["no", "off", "on", "yes"].contains($0) })
    case .text(let text):
      if words.contains(text) || Self.isFilledInLater(text) { return nil }
      if words.contains(where: { $0.utf8.last == 0x2A && text.hasPrefix($0.dropLast()) }) {
        return nil
      }
      if exactness.contains(.anyCase) {
        let small = text.lowercased()
        if words.contains(where: { $0.lowercased() == small }) { return nil }
      }
      return WrongValue(
        .word(words), edition: edition, suggestion: NearestKey(text).among(words))
    case .integer, .float: return WrongValue(.word(words), edition: edition)
    default: return nil
    }
  }

  /// Whether a script or a launcher puts something else in the text's place.
  private static func isFilledInLater(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x24 || $0 == 0x7B || $0 == 0x3C || $0 == 0x25 } || text == "auto"
      || text.isEmpty
  }
}
