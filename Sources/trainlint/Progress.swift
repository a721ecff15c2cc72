import Engine
import Reporting

/// A line on the terminal that says how far a long check is.
struct Progress {
  private let total: Int
  private let start = secondsNow()
  private var shown = 0.0
  private var done = 0
  private var isVisible = false

  /// Begins a check of so many files; nil where nobody would read the line.
  init?(_ total: Int, isQuiet: Bool) {
    guard total > 100, !isQuiet, isTerminal(2), environment("TERM") != "dumb" else { return nil }
    self.total = total
  }

  /// Counts a file, and shows the line from the first half second on.
  mutating func step() {
    done += 1
    let now = secondsNow()
    guard now - start > 0.5, now - shown > 0.1 else { return }
    shown = now
    isVisible = true
    printError("\(Style.lineStart)checked \(done) of \(total) files")
  }

  /// Makes room for other lines.
  mutating func clear() {
    guard isVisible else { return }
    isVisible = false
    printError(Style.lineStart)
  }
}

/// The seconds that each step of a check took.
struct Timings {
  private var last = secondsNow()
  private var lines = ""

  /// Begins with the first step.
  init() {}

  /// Ends a step.
  mutating func end(_ step: String) {
    let now = secondsNow()
    let milliseconds = Int(((now - last) * 1000).rounded())
    lines += "\(step): \(milliseconds) ms\n"
    last = now
  }

  /// Prints the steps on standard error.
  func show() { printError(lines) }
}
