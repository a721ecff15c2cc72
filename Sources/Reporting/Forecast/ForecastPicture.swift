import RunPlan
import ScalingLaws

/// Draws a curve and its band for a terminal: steps to the right, the loss upwards.
struct ForecastPicture {
  private static let columns = 64
  private static let rows = 14

  private var cells = Array(
    repeating: Array(repeating: Character(" "), count: columns), count: rows)
  private let low: Double
  private let high: Double
  private let end: Double

  /// Draws `run`; nil where its end is not known or nothing was logged.
  init?(_ run: RunForecast) {
    guard let end = run.end, let last = run.curve.points.last, end > 0 else { return nil }
    // What a run loses first would leave no room for the rest.
    let begin = max(0.15 * last.step, run.choice?.warmup ?? 0)
    let points = run.curve.points.filter { $0.step >= begin }
    var shown = points.map(\.loss)
    for band in run.forecast?.path ?? [] {
      shown += [band.interval.lowerBound, band.interval.upperBound]
    }
    shown += [run.target].compactMap { $0 }
    guard let least = shown.min(), let most = shown.max(), most > least else { return nil }
    (low, high, self.end) = (least, most, end)
    for band in run.forecast?.path ?? [] {
      let range = row(band.interval.upperBound)...row(band.interval.lowerBound)
      for row in range { cells[row][column(band.step)] = "░" }
      cells[row(band.value)][column(band.step)] = "━"
    }
    if let target = run.target {
      for column in cells[0].indices where cells[row(target)][column] != "━" {
        cells[row(target)][column] = "╌"
      }
    }
    for point in points { cells[row(point.loss)][column(point.step)] = "•" }
  }

  private func row(_ loss: Double) -> Int {
    let share = (high - loss) / (high - low)
    return min(max(Int((share * Double(Self.rows - 1)).rounded()), 0), Self.rows - 1)
  }

  private func column(_ step: Double) -> Int {
    min(max(Int(step / end * Double(Self.columns - 1)), 0), Self.columns - 1)
  }

  /// The picture.
  var text: String {
    var text = ""
    for (number, row) in cells.enumerated() {
      let loss = high - (high - low) * Double(number) / Double(Self.rows - 1)
      let label =
        number.isMultiple(of: 4) || number == Self.rows - 1 ? ForecastReport.loss(loss) : ""
      text += String(repeating: " ", count: max(0, 9 - label.count)) + label + " │"
      text += trimmed(String(row)) + "\n"
    }
    let right = "step " + Magnitude.short(end)
    text += String(repeating: " ", count: 10) + "└"
    text += String(repeating: "─", count: Self.columns) + "\n"
    text += String(repeating: " ", count: 11) + "0"
    return text + String(repeating: " ", count: max(1, Self.columns - 1 - right.count)) + right
      + "\n"
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
