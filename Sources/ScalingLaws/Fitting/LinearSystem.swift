/// A small system of linear equations.
enum LinearSystem {
  /// The solution of `rows`, each with its right side as the last element; nil where there is none.
  static func solve(_ rows: [[Double]]) -> [Double]? {
    var rows = rows
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      let head = rows[column][column]
      guard head.isFinite, abs(head) > 1e-300 else { return nil }
      for other in 0..<count where other != column {
        let factor = rows[other][column] / head
        guard factor != 0 else { continue }
        for place in column...count { rows[other][place] -= factor * rows[column][place] }
      }
    }
    let solution = (0..<count).map { rows[$0][count] / rows[$0][$0] }
    return solution.allSatisfy(\.isFinite) ? solution : nil
  }

  /// The weights of `columns` whose sum comes closest to `target` in weighted squares.
  static func leastSquares(
    _ columns: [[Double]], to target: [Double], weights: [Double]
  ) -> [Double]? {
    func product(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for index in a.indices { sum += weights[index] * a[index] * b[index] }
      return sum
    }
    return solve(columns.map { a in columns.map { product(a, $0) } + [product(a, target)] })
  }
}
