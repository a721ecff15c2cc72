/// Columns as wide as they need be: the first and the last from the left, numbers to the right.
struct AlignedTable {
  private let rows: [[String]]

  /// Takes rows of the same count of cells, the heads first; a column without any text goes.
  init(_ rows: [[String]]) {
    let last = (rows.first?.count ?? 0) - 1
    let kept = rows.first?.indices.filter { column in
      column == last || rows.contains { !$0[column].isEmpty }
    }
    self.rows = rows.map { row in kept?.map { row[$0] } ?? [] }
  }

  /// The lines; nothing where there are only heads.
  func text(headed: (String) -> String) -> String {
    guard rows.count > 1 else { return "" }
    let count = rows[0].count
    let widths = (0..<count).map { column in rows.map { displayWidth($0[column]) }.max() ?? 0 }
    var text = ""
    for (number, row) in rows.enumerated() {
      var line = ""
      for (column, cell) in row.enumerated() {
        let pad = String(repeating: " ", count: widths[column] - displayWidth(cell))
        line += column == 0 ? cell + pad : column == count - 1 ? "  " + cell : "  " + pad + cell
      }
      while line.last == " " { line.removeLast() }
      text += (number == 0 ? headed(line) : line) + "\n"
    }
    return text
  }
}
