package import Engine

/// What the server is given by the program around it.
package struct Host: Sendable {
  /// Checks texts.
  package let linter: Linter
  /// The program's version.
  package let version: String
  /// The page of a rule by its id, in Markdown; nil where there is no such rule.
  package let rulePage: @Sendable (String) -> String?
  /// Takes lines for the log, which never is standard output.
  package let log: @Sendable (String) -> Void
  /// Takes every message after an arrow that says which way it goes; nil where nobody reads them.
  package let trace: (@Sendable (String, [UInt8]) -> Void)?

  /// Joins what the server needs from outside.
  package init(
    linter: Linter, version: String, rulePage: @escaping @Sendable (String) -> String?,
    log: @escaping @Sendable (String) -> Void,
    trace: (@Sendable (String, [UInt8]) -> Void)? = nil
  ) {
    self.trace = trace
    self.linter = linter
    self.version = version
    self.rulePage = rulePage
    self.log = log
  }
}
