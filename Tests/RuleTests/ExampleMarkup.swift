import Linting
import SourceText

/// An example without its caret comments, and the ranges that they mark.
///
/// A comment of carets marks bytes of the nearest line above that is no such comment; hyphens mark
/// a related range. Signs that touch the `#` begin at its column: so a line's start is marked.
struct MarkedExample {
  /// The config as it is checked.
  private(set) var text = ""
  /// What the carets mark, by place.
  private(set) var primary: [ByteRange] = []
  /// What the hyphens mark, by place.
  private(set) var related: [ByteRange] = []

  init(_ example: Example) {
    var lineStart = 0
    var line: Substring = ""
    for next in example.text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let mark = Mark(next) {
        let range = mark.range(in: line, from: lineStart)
        if mark.isPrimary { primary.append(range) } else { related.append(range) }
      } else {
        if !text.isEmpty || !line.isEmpty { text += "\n" }
        lineStart = text.utf8.count
        line = next
        text += next
      }
    }
    text += "\n"
    primary.sort { $0.lowerBound < $1.lowerBound }
    related.sort { $0.lowerBound < $1.lowerBound }
  }

  /// Ranges of the text for people: `3:14 "100"`, line and column from 1.
  func places(_ ranges: [ByteRange]) -> [String] {
    let bytes = Array(text.utf8)
    let lines = LineTable(bytes)
    return ranges.map { range in
      let start = lines.position(of: range.lowerBound, in: .utf16)
      let words = bytes.prefix(range.upperBound).dropFirst(range.lowerBound)
      let shown = String(decoding: words, as: UTF8.self)
      return "\(start.line + 1):\(start.column + 1) \"\(shown)\""
    }
  }

  /// The columns that a caret comment names.
  private struct Mark {
    let isPrimary: Bool
    private let columns: Range<Int>

    init?(_ line: Substring) {
      let indent = line.prefix { $0 == " " }.count
      guard line.dropFirst(indent).first == "#" else { return nil }
      let behind = line.dropFirst(indent + 1)
      let blanks = behind.prefix { $0 == " " }.count
      guard let sign = behind.dropFirst(blanks).first, "^-".contains(sign) else { return nil }
      let count = behind.dropFirst(blanks).prefix { $0 == sign }.count
      if let next = behind.dropFirst(blanks + count).first, next != " " { return nil }
      isPrimary = sign == "^"
      let start = blanks == 0 ? indent : indent + 1 + blanks
      columns = start..<(indent + 1 + blanks + count)
    }

    func range(in line: Substring, from start: Int) -> ByteRange {
      let scalars = line.unicodeScalars
      let low = scalars.prefix(columns.lowerBound).reduce(0) { $0 + UTF8.width($1) }
      let high = scalars.prefix(columns.upperBound).reduce(0) { $0 + UTF8.width($1) }
      return ByteRange(start + low, start + high)
    }
  }
}
