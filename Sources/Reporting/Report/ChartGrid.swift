import RunPlan
import ScalingLaws

/// The scales of the drawing and the runs that share a mark of it.
struct ChartGrid {
  static let width = 1_000.0
  static let height = 560.0
  static let left = 64.0
  static let right = 872.0
  static let top = 28.0
  static let bottom = 500.0

  /// Runs so close that one mark stands for all of them.
  struct Cell {
    /// Their numbers in the report.
    var runs: [Int] = []
    /// The middle of their places.
    var x = 0.0
    var y = 0.0
  }

  private let chart: LossChart

  init(_ chart: LossChart) { self.chart = chart }

  /// Where `compute` lies, by logarithms.
  func x(_ compute: Double) -> Double {
    let (low, high) = (chart.computes.lowerBound, chart.computes.upperBound)
    let share = Magnitude.decades(compute / low) / Magnitude.decades(high / low)
    return Self.left + min(max(share, 0), 1) * (Self.right - Self.left)
  }

  /// Where a height lies.
  ///
  /// Of wasted compute the root is drawn: most runs lie within a few percent of the frontier.
  func y(_ value: Double) -> Double {
    var share: Double
    switch chart.axis {
    case .wastedCompute:
      share = (abs(value).squareRoot() * (value < 0 ? -1 : 1) + 1) / 2
    case .loss:
      let (low, high) = (chart.values.lowerBound, chart.values.upperBound)
      share = (value - low) / (high - low)
    }
    share = min(max(share, 0), 1)
    return Self.bottom - share * (Self.bottom - Self.top)
  }

  /// Whether a height lies within the drawing.
  func shows(_ value: Double) -> Bool { chart.values.contains(value) }

  /// The marks, from the least compute to the most.
  ///
  /// With many runs a mark stands for more of them.
  var cells: [Cell] {
    let size = chart.points.count > 1_000 ? 14.0 : 10.0
    var order: [Int] = []
    var cells: [Int: Cell] = [:]
    for point in chart.points {
      let place = (x(point.compute), y(point.value))
      let key = Int(place.0 / size) * 1_000 + Int(place.1 / size)
      if cells[key] == nil { order.append(key) }
      cells[key, default: Cell()].runs.append(point.run)
      cells[key]?.x += place.0
      cells[key]?.y += place.1
    }
    return order.compactMap { key in
      guard var cell = cells[key] else { return nil }
      cell.x /= Double(cell.runs.count)
      cell.y /= Double(cell.runs.count)
      return cell
    }.sorted { $0.x < $1.x }
  }
}
