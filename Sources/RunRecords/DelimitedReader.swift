/// Reads lines of separated fields: RFC 4180 with any separator, comment lines, either line break.
struct DelimitedReader {
  private let text: ArraySlice<UInt8>
  private let separator: UInt8
  private var position: Int
  private var line = 1

  init(_ text: ArraySlice<UInt8>, separator: UInt8) {
    self.text = text
    self.separator = separator
    position = text.startIndex
  }

  mutating func read(into table: inout RecordTable) {
    while position < text.endIndex {
      let start = line
      if skipsLine() { continue }
      let fields = readLine()
      let isLast = position >= text.endIndex
      if fields.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      let cells = fields.map { RecordCell(field: $0) }
      if table.columns.isEmpty {
        if takeNames(fields, cells, into: &table) { continue }
      }
      if fields.count == table.columns.count || lastIsEmpty(fields, table) {
        table.rows.append(RecordRow(line: start, cells: cells))
      } else if isLast, !table.endsWithLineBreak, fields.count < table.columns.count {
        table.isCut = true
      } else {
        let reason =
          "\(fields.count) values where the first line names \(table.columns.count) columns"
        table.faults.append(RecordFault(line: start, reason: reason))
      }
    }
  }

  /// Whether the first line is names and no record.
  private func takeNames(
    _ fields: [Substring], _ cells: [RecordCell], into table: inout RecordTable
  ) -> Bool {
    let hasNames = cells.contains { if case .text = $0 { true } else { false } }
    table.columns = hasNames ? fields.map { String($0.trimmed) } : cells.indices.map { "\($0 + 1)" }
    return hasNames
  }

  /// Some writers end every line but the first with a separator.
  private func lastIsEmpty(_ fields: [Substring], _ table: RecordTable) -> Bool {
    fields.count == table.columns.count + 1 && fields.last?.trimmed.isEmpty == true
  }

  // MARK: Lines

  private mutating func skipsLine() -> Bool {
    guard text[position] == 0x23 else { return false }
    while position < text.endIndex, !isBreak(text[position]) { position += 1 }
    skipBreak()
    return true
  }

  private mutating func readLine() -> [Substring] {
    var fields: [Substring] = []
    while true {
      fields.append(readField())
      guard position < text.endIndex, text[position] == separator else { break }
      position += 1
    }
    skipBreak()
    return fields
  }

  private mutating func readField() -> Substring {
    if position < text.endIndex, text[position] == 0x22 { return readQuoted() }
    let start = position
    while position < text.endIndex, text[position] != separator, !isBreak(text[position]) {
      position += 1
    }
    return Substring(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func readQuoted() -> Substring {
    position += 1
    var content: [UInt8] = []
    while position < text.endIndex {
      let byte = text[position]
      position += 1
      if byte == 0x22 {
        guard position < text.endIndex, text[position] == 0x22 else { break }
        position += 1
      }
      if byte == 0x0A { line += 1 }
      content.append(byte)
    }
    while position < text.endIndex, text[position] != separator, !isBreak(text[position]) {
      content.append(text[position])
      position += 1
    }
    return Substring(decoding: content, as: UTF8.self)
  }

  private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func skipBreak() {
    guard position < text.endIndex else { return }
    if text[position] == 0x0D {
      position += 1
      if position < text.endIndex, text[position] == 0x0A { position += 1 }
    } else {
      position += 1
    }
    line += 1
  }
}
