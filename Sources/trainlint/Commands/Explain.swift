import ArgumentParser
import Linting
import Reporting
import RuleCatalogue
import ScalingLaws
import SourceText

/// `trainlint explain`: the page of a rule.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a rule, a scaling law or a form that `fit` knows, with its sources.")

  @Argument(help: "The id of a rule, of a law or of a form.")
  var rule: String

  func run() throws {
    if let form = FitForm(rawValue: rule) { return printOut(FormPage(form).text) }
    if let law = ChinchillaLaw.named(rule) { return printOut(LawPage(law).text) }
    guard let found = RuleCatalogue.rule(rule) else {
      let known =
        RuleCatalogue.ids + FitForm.allCases.map(\.rawValue) + ChinchillaLaw.published.map(\.id)
      let near = nearest(rule, among: known).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("there is no rule \(rule)\(near)")
    }
    printOut(RulePage(found, family: RuleCatalogue.family(of: found.info.id)).text)
  }
}
