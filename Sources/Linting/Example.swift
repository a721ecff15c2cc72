/// A config that shows a rule at work; it is documentation and test at once.
///
/// A comment line of carets below a line marks the range that the finding underlines, a line of
/// hyphens a related range: `#            ^^^^^ label` and `#            --- label`.
package struct Example: Sendable {
  /// The config with its marks.
  package let text: String
  /// The name under which the text is checked: it decides between YAML and JSON.
  package let fileName: String
  /// The line of the rule's source that holds it.
  package let line: Int
  /// How strictly it is judged.
  package let profile: Profile
  /// The settings beside it; nil for none.
  package let settings: String?

  /// Makes an example.
  package init(
    _ text: String, as fileName: String = "config.yaml", under profile: Profile = .recommended,
    settings: String? = nil, line: Int = #line
  ) {
    self.profile = profile
    self.settings = settings
    self.text = text
    self.fileName = fileName
    self.line = line
  }
}
