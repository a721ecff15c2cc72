import JSONText
import Linting

extension Baseline {
  /// The words of `reading` and `text` for the members of the file.
  private enum Name {
    static let version = "schema_version"
    static let tool = "tool"
    static let options = "options"
    static let findings = "findings"
    static let path = "path"
    static let rule = "rule"
    static let key = "key"
    static let shape = "message"
    static let count = "count"
  }

  /// The file's text: sorted, one entry a line, so that a change of it reads well.
  package var text: String {
    var lines: [String] = []
    for entry in entries {
      var json = JSONWriter()
      json.object { json in
        json.member(Name.path, entry.path)
        json.member(Name.rule, entry.identity.rule)
        json.member(Name.key, entry.identity.keyPath)
        json.member(Name.shape, entry.identity.shape)
        if entry.count > 1 { json.member(Name.count, entry.count) }
      }
      lines.append("    " + json.text)
    }
    var head = JSONWriter(pretty: true)
    head.object { json in
      json.member(Name.version, 1)
      json.member(Name.tool, "trainlint")
      json.member(Name.options, options)
    }
    let list = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n  ]"
    return head.text.dropLast(2) + ",\n  \"\(Name.findings)\": " + list + "\n}\n"
  }

  /// Reads the text of a baseline.
  package init(reading bytes: [UInt8]) throws(Disk.Problem) {
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw Disk.Problem(description: "not readable as JSON at byte \(error.offset)")
    }
    guard let version = json[Name.version]?.int, let findings = json[Name.findings]?.array else {
      throw Disk.Problem(description: "no baseline of trainlint")
    }
    guard version == 1 else {
      throw Disk.Problem(description: "written by a later trainlint, version \(version)")
    }
    options = json[Name.options]?.string ?? ""
    for (number, finding) in findings.enumerated() {
      guard let path = finding[Name.path]?.string, let rule = finding[Name.rule]?.string,
        let key = finding[Name.key]?.string, let shape = finding[Name.shape]?.string
      else { throw Disk.Problem(description: "entry \(number + 1) lacks a member") }
      let identity = FindingIdentity(rule: rule, keyPath: key, shape: shape)
      // A line that a merge doubled stays one finding.
      let entry = Self.key(path, identity)
      counts[entry] = max(counts[entry] ?? 0, finding[Name.count]?.int ?? 1)
    }
  }
}
