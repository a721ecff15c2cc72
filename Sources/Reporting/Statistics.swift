package import Linting

/// How often each rule fired.
package struct Statistics: Sendable {
  private struct Count {
    var shown = 0
    var suppressed = 0
    var fixable = 0
  }

  private var counts: [RuleID: Count] = [:]

  /// Makes the counts of no file.
  package init() {}

  /// Counts one file.
  package mutating func add(_ file: FileReport) {
    for settled in file.findings {
      if settled.suppressed != nil {
        counts[settled.rule, default: Count()].suppressed += 1
      }
    }
    for settled in file.visible {
      counts[settled.rule, default: Count()].shown += 1
      if !settled.finding.fixes.isEmpty { counts[settled.rule, default: Count()].fixable += 1 }
    }
  }

  /// A line for each rule that fired, the most frequent first.
  package var text: String {
    let rows = counts.sorted { a, b in
      a.value.shown == b.value.shown ? a.key < b.key : a.value.shown > b.value.shown
    }
    return rows.map { rule, count in
      let digits = String(count.shown)
      let pad = String(repeating: " ", count: max(0, 6 - digits.count))
      var line = "\(pad)\(digits)  \(rule.name)"
      var asides: [String] = []
      if count.fixable > 0 { asides.append("\(count.fixable) with a fix") }
      if count.suppressed > 0 { asides.append("\(count.suppressed) suppressed") }
      if !asides.isEmpty { line += "  (" + asides.joined(separator: ", ") + ")" }
      return line + "\n"
    }.joined()
  }
}
