import RunPlan

/// The parts of a drawing with two axes, as SVG.
struct SVGPlot {
  let width = 720.0
  let height = 440.0
  let left = 72.0
  let bottom = 56.0
  let margin = 24.0

  /// Where the bottom axis runs.
  var floor: Double { height - bottom }

  /// The place of a share of the way from left to right.
  func x(_ share: Double) -> Double { left + share * (width - left - margin) }

  /// The place of a share of the way from bottom to top.
  func y(_ share: Double) -> Double { margin + (1 - share) * (height - margin - bottom) }

  func frame(_ title: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.short(width)) "
      + "\(Self.short(height))\" font-family=\"sans-serif\" font-size=\"12\">\n"
      + "<title>\(xmlText(title))</title>\n"
      + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
  }

  var axes: String {
    "<path d=\"M\(Self.short(left)) \(Self.short(margin))V\(Self.short(floor))"
      + "H\(Self.short(width - margin))\" fill=\"none\" stroke=\"#555555\"/>"
  }

  func line(
    _ points: [(Double, Double)], _ color: String, width: String, dashes: String? = nil
  ) -> String {
    let places = points.map { "\(Self.short($0.0)),\(Self.short($0.1))" }
    return "<polyline fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(width)\" "
      + (dashes.map { "stroke-dasharray=\"\($0)\" " } ?? "")
      + "points=\"\(places.joined(separator: " "))\"/>"
  }

  func dot(_ place: (Double, Double), _ color: String, _ radius: Int) -> String {
    "<circle cx=\"\(Self.short(place.0))\" cy=\"\(Self.short(place.1))\" r=\"\(radius)\" "
      + "fill=\"\(color)\"/>"
  }

  func label(_ x: Double, _ y: Double, _ anchor: String, _ text: String) -> String {
    "<text x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" text-anchor=\"\(anchor)\">"
      + "\(xmlText(text))</text>"
  }

  static func short(_ value: Double) -> String { Magnitude.fixed(value, decimals: 1) }
}
