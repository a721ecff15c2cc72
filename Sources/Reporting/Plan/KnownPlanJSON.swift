import JSONText
import Linting
import RunPlan
import SourceText

extension PlanJSON {
  /// Writes the member `plans`: the entries of `plan`, each with what is known and without how.
  static func writeKnown(_ file: FileReport, _ lines: LineTable, to json: inout JSONWriter) {
    json.key("plans")
    json.array(of: file.plans) { json, document in
      let plan = document.plan
      json.object { json in
        writeKind(of: document, lines, to: &json)
        json.key("quantities")
        json.object { json in
          for quantity in Quantity.allCases {
            guard let claim = plan[quantity] else { continue }
            json.key(quantity.name)
            json.object { json in
              json.key("value")
              json.double(claim.value)
              json.member("certainty", claim.certainty.name)
            }
          }
        }
        if let laws = PlanLaws(plan, laws: file.laws) {
          json.key("laws")
          laws.write(to: &json)
        }
        json.key("labels")
        json.object { json in
          for label in PlanLabel.allCases {
            guard let value = plan.labels[label]?.value else { continue }
            json.key(label.rawValue)
            json.object { json in json.member("value", value) }
          }
        }
      }
    }
  }
}
