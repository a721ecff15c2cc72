import JSONText
package import Linting
import RunPlan
import ScalingLaws

/// The JSON Schema of `.trainlint.yaml`, for editors that complete and check it.
///
/// Numbers may be written as `1.2B`, which to YAML is text.
package struct SettingsSchema {
  private let rules: [any Rule.Type]

  /// Makes the schema of settings for `rules`.
  package init(_ rules: [any Rule.Type]) { self.rules = rules }

  /// The schema.
  package var text: String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("$schema", "http://json-schema.org/draft-07/schema#")
      json.member("title", "Settings of trainlint")
      json.member("type", "object")
      json.key("additionalProperties")
      json.bool(false)
      json.key("properties")
      json.object { properties(&$0) }
      json.key("definitions")
      json.object { definitions(&$0) }
    }
    return json.text + "\n"
  }

  // MARK: Sections

  private func properties(_ json: inout JSONWriter) {
    section("extends", "What these settings build on.", &json) { json in
      oneOrMore(&json) { json in
        json.member("type", "string")
        json.member("description", "recommended, strict, or a path from this file.")
      }
    }
    section("law", "The scaling law to judge by.", &json) { json in
      json.key("anyOf")
      json.array { json in
        json.object { words(ChinchillaLaw.published.map(\.id), &$0) }
        json.object { json in
          json.member("type", "string")
          json.member("pattern", "[./]")
          json.member(
            "description", "A file that `trainlint fit --write-law` wrote, from this file.")
        }
      }
    }
    section("facts", "What the configs do not say.", &json) { json in
      oneOrMore(&json) { facts(&$0) }
    }
    section("datasets", "How many tokens data sets have, by name.", &json) { json in
      mapping(&json) { members(of: ["tokens"], &$0) }
    }
    section("models", "What is known of models, by name.", &json) { json in
      mapping(&json) { members(of: ["parameters", "training_tokens", "context_length"], &$0) }
    }
    section("merge", "Configurations that stand in several files.", &json) { json in
      oneOrMore(&json) { json in
        closed(&json) { json in
          section("files", "Patterns of the paths that are checked.", &json) {
            reference("texts", &$0)
          }
          section("with", "The files beside each of them.", &json) { reference("texts", &$0) }
        }
      }
    }
    section("rules", "Changes of rules, by id.", &json) { json in
      closed(&json) { json in
        for rule in rules {
          section(rule.info.id.name, rule.info.summary, &json) { change(rule, &$0) }
        }
      }
    }
    section("policy", "What runs must be.", &json) { json in
      oneOrMore(&json) { policy(&$0) }
    }
    section("files", "The files that are looked at.", &json) { json in
      closed(&json) { json in
        section("include", "The files that walks look at.", &json) { reference("texts", &$0) }
        section("exclude", "The files that nobody looks at.", &json) { reference("texts", &$0) }
      }
    }
  }

  private func facts(_ json: inout JSONWriter) {
    closed(&json) { json in
      section("files", "Patterns of paths; without them all files.", &json) {
        reference("texts", &$0)
      }
      for quantity in Quantity.allCases.sorted(by: { $0.name < $1.name }) {
        section(quantity.name, "", &json) { reference("number", &$0) }
      }
      for label in PlanLabel.allCases {
        section(label.rawValue, "", &json) { reference("word", &$0) }
      }
      section("regime", "", &json) { words(Regime.allCases.map(\.rawValue), &$0) }
    }
  }

  private func change(_ rule: any Rule.Type, _ json: inout JSONWriter) {
    json.key("oneOf")
    json.array { json in
      json.object { reference("level", &$0) }
      json.object { json in
        closed(&json) { json in
          section("severity", "", &json) { reference("level", &$0) }
          for setting in rule.settings {
            let standard = Magnitude.shortest(setting.defaultValue)
            section(setting.name, "\(setting.help) Default \(standard).", &json) { json in
              json.key("type")
              json.array(of: ["number", "string"]) { json, type in json.string(type) }
              json.key("minimum")
              json.double(setting.range.lowerBound)
              json.key("maximum")
              json.double(setting.range.upperBound)
            }
          }
        }
      }
    }
  }

  private func policy(_ json: inout JSONWriter) {
    json.key("required")
    json.array(of: ["id", "require"]) { json, name in json.string(name) }
    closed(&json) { json in
      let members = [
        ("id", "The name for ignore comments and reports."),
        ("require", "What must hold: device_hours <= 20000 or tokens < 1T."),
        ("when", "Which runs: regime == pretraining and path == \"runs/**\"."),
        ("message", "What to say where it does not hold."),
      ]
      for (name, help) in members {
        section(name, help, &json) { $0.member("type", "string") }
      }
      section("severity", "error unless set.", &json) { words(severities, &$0) }
    }
  }

  private func definitions(_ json: inout JSONWriter) {
    section("texts", "", &json) { json in
      oneOrMore(&json) { $0.member("type", "string") }
    }
    section("number", "A number, or one as 300B, 1.2T, 10k.", &json) { json in
      json.key("type")
      json.array(of: ["number", "string"]) { json, type in json.string(type) }
    }
    section("word", "", &json) { json in
      json.key("type")
      json.array(of: ["string", "number", "boolean"]) { json, type in json.string(type) }
    }
    // YAML 1.1 reads on and off as true and false.
    section("level", "off, on, or the severity of all findings.", &json) { json in
      json.key("enum")
      json.array { json in
        for word in severities + ["off", "on"] { json.string(word) }
        json.bool(false)
        json.bool(true)
      }
    }
  }

  private var severities: [String] { Severity.allCases.reversed().map(\.name) }

  // MARK: Shapes

  private func section(
    _ name: String, _ description: String, _ json: inout JSONWriter,
    _ body: (inout JSONWriter) -> Void
  ) {
    json.key(name)
    json.object { json in
      if !description.isEmpty { json.member("description", description) }
      body(&json)
    }
  }

  private func reference(_ name: String, _ json: inout JSONWriter) {
    json.member("$ref", "#/definitions/\(name)")
  }

  private func words(_ words: [String], _ json: inout JSONWriter) {
    json.key("enum")
    json.array(of: words) { json, word in json.string(word) }
  }

  private func oneOrMore(_ json: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
    json.key("oneOf")
    json.array { json in
      json.object(body)
      json.object { json in
        json.member("type", "array")
        json.key("items")
        json.object(body)
      }
    }
  }

  /// A mapping with other members refused.
  private func closed(_ json: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
    json.member("type", "object")
    json.key("additionalProperties")
    json.bool(false)
    json.key("properties")
    json.object(body)
  }

  /// A mapping from any name.
  private func mapping(_ json: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
    json.member("type", "object")
    json.key("additionalProperties")
    json.object(body)
  }

  private func members(of names: [String], _ json: inout JSONWriter) {
    closed(&json) { json in
      for name in names { section(name, "", &json) { reference("number", &$0) } }
    }
  }
}
