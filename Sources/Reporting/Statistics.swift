package import Linting

/// How often each rule fired.
package struct Statistics: Sendable {
  private var shown: [String: Int] = [:]
  private var suppressed: [String: Int] = [:]
  private var fixable: [String: Int] = [:]

  /// Makes the counts of no file.
  package init() {}

  /// Counts one file.
  package mutating func add(_ file: FileReport) {
    for settled in file.findings where settled.suppressed != nil {
      suppressed[settled.rule.name, default: 0] += 1
    }
    for settled in file.visible {
      shown[settled.rule.name, default: 0] += 1
      if !settled.finding.fixes.isEmpty { fixable[settled.rule.name, default: 0] += 1 }
    }
  }

  /// A line for each rule that fired, the most frequent first.
  package var text: String {
    var text = ""
    let names = Set(shown.keys).union(suppressed.keys).sorted()
    for count in Set(names.map { shown[$0] ?? 0 }).sorted().reversed() {
      for name in names where shown[name] ?? 0 == count { text += line(name, count) }
    }
    return text
  }

  private func line(_ name: String, _ count: Int) -> String {
    let digits = String(count)
    var line = String(repeating: " ", count: max(0, 6 - digits.utf8.count)) + digits + "  " + name
    for (number, words) in [(fixable[name], "with a fix"), (suppressed[name], "suppressed")] {
      if let number { line += ", \(number) \(words)" }
    }
    return line + "\n"
  }
}
