import JSONText
import Linting

/// The rules of a SARIF run: all that can fire, so that an index never moves with what was found.
struct SARIFRules: Sendable {
  private let all: [(family: RuleFamily, rule: any Rule.Type)]
  private let places: [String: Int]

  init(_ families: [(family: RuleFamily, rules: [any Rule.Type])]) {
    var all: [(family: RuleFamily, rule: any Rule.Type)] = []
    var places: [String: Int] = [:]
    for (family, rules) in families {
      for rule in rules {
        places[rule.info.id.name] = all.count
        all.append((family, rule))
      }
    }
    self.all = all
    self.places = places
  }

  /// The place of a rule in the list.
  func index(of id: RuleID) -> Int? { places[id.name] }

  func write(to json: inout JSONWriter) {
    json.array("rules") { json in
      for (family, rule) in all { write(rule, family, to: &json) }
    }
  }

  private func write(_ rule: any Rule.Type, _ family: RuleFamily, to json: inout JSONWriter) {
    let info = rule.info
    json.object { json in
      json.member("id", info.id.name)
      json.member("name", Self.name(info.id))
      json.object("shortDescription") { json in json.member("text", info.summary) }
      json.object("fullDescription") { json in json.member("text", info.why) }
      json.object("help") { json in
        json.member("text", info.why)
        json.member("markdown", RulePage(rule, family: family).text)
      }
      json.object("defaultConfiguration") { json in json.member("level", info.severity.name) }
      json.object("properties") { json in
        json.array("tags") { json in json.string(family.rawValue.lowercased()) }
        json.member("precision", "high")
        json.member("problem.severity", Self.problemSeverity(info.severity))
      }
    }
  }

  /// `data-repetition` as `DataRepetition`.
  private static func name(_ id: RuleID) -> String {
    id.name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func problemSeverity(_ severity: Severity) -> String {
    severity == .note ? "recommendation" : severity.name
  }
}
