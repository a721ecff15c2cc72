import JSONText
package import Linting
import SourceText

/// SARIF 2.1.0, one run, as code scanning wants it: every rule described, paths relative to the
/// root of the repository, fingerprints that moved lines keep, the gravest results first.
///
/// A service keeps the first results of too many, so that all are kept to the end and sorted.
package struct SARIFFormat: Reporter {
  package static let id = "sarif"
  /// A run with more is refused by GitHub.
  private static let most = 25_000

  private let context: ReportContext
  private let rules: SARIFRules
  /// The results by severity, those that a comment silences last.
  private var results = [[String]](repeating: [], count: Severity.allCases.count + 1)
  private var leftOut = 0
  private var skipped: [(path: String, reason: String)] = []

  package init(_ context: ReportContext) {
    self.context = context
    rules = SARIFRules(context.families)
  }

  package mutating func begin(_ tool: ToolInfo) -> String {
    var json = JSONWriter()
    json.object { json in
      json.object("driver") { json in
        json.member("name", tool.name)
        json.member("version", tool.version)
        json.member("semanticVersion", tool.version)
        rules.write(to: &json)
      }
    }
    return """
      {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
       "runs": [{
        "tool": \(json.text),
        "automationDetails": {"id": "trainlint/"},
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\\r\\n", "\\n", "\\r"],

      """
  }

  package mutating func report(_ file: FileReport) -> String {
    if let reason = file.skipped, file.isNamed { skipped.append((file.file.name, reason.rawValue)) }
    guard !file.findings.isEmpty else { return "" }
    let writer = SARIFResult(file, frame: context.frame, rules: rules)
    var fingerprints = Fingerprints()
    var json = JSONWriter()
    for settled in file.findings {
      let print = fingerprints.next(file.identity(of: settled))
      let place = settled.suppressed == nil ? settled.severity.rawValue + 1 : 0
      guard results[place].count < Self.most else {
        leftOut += 1
        continue
      }
      json.removeAll()
      writer.write(settled, fingerprint: print, to: &json)
      results[place].append(json.text)
    }
    return ""
  }

  package mutating func end(_ summary: Summary) -> String {
    let all = results.reversed().joined()
    let kept = all.prefix(Self.most)
    leftOut += all.count - kept.count
    var text = "  \"results\": ["
    var isFirst = true
    for result in kept {
      text += (isFirst ? "\n   " : ",\n   ") + result
      isFirst = false
    }
    return text + "],\n  \"invocations\": [\(invocation(summary))]}]}\n"
  }

  private func invocation(_ summary: Summary) -> String {
    var notes = summary.problems.map { ("error", $0, String?.none) }
    notes += skipped.map { ("note", "skipped: \($0.reason)", $0.path) }
    if leftOut > 0 {
      notes.append(("warning", "\(leftOut) more results were left out of this file", nil))
    }
    var json = JSONWriter()
    json.object { json in
      json.member("executionSuccessful", summary.exitCode < 2)
      json.member("exitCode", summary.exitCode)
      json.array("toolExecutionNotifications") { json in
        for (level, text, path) in notes {
          json.object { json in
            json.member("level", level)
            json.object("message") { json in json.member("text", text) }
            guard let path else { return }
            json.array("locations") { json in
              json.object { json in
                json.object("physicalLocation") { json in
                  SARIFResult.writePlace(of: path, context.frame, to: &json)
                }
              }
            }
          }
        }
      }
    }
    return json.text
  }
}
