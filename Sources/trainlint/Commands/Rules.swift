import ArgumentParser
import Reporting
import RuleCatalogue

/// `trainlint rules`: the catalogue.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the rules.")

  @Option(help: "text, markdown, json, or json-schema, which is that of .trainlint.yaml.")
  var format = "text"

  func run() throws {
    let page = RuleList(RuleCatalogue.families.map { ($0.family, $0.rules) })
    switch format {
    case "text": printOut(page.text)
    case "markdown": printOut(page.markdown)
    case "json": printOut(page.json)
    case "json-schema": printOut(SettingsSchema(RuleCatalogue.all).text)
    default:
      throw ValidationError(
        "--format \(format): rules knows text, markdown, json and json-schema")
    }
  }
}
