import SourceText

/// Finds out by indentation where in a block of YAML a place is.
struct BlockScanner {
  private let text: [UInt8]
  private let lines: LineTable
  private let offset: Int

  init(_ text: [UInt8], _ lines: LineTable, at offset: Int) {
    self.text = text
    self.lines = lines
    self.offset = offset
  }

  /// What can be told of one line.
  private struct Row {
    /// Where its first dash stands; nil where it is no item.
    var dash: Int?
    /// Where its key or text begins.
    var column = 0
    /// Its key; nil where it has none.
    var key: String?
    /// Whether anything stands behind the colon.
    var hasValue = false
  }

  /// What is being written; nil where no key or plain value can stand.
  var place: CompletionPlace? {
    let number = lines.line(of: offset)
    let start = lines.range(ofLine: number).lowerBound
    guard let row = row(number, to: offset) else { return nil }
    let content = start + row.column
    let path = path(above: number, row)
    guard let key = row.key else {
      guard text[min(content, offset)..<offset].allSatisfy(Self.isKey) else { return nil }
      return CompletionPlace(
        .key(path: path, present: present(around: number, row)),
        typed: ByteRange(min(content, offset), offset), indent: row.column)
    }
    guard let colon = text[content..<offset].firstIndex(of: 0x3A), colon + 1 < offset else {
      return nil
    }
    var low = colon + 1
    while low < offset, text[low] == 0x20 { low += 1 }
    guard low > colon + 1, text[low..<offset].allSatisfy(Self.isKey) else { return nil }
    return CompletionPlace(
      .value(path: path + [key]), typed: ByteRange(low, offset), indent: row.column)
  }

  /// Whether names and words have such a byte.
  private static func isKey(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
    default: false
    }
  }

  // MARK: Lines

  /// What line `number` says up to `limit`; nil where it is blank and no cursor stands on it, or a
  /// comment.
  private func row(_ number: Int, to limit: Int? = nil) -> Row? {
    let range = lines.range(ofLine: number)
    let end = min(range.upperBound, limit ?? range.upperBound)
    var i = range.lowerBound
    var row = Row()
    while i < end, text[i] == 0x20 || (text[i] == 0x2D && (i + 1 == end || text[i + 1] == 0x20)) {
      if text[i] == 0x2D, row.dash == nil { row.dash = i - range.lowerBound }
      i += 1
    }
    row.column = i - range.lowerBound
    if i == end { return limit == nil && row.dash == nil ? nil : row }
    if text[i] == 0x23 { return nil }
    guard
      let colon = (i..<end).first(where: { at in
        text[at] == 0x3A && (at + 1 == end || text[at + 1] == 0x20)
      })
    else { return row }
    let name = text[i..<colon].filter { $0 != 0x22 && $0 != 0x27 }
    row.key = String(decoding: name, as: UTF8.self)
    let rest = text[(colon + 1)..<end].drop { $0 == 0x20 }
    // An anchor or a comment is no value.
    row.hasValue = !(rest.isEmpty || rest.first == 0x23 || rest.first == 0x26)
    return row
  }

  /// Whether a line ends a document.
  private func isMark(_ number: Int) -> Bool {
    let line = lines.range(ofLine: number)
    return text[line.lowerBound..<line.upperBound].starts(with: [0x2D, 0x2D, 0x2D])
  }

  /// The keys of the mappings around a line.
  private func path(above number: Int, _ own: Row) -> [String] {
    var path: [String] = []
    var limit = own.dash.map { $0 + 1 } ?? own.column
    for number in (0..<number).reversed() {
      if isMark(number) || limit == 0 { break }
      guard let row = row(number) else { continue }
      if row.column < limit {
        guard let key = row.key, !row.hasValue else {
          // A value of another shape stands there: nothing lies below it.
          limit = row.dash.map { $0 + 1 } ?? row.column
          continue
        }
        path.append(key)
        limit = row.dash.map { $0 + 1 } ?? row.column
      } else if row.column == limit, let dash = row.dash {
        limit = dash + 1
      }
    }
    return path.reversed()
  }

  /// The keys of the same mapping above and below a line.
  private func present(around number: Int, _ own: Row) -> Set<String> {
    var present: Set<String> = []
    func take(_ number: Int) -> Bool {
      if isMark(number) { return false }
      guard let row = row(number) else { return true }
      guard row.column >= own.column else { return false }
      if row.column == own.column, let key = row.key { present.insert(key) }
      return row.dash.map { $0 > own.column } ?? true
    }
    if own.dash == nil {
      for number in (0..<number).reversed() {
        guard take(number) else { break }
      }
    }
    for number in (number + 1)..<max(number + 1, lines.count) {
      if let row = row(number), let dash = row.dash, dash < own.column { break }
      guard take(number) else { break }
    }
    return present
  }
}
