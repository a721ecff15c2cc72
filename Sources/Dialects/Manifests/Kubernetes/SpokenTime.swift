import RunPlan

/// A length of time in the words of whoever wrote a comment: `4 hours`, `1 hour 30 min`.
struct SpokenTime {
  /// The words.
  let text: String
  /// The length in seconds.
  let seconds: Double
  /// By how many seconds another length may differ that is written with the same words.
  let slack: Double
  /// The largest unit that is used.
  private let unit: Unit

  private struct Unit {
    let name: String
    let seconds: Double
    let spellings: Set<String>
  }

  // A month is of no fixed length, and a lone `m` may be one.
  private static let units = [
    Unit(name: "week", seconds: 604_800, spellings: ["week", "weeks"]),
    Unit(name: "day", seconds: 86_400, spellings: ["d", "day", "days"]),
    Unit(name: "hour", seconds: 3600, spellings: ["h", "hr", "hrs", "hour", "hours"]),
    Unit(name: "minute", seconds: 60, spellings: ["min", "mins", "minute", "minutes"]),
    Unit(name: "second", seconds: 1, spellings: ["s", "sec", "secs", "second", "seconds"]),
  ]

  /// Reads the text behind a `#`; nil where it is anything but a length of time, or one with its
  /// arithmetic behind it.
  init?(comment: String) {
    var rest = Substring(comment).trimmed
    let start = rest
    var parts: [(count: Double, decimals: Int, unit: Unit)] = []
    while let part = Self.takePart(&rest) { parts.append(part) }
    let units = parts.map(\.unit.seconds)
    guard let first = parts.first, let last = parts.last,
      zip(units, units.dropFirst()).allSatisfy(>), Self.endsThere(rest.trimmed)
    else { return nil }
    text = String(start[..<rest.startIndex].trimmed)
    unit = first.unit
    seconds = parts.reduce(0) { $0 + $1.count * $1.unit.seconds }
    slack = last.unit.seconds * (0..<last.decimals).reduce(0.5) { share, _ in share / 10 }
  }

  /// A number and its unit.
  private static func takePart(
    _ rest: inout Substring
  ) -> (count: Double, decimals: Int, unit: Unit)? {
    let text = rest.trimmed
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let behind = text[number.endIndex...].trimmed
    let word = behind.prefix { $0.isLetter }
    let name = word.lowercased()
    guard let count = Double(number), let unit = units.first(where: { $0.spellings.contains(name) })
    else { return nil }
    rest = behind[word.endIndex...]
    let point = number.firstIndex(of: ".")
    let decimals = point.map { number[$0...].count - 1 } ?? 0
    return (count, decimals, unit)
  }

  /// Whether what follows adds nothing: the arithmetic in parentheses, or the unit of the number.
  private static func endsThere(_ rest: Substring) -> Bool {
    if rest.isEmpty || rest == "." || rest == "in seconds" { return true }
    return rest.first == "(" && rest.last == ")"
      && rest.allSatisfy { $0.isASCII && ($0.isNumber || "()*x= ".contains($0)) }
  }

  /// Another length in the unit of this one: `8 hours`.
  func words(for other: Double) -> String {
    let count = other / unit.seconds
    return Magnitude.plain(count) + " \(unit.name)" + (count == 1 ? "" : "s")
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
