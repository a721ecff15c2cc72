import JSONText
package import Linting
import RunPlan
import SourceText

/// Writes `plan --format json`; its shape is a contract.
package struct PlanJSON {
  private var isFirst = true

  /// Makes a writer.
  package init() {}

  /// Text before the first plan.
  package func begin() -> String { "{\"schema_version\": 1, \"plans\": [" }

  /// Text about the plans of one file.
  package mutating func report(_ file: FileReport) -> String {
    guard !file.plans.isEmpty else { return "" }
    let lines = file.file.lineTable()
    var text = ""
    for plan in file.plans {
      var json = JSONWriter()
      write(plan, of: file, lines, to: &json)
      text += (isFirst ? "\n  " : ",\n  ") + json.text
      isFirst = false
    }
    return text
  }

  /// The plans of one file as a list in one line.
  package static func list(_ file: FileReport) -> String {
    let lines = file.file.lineTable()
    var json = JSONWriter()
    json.array(of: file.plans) { json, plan in PlanJSON().write(plan, of: file, lines, to: &json) }
    return json.text
  }

  /// Text after the last plan.
  package func end() -> String { "]}\n" }

  private func write(
    _ document: DocumentPlan, of file: FileReport, _ lines: LineTable, to json: inout JSONWriter
  ) {
    let plan = document.plan
    json.object { json in
      json.member("path", file.file.name)
      Self.writeKind(of: document, lines, to: &json)
      json.key("quantities")
      json.object { json in
        let missing = MissingFacts(plan)
        for quantity in Quantity.allCases {
          json.key(quantity.name)
          write(quantity, of: plan, missing, in: file, lines, to: &json)
        }
      }
      if let laws = PlanLaws(plan, laws: file.laws) {
        json.key("laws")
        laws.write(to: &json)
      }
      json.key("labels")
      json.object { json in
        for label in PlanLabel.allCases {
          json.key(label.rawValue)
          json.object { json in
            json.key("value")
            json.stringOrNull(plan.labels[label]?.value)
          }
        }
      }
    }
  }

  /// Which document it is, and what kind of run.
  static func writeKind(
    of document: DocumentPlan, _ lines: LineTable, to json: inout JSONWriter
  ) {
    json.member("document", document.document)
    if let site = document.attachedAt {
      let place = lines.position(of: site.bytes.lowerBound, in: .codePoints)
      json.key("embedded_at")
      json.object { json in
        json.member("line", place.line + 1)
        json.member("column", place.column + 1)
      }
    }
    json.member("dialect", document.plan.reading.dialect.name)
    json.key("regime")
    json.stringOrNull(document.plan.regime?.rawValue)
  }

  private func write(
    _ quantity: Quantity, of plan: TrainingPlan, _ missing: MissingFacts, in file: FileReport,
    _ lines: LineTable, to json: inout JSONWriter
  ) {
    json.object { json in
      json.key("value")
      guard let claim = plan[quantity] else {
        json.null()
        json.member("unit", quantity.unit.rawValue)
        json.member("certainty", "unknown")
        json.key("needs")
        json.array(of: missing.facts(for: quantity)) { json, need in json.string(need.name) }
        return
      }
      json.double(claim.value)
      json.member("unit", quantity.unit.rawValue)
      json.member("certainty", claim.certainty.name)
      json.member("derivation", claim.derivation)
      json.key("from")
      json.array(of: claim.sources) { json, source in
        let span = file.place(of: source.origin.place)
        let other = span.file == file.file.id ? nil : file.file(of: span)
        let place = (other?.lineTable() ?? lines).position(
          of: span.bytes.lowerBound, in: .codePoints)
        json.object { json in
          json.member("line", place.line + 1)
          json.member("column", place.column + 1)
          json.member("key", source.key)
          if let other { json.member("path", other.name) }
        }
      }
    }
  }
}
