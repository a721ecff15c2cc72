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

/// Rows in order of a lower-case key.
struct SortedTable<Row: Sendable>: Sendable {
  /// The rows, in order.
  let rows: [Row]
  private let places: [String: Int]

  /// Joins rows and their keys, sorted by the bytes of the keys; of equal keys the first counts.
  init(_ rows: [Row], by key: (Row) -> String) {
    let keyed = rows.map { (key: key($0).lowercased(), row: $0) }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    self.rows = keyed.map(\.row)
    places = Dictionary(
      keyed.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private init(rows: [Row], places: [String: Int]) {
    self.rows = rows
    self.places = places
  }

  /// The table with other rows under the same keys.
  func mapRows<Other>(_ transform: (Row) -> Other) -> SortedTable<Other> {
    SortedTable<Other>(rows: rows.map(transform), places: places)
  }

  /// The row of a key that is in lower case already.
  func row(lowercase key: String) -> Row? { places[key].map { rows[$0] } }

  /// The row of `key`, without regard to case.
  subscript(key: some StringProtocol) -> Row? { places[key.lowercased()].map { rows[$0] } }
}
