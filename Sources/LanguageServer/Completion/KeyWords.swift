import RunPlan

extension KeyNote {
  /// What the key takes and what holds without it, in a few words; empty where nothing is known.
  var words: String {
    var parts: [String] = []
    if let type { parts.append(type) }
    if let range { parts.append(Self.words(of: range)) }
    if let standing { parts.append("default " + standing) }
    if isRequired { parts.append("required") }
    if isOutdated { parts.append("a former name" + (replacement.map { " of " + $0 } ?? "")) }
    return parts.joined(separator: ", ")
  }

  /// The words that it takes; empty where it is no word.
  var choices: [String] {
    switch expectation {
    case .flag: ["true", "false"]
    case .word(let words): words.filter { !$0.hasSuffix("*") }
    default: []
    }
  }

  private var type: String? {
    switch expectation {
    case .wholeNumber: "whole number"
    case .number, .range: "number"
    case .flag: "true or false"
    case .text: "text"
    case .list: "list"
    case .mapping: "mapping"
    case .word(let words):
      "one of " + words.prefix(12).joined(separator: ", ") + (words.count > 12 ? ", …" : "")
    case nil: nil
    }
  }

  private static func words(of range: ClosedRange<Double>) -> String {
    // The catalogue writes an open end as a number that nobody writes.
    let (low, high) = (range.lowerBound, range.upperBound)
    if low <= -1e300 { return "at most " + Magnitude.plain(high) }
    if high >= 1e300 { return "at least " + Magnitude.plain(low) }
    return "from \(Magnitude.plain(low)) to \(Magnitude.plain(high))"
  }
}
