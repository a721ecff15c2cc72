import JSONText
import Linting
import RunPlan
import SourceText

/// Writes the findings of one file as results of SARIF; columns in UTF-16 units, ends exclusive.
struct SARIFResult {
  private let report: FileReport
  private let frame: PathFrame
  private let rules: SARIFRules
  private let lines: LineTable

  init(_ report: FileReport, frame: PathFrame, rules: SARIFRules) {
    self.report = report
    self.frame = frame
    self.rules = rules
    lines = report.file.lineTable()
  }

  func write(_ settled: SettledFinding, fingerprint: String, to json: inout JSONWriter) {
    let finding = settled.finding
    json.object { json in
      json.member("ruleId", settled.rule.name)
      json.member("ruleIndex", rules.index(of: settled.rule))
      json.member("level", settled.severity.name)
      json.object("message") { json in json.member("text", message(settled)) }
      json.array("locations") { json in
        json.object { json in write(finding.primary.span, to: &json) }
      }
      if !finding.related.isEmpty {
        json.array("relatedLocations") { json in
          for (i, label) in finding.related.enumerated() {
            json.object { json in
              json.member("id", i + 1)
              write(label.span, to: &json)
              json.object("message") { json in json.member("text", label.text) }
            }
          }
        }
      }
      json.object("partialFingerprints") { json in
        json.member("primaryLocationLineHash", fingerprint + ":1")
        json.member("trainlint/v1", fingerprint)
      }
      writeFixes(finding.fixes, to: &json)
      writeSuppression(settled, to: &json)
      json.object("properties") { json in
        json.member("confidence", finding.confidence.name)
        json.member("policy", finding.policy)
        json.member("dialect", report.dialect?.name)
        json.member("regime", report.plans.first?.plan.regime?.rawValue)
      }
    }
  }

  // MARK: Words

  /// The headline as a sentence, which services show as the title, then the terms with a link to
  /// each place, then the rest.
  private func message(_ settled: SettledFinding) -> String {
    let finding = settled.finding
    var lines = [Self.plain(finding.headline) + "."]
    if !finding.primary.text.isEmpty { lines.append(Self.plain(finding.primary.text)) }
    for (i, label) in finding.related.enumerated() where !label.text.isEmpty {
      let text = Escaping.linkText.text(label.text)
      lines.append("[\(text)](\(i + 1))")
    }
    lines += FindingText(settled).details(labels: false).map(Self.plain)
    return lines.joined(separator: "\n")
  }

  private static func plain(_ text: String) -> String { Escaping.noLink.text(text) }

  // MARK: Places

  /// The members `artifactLocation` of the file called `name`.
  static func writePlace(of name: String, _ frame: PathFrame, to json: inout JSONWriter) {
    json.object("artifactLocation") { json in
      json.member("uri", frame.uri(name))
      json.member("uriBaseId", "%SRCROOT%")
    }
  }

  private func write(_ span: SourceSpan, to json: inout JSONWriter) {
    let file = report.file(of: span) ?? report.file
    json.object("physicalLocation") { json in
      Self.writePlace(of: file.name, frame, to: &json)
      let lines = file.id == report.file.id ? lines : file.lineTable()
      write(span.bytes, in: lines, as: "region", to: &json)
    }
  }

  private func write(
    _ bytes: ByteRange, in lines: LineTable, as name: String, to json: inout JSONWriter
  ) {
    let start = lines.position(of: bytes.lowerBound, in: .utf16)
    let end = lines.position(of: bytes.upperBound, in: .utf16)
    json.object(name) { json in
      json.member("startLine", start.line + 1)
      json.member("startColumn", start.column + 1)
      json.member("endLine", end.line + 1)
      json.member("endColumn", end.column + 1)
    }
  }

  // MARK: Fixes and suppressions

  private func writeFixes(_ fixes: [Fix], to json: inout JSONWriter) {
    if fixes.isEmpty { return }
    json.array("fixes") { json in
      for fix in fixes {
        json.object { json in
          json.object("description") { json in
            json.member("text", fix.title + (fix.safety == .safe ? "" : " (unsafe)"))
          }
          json.array("artifactChanges") { json in
            json.object { json in
              Self.writePlace(of: report.file.name, frame, to: &json)
              json.array("replacements") { json in
                for edit in fix.edits { write(edit, to: &json) }
              }
            }
          }
        }
      }
    }
  }

  private func write(_ edit: Edit, to json: inout JSONWriter) {
    json.object { json in
      write(edit.span.bytes, in: lines, as: "deletedRegion", to: &json)
      json.object("insertedContent") { json in json.member("text", edit.replacement) }
    }
  }

  private func writeSuppression(_ settled: SettledFinding, to json: inout JSONWriter) {
    if report.hasBaseline {
      json.member("baselineState", settled.isInBaseline ? "unchanged" : "new")
    }
    guard let reason = settled.suppressed else { return }
    json.array("suppressions") { json in
      json.object { json in
        json.member("kind", "inSource")
        if !reason.isEmpty { json.member("justification", reason) }
      }
    }
  }
}
