/// How the records of a file are written.
package enum RecordFormat: Equatable, Sendable {
  /// A line for each record, its fields parted by the byte given; the first line names the columns.
  case delimited(UInt8)
  /// One JSON object a line.
  case jsonLines

  /// Comma-separated values.
  package static let commaSeparated = RecordFormat.delimited(0x2C)
  /// Tab-separated values.
  package static let tabSeparated = RecordFormat.delimited(0x09)

  /// The format of `bytes`, told from their first line and, where that leaves it open, the name.
  package init(path: String, bytes: [UInt8]) {
    let line = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
      .prefix { $0 != 0x0A && $0 != 0x0D }
    if line.first == 0x7B {
      self = .jsonLines
      return
    }
    let tabs = line.count { $0 == 0x09 }
    let commas = line.count { $0 == 0x2C }
    let semicolons = line.count { $0 == 0x3B }
    if tabs == 0, commas == 0, semicolons == 0 {
      self = path.hasSuffix(".tsv") ? .tabSeparated : .commaSeparated
    } else if tabs >= max(commas, semicolons) {
      self = .tabSeparated
    } else {
      self = .delimited(semicolons > commas ? 0x3B : 0x2C)
    }
  }
}
