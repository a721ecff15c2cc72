import JSONText
package import Linting
import ReferenceData

/// The catalogue of rules in several formats.
package struct RuleList: Sendable {
  private let families: [(family: RuleFamily, rules: [any Rule.Type])]

  /// Makes the list.
  package init(_ families: [(family: RuleFamily, rules: [any Rule.Type])]) {
    self.families = families
  }

  /// One line a rule, for terminals.
  package var text: String {
    var text = ""
    for (family, rules) in families {
      text += family.rawValue + "\n"
      for rule in rules {
        let name = rule.info.id.name
        let pad = String(repeating: " ", count: max(1, 28 - name.count))
        text += "  \(name)\(pad)\(rule.info.severity.name)  \(rule.info.summary)\n"
      }
    }
    return text
  }

  /// The catalogue page.
  package var markdown: String {
    var text = ""
    for (family, rules) in families {
      text += "### \(family.rawValue)\n\n| rule | severity | what |\n| --- | --- | --- |\n"
      for rule in rules {
        text += "| `\(rule.info.id.name)` | \(rule.info.severity.name) | \(rule.info.summary) |\n"
      }
      text += "\n"
    }
    return text
  }

  /// Everything that is known about every rule.
  package var json: String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("schema_version", 1)
      json.key("rules")
      json.array { json in
        for (family, rules) in families {
          for rule in rules { write(rule, family, to: &json) }
        }
      }
    }
    return json.text + "\n"
  }

  private func write(_ rule: any Rule.Type, _ family: RuleFamily, to json: inout JSONWriter) {
    let info = rule.info
    json.object { json in
      json.member("id", info.id.name)
      json.member("family", family.rawValue)
      json.member("severity", info.severity.name)
      json.member("summary", info.summary)
      json.member("why", info.why)
      json.key("sources")
      json.array(of: info.sources) { json, source in json.string(source.text) }
      json.key("options")
      json.array(of: rule.settings) { json, setting in
        json.object { json in
          json.member("name", setting.name)
          json.key("default")
          json.double(setting.defaultValue)
          json.member("help", setting.help)
        }
      }
    }
  }
}
