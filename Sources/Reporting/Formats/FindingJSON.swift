import JSONText
import Linting
import ReferenceData
import RunPlan
import SourceText

/// Writes the file object of `check --format json`; line and column from 1, columns in code points.
struct FindingJSON {
  let file: FileReport
  private let lines: LineTable

  init(_ file: FileReport) {
    self.file = file
    lines = file.file.lineTable()
  }

  func write(to json: inout JSONWriter, withPlans: Bool = false) {
    json.object { json in
      json.member("path", file.file.name)
      json.key("dialect")
      json.stringOrNull(file.dialect?.name)
      json.key("regime")
      json.stringOrNull(file.plans.first?.plan.regime?.rawValue)
      json.member("skipped", file.skipped?.rawValue)
      json.key("findings")
      json.array(of: file.findings) { json, settled in write(settled, to: &json) }
      if withPlans { PlanJSON.writeKnown(file, lines, to: &json) }
    }
  }

  private func write(_ settled: SettledFinding, to json: inout JSONWriter) {
    let finding = settled.finding
    json.object { json in
      json.member("rule", settled.rule.name)
      if let policy = finding.policy { json.member("policy", policy) }
      json.member("severity", settled.severity.name)
      json.member("confidence", finding.confidence.name)
      json.member("message", finding.headline)
      writeEnds(of: finding.primary.span, to: &json)
      if !finding.primary.text.isEmpty { json.member("label", finding.primary.text) }
      json.key("labels")
      json.array(of: finding.related) { json, label in
        json.object { json in
          let linked = label.span.file == file.file.id ? nil : file.file(of: label.span)
          if let linked { json.member("path", linked.name) }
          writeEnds(of: label.span, in: linked?.lineTable(), to: &json)
          json.member("text", label.text)
        }
      }
      json.key("derivation")
      json.array(of: finding.derivation) { json, line in json.string(line) }
      for (name, text) in [
        ("consequence", finding.consequence), ("help", finding.help), ("unlock", finding.unlock),
        ("suppressed", settled.suppressed),
      ] {
        json.key(name)
        json.stringOrNull(text)
      }
      if settled.isInBaseline { json.member("in_baseline", true) }
      json.key("sources")
      json.array(of: settled.sources) { json, source in json.string(source.text) }
      json.key("fixes")
      json.array(of: finding.fixes) { json, fix in write(fix, to: &json) }
    }
  }

  private func write(_ fix: Fix, to json: inout JSONWriter) {
    json.object { json in
      json.member("title", fix.title)
      json.member("safety", fix.safety.rawValue)
      json.key("edits")
      json.array(of: fix.edits) { json, edit in
        json.object { json in
          writeEnds(of: edit.span, to: &json)
          json.member("replacement", edit.replacement)
        }
      }
    }
  }

  private func writeEnds(
    of span: SourceSpan, in linked: LineTable? = nil, to json: inout JSONWriter
  ) {
    let lines = linked ?? lines
    for (name, offset) in [("start", span.bytes.lowerBound), ("end", span.bytes.upperBound)] {
      let place = lines.position(of: offset, in: .codePoints)
      json.key(name)
      json.object { json in
        json.member("line", place.line + 1)
        json.member("column", place.column + 1)
        json.member("offset", offset)
      }
    }
  }
}

extension JSONWriter {
  /// Writes a string, or null.
  mutating func stringOrNull(_ text: String?) {
    if let text { string(text) } else { null() }
  }
}
