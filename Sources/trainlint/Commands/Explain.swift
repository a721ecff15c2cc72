import ArgumentParser
import Linting
import Reporting
import RuleCatalogue
import SourceText

/// `trainlint explain`: the page of a rule.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a rule: what, why, sources, options, examples.")

  @Argument(help: "The rule's id.")
  var rule: String

  func run() throws {
    guard let found = RuleCatalogue.rule(rule) else {
      let near = nearest(rule, among: RuleCatalogue.ids).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("there is no rule \(rule)\(near)")
    }
    printOut(RulePage(found, family: RuleCatalogue.family(of: found.info.id)).text)
  }
}
