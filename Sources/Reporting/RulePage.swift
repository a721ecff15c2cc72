import JSONText
package import Linting
import ReferenceData
import RunPlan

/// The page of one rule, as `explain` prints it and hovers show it.
package struct RulePage: Sendable {
  private let info: RuleInfo
  private let settings: [SettingInfo]
  private let family: RuleFamily?

  /// Makes the page of `rule`.
  package init(_ rule: any Rule.Type, family: RuleFamily?) {
    info = rule.info
    settings = rule.settings
    self.family = family
  }

  /// The page in Markdown that reads well as plain text.
  package var text: String {
    var page = "# \(info.id.name)\n\n\(info.summary)\n\n"
    page += "Severity: \(info.severity.name). Family: \(family?.rawValue ?? "-"). "
    page += "Regimes: \(regimes).\n\n\(info.why)\n"
    if !settings.isEmpty {
      page += "\n## Options\n\n"
      for setting in settings {
        page += "- `\(setting.name)` (default \(Magnitude.shortest(setting.defaultValue))): "
        page += setting.help + "\n"
      }
    }
    page += examples("Fires on", info.bad) + examples("Silent on", info.good)
    if !info.sources.isEmpty {
      page += "\n## Sources\n\n"
      for source in info.sources {
        page += "- \(source.text)" + (source.url.map { " <\($0)>" } ?? "") + "\n"
      }
    }
    return page
  }

  private var regimes: String {
    info.regimes.count == Regime.allCases.count
      ? "all"
      : Regime.allCases.filter(info.regimes.contains).map(\.rawValue).joined(separator: ", ")
  }

  private func examples(_ title: String, _ examples: [Example]) -> String {
    guard !examples.isEmpty else { return "" }
    let blocks = examples.map { example in
      let settings = example.settings.map { "\nwith these settings:\n\n```yaml\n\($0)\n```\n" }
      let law = example.law.map { "\nunder a law of your own, \($0.formula)\n" }
      return "```yaml\n\(example.text)\n```\n" + (settings ?? "") + (law ?? "")
    }.joined(separator: "\n")
    return "\n## \(title)\n\n" + blocks
  }
}
