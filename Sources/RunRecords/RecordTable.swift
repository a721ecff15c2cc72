/// The records of a file as rows and named columns, as they stand there.
///
/// Nothing is judged and nothing dropped in silence: a line that could not be read is a fault, and
/// a number that is none (NaN) is a cell like any other.
package struct RecordTable: Equatable, Sendable {
  /// The names of the columns, in the order in which the file brings them; `1`, `2`, … where the
  /// first line of a table holds numbers only.
  package internal(set) var columns: [String] = []
  /// The records.
  package internal(set) var rows: [RecordRow] = []
  /// The lines that are no records.
  package internal(set) var faults: [RecordFault] = []
  /// Whether the last line breaks off: what is being written still, or was cut.
  package internal(set) var isCut = false
  /// Whether the text ends with a line break, so that its last number is known to be whole.
  package let endsWithLineBreak: Bool

  /// Reads the records in `bytes`.
  package init(reading bytes: [UInt8], as format: RecordFormat) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    endsWithLineBreak = text.last == 0x0A || text.last == 0x0D
    switch format {
    case .delimited(let separator):
      var reader = DelimitedReader(text, separator: separator)
      reader.read(into: &self)
    case .jsonLines:
      readJSONLines(text)
    }
  }

  /// The place of the first column that bears one of `names`, the names in order of preference and
  /// letters in either case.
  package func column(named names: [String]) -> Int? {
    for name in names {
      let wanted = name.lowercased()
      if let place = columns.firstIndex(where: { $0.lowercased() == wanted }) { return place }
    }
    return nil
  }

  /// The columns that bear a name which an earlier column has already.
  package var repeatedColumns: [String] {
    var seen: Set<String> = []
    return columns.filter { !seen.insert($0).inserted }
  }
}

/// One record.
package struct RecordRow: Equatable, Sendable {
  /// The line that it begins on, from one.
  package let line: Int
  /// Its values, one for each column of the table that was known by then.
  let cells: [RecordCell]

  /// The value in the column at `place`.
  package subscript(place: Int) -> RecordCell {
    cells.indices.contains(place) ? cells[place] : .missing
  }
}

/// A line that is no record.
package struct RecordFault: Equatable, Sendable {
  /// The line, from one.
  package let line: Int
  /// What is wrong with it: a sentence without the line.
  package let reason: String

  /// Says that `line` is no record for the `reason`.
  package init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}
