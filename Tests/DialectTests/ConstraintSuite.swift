import Engine
import Linting
import SourceText
import Testing

/// A demand of a framework: a file that breaks it, and the same file mended.
struct ConstraintCase: Sendable, CustomTestStringConvertible {
  let rule: RuleID
  let severity: Severity
  /// A part of the headline.
  let headline: String
  let broken: String
  let mended: String

  init(
    _ rule: RuleID, _ severity: Severity, _ headline: String, _ broken: String, _ mended: String
  ) {
    self.rule = rule
    self.severity = severity
    self.headline = headline
    self.broken = broken
    self.mended = mended
  }

  /// A demand at which the framework stops.
  init(_ rule: RuleID, _ headline: String, _ broken: String, _ mended: String) {
    self.init(rule, .error, headline, broken, mended)
  }

  var testDescription: String { headline }

  /// Finds the demand in the broken text, and nothing of it in the mended.
  func check(name: String) {
    let found = findings(broken, name)
    #expect(found.contains { $0.contains(headline) && $0.hasPrefix("\(severity)") }, "\(found)")
    let left = findings(mended, name)
    #expect(!left.contains { $0.contains(headline) }, "\(left)")
  }

  private func findings(_ text: String, _ name: String) -> [String] {
    Linter().report(on: SourceFile(name: name, text: text)).findings
      .filter { $0.rule == rule }.map { "\($0.severity) \($0.finding.headline)" }
  }
}
