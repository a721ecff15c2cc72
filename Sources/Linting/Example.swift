import ReferenceData
import RunPlan
package import ScalingLaws

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
  /// The law of the user's own that it is judged under; nil for the default.
  package let law: ChinchillaLaw?

  /// Makes an example.
  package init(
    _ text: String, as fileName: String = "config.yaml", under profile: Profile = .recommended,
    settings: String? = nil, law: ChinchillaLaw? = nil, line: Int = #line
  ) {
    self.profile = profile
    self.settings = settings
    self.law = law
    self.text = text
    self.fileName = fileName
    self.line = line
  }
}

extension ChinchillaLaw {
  /// A law as `fit` draws it from runs of one's own, for examples: its optimum lies at some 160
  /// tokens per parameter.
  package static let example = ChinchillaLaw(
    id: "own-law.json", irreducibleLoss: 1.8, parameterWeight: 480, tokenWeight: 4400, alpha: 0.35,
    beta: 0.365, citation: Citation("own-law.json"),
    validity: LawValidity([.parameters: 2e7...2e9, .tokens: 4e8...8e10, .compute: 5e16...1e21]))

  /// The law with its constants: `L = 1.8 + 480 / N^0.35 + 4400 / D^0.365`.
  package var formula: String {
    func text(_ number: Double) -> String { Magnitude.shortest(number) }
    return "L = \(text(irreducibleLoss)) + \(text(parameterWeight)) / N^\(text(alpha)) + "
      + "\(text(tokenWeight)) / D^\(text(beta))"
  }
}
