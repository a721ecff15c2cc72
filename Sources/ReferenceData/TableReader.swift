/// Reads the tables of this module: a row a line, columns two or more spaces apart, `-` for
/// nothing.
///
/// A row that cannot be read is left out; tests hold every table to its number of rows.
enum TableReader {
  /// The rows of `table`, each made by `make` from its fields; nil from `make` leaves a row out.
  static func rows<Row>(
    of table: StaticString, columns: Int, _ make: (Fields) -> Row?
  ) -> [Row] {
    table.withUTF8Buffer { text in
      text.split(separator: UInt8(ascii: "\n")).compactMap { line in
        let fields = fields(of: line)
        return fields.count == columns ? make(Fields(texts: fields)) : nil
      }
    }
  }

  /// The fields of one row.
  struct Fields {
    fileprivate let texts: [String]

    subscript(column: Int) -> String { texts[column] }

    /// The text of a column; nil for `-`.
    func text(_ column: Int) -> String? { texts[column] == "-" ? nil : texts[column] }

    /// The number of a column; nil where there is none.
    func number(_ column: Int) -> Int? { Int(texts[column]) }

    /// Whether a column that must be one of two words is the first; nil for any other word.
    func flag(_ column: Int, _ yes: String, _ no: String) -> Bool? {
      texts[column] == yes ? true : texts[column] == no ? false : nil
    }
  }

  private static func fields(of line: Slice<UnsafeBufferPointer<UInt8>>) -> [String] {
    let space = UInt8(ascii: " ")
    var fields: [String] = []
    var start = line.startIndex
    var index = start
    while index < line.endIndex {
      guard line[index] == space, index + 1 < line.endIndex, line[index + 1] == space else {
        index += 1
        continue
      }
      if index > start { fields.append(String(decoding: line[start..<index], as: UTF8.self)) }
      while index < line.endIndex, line[index] == space { index += 1 }
      start = index
    }
    if index > start { fields.append(String(decoding: line[start..<index], as: UTF8.self)) }
    return fields
  }
}

/// Rows in order of a lower-case key, found by halving.
struct SortedTable<Row: Sendable>: Sendable {
  /// The rows, in order.
  let rows: [Row]
  private let keys: [String]

  /// Joins rows and their keys, sorted by the bytes of the keys.
  init(_ rows: [Row], by key: (Row) -> String) {
    let keyed = rows.map { (key: key($0).lowercased(), row: $0) }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    self.rows = keyed.map(\.row)
    keys = keyed.map(\.key)
  }

  private init(rows: [Row], keys: [String]) {
    self.rows = rows
    self.keys = keys
  }

  /// The table with other rows under the same keys.
  func mapRows<Other>(_ transform: (Row) -> Other) -> SortedTable<Other> {
    SortedTable<Other>(rows: rows.map(transform), keys: keys)
  }

  /// The row of `key`, without regard to case.
  subscript(key: some StringProtocol) -> Row? {
    let key = key.lowercased()
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle].utf8.lexicographicallyPrecedes(key.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < keys.count && keys[low] == key ? rows[low] : nil
  }
}
