/// One value of a record.
package enum RecordCell: Equatable, Sendable {
  /// A number; NaN and infinities are kept, for whoever reads the column to judge.
  case number(Double)
  /// Anything else that is there.
  case text(String)
  /// Nothing is there: no member, an empty field, or a word for nothing (`null`, `None`, `NA`).
  case missing

  /// What the field `text` of a table holds.
  init(field text: Substring) {
    let word = text.trimmed
    if word.isEmpty || Self.wordsForNothing.contains(word.lowercased()) {
      self = .missing
    } else if let number = Double(word) {
      self = .number(number)
    } else {
      self = .text(String(word))
    }
  }

  private static let wordsForNothing: Set = ["null", "none", "na", "n/a", "-", "--"]

  /// The number, where there is one.
  package var number: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }
}

extension Substring {
  /// The text without the spaces and tabs around it.
  var trimmed: Substring {
    var rest = self
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}
