import ConfigSyntax
import SourceText
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The cases of yaml-test-suite against libyaml 0.2.5, which differs from them in known ways.
@Suite(
  .enabled(if: SharedFolder.has("yaml-test-suite/src"), "it needs `shared/yaml-test-suite`"))
struct YAMLTestSuiteTests {
  /// Valid text that libyaml refuses.
  static let refused = [
    // A colon on the line below a flow key, and other flow keys beyond YAML 1.1.
    "4MUZ/00", "4MUZ/01", "4MUZ/02", "5MUD", "K3WX", "NJ66", "VJP3/01", "9SA2", "UT92",
    // Empty keys without `?`.
    "2JQS", "CFD4", "6M2F", "NKF9", "S3PD", "SM9W/01", "FRK4", "M2N8/00", "UKK6/00", "NHX8",
    // A colon or question mark directly beside a flow indicator.
    "4ABK", "58MP", "5T43", "DBG4", "HM87/00",
    // Tabs as separation or in block scalars.
    "6BCT", "6CA3", "A2M4", "DK95/00", "DK95/03", "DK95/04", "Q5MG", "96NN/00", "96NN/01", "R4YG",
    "Y79Y/001", "Y79Y/010",
    // Unknown directives and odd versions.
    "2LFX", "6LVF", "BEC7", "MUS6/05", "MUS6/06", "W4TN",
    // Document ends, bare documents, block scalars without indentation.
    "7Z25", "HWV9", "QT73", "M7A3", "DK3J", "FP8R",
    // Anchors with punctuation or letters beyond ASCII.
    "2SXE", "8XYN", "W5VH",
  ]
  /// Valid text that libyaml reads as something else.
  static let misread = ["652Z", "HM87/01", "JEF9/02", "L24T/01", "Y2GN"]
  /// Invalid text that libyaml reads.
  static let accepted = [
    "9C9N", "QB6E", "9HCY", "EB22", "RHX7", "9JBA", "CVW2", "SU5Z", "X4QW", "G5U8", "YJV2",
    "DK95/01", "Y79Y/003", "MUS6/00", "MUS6/01", "S98Z",
  ]

  @Test(.timeLimit(.minutes(10)))
  func everyCaseAgreesOrDiffersAsListed() throws {
    let cases = try #require(SuiteCase.all())
    #expect(cases.count == 402)
    var refused: [String] = []
    var misread: [String] = []
    var accepted: [String] = []
    for example in cases {
      let tree = read(example.text)
      let isRefused = tree.problems.contains { !$0.kind.leavesTreeWhole }
      if example.mustFail {
        if !isRefused { accepted.append(example.id) }
      } else if isRefused {
        refused.append(example.id)
      } else if tree.events != example.events {
        misread.append(example.id)
      }
    }
    #expect(Set(refused).symmetricDifference(Self.refused).sorted() == [])
    #expect(Set(misread).symmetricDifference(Self.misread).sorted() == [])
    #expect(Set(accepted).symmetricDifference(Self.accepted).sorted() == [])
    #expect(cases.count - refused.count - misread.count - accepted.count == 330)
  }

  @Test(.timeLimit(.minutes(10)))
  func refusedTextGivesOneNamedProblem() throws {
    let cases = try #require(SuiteCase.all())
    for example in cases where Self.refused.contains(example.id) {
      let causes = read(example.text).problems.filter { !$0.kind.leavesTreeWhole }
      // NKF9 is a stream of four documents, each refused.
      #expect(causes.count == (example.id == "NKF9" ? 4 : 1), "\(example.id)")
      for cause in causes {
        if case .other(let words) = cause.kind { Issue.record("\(example.id): \(words)") }
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func everyProblemOfInvalidTextIsNamed() throws {
    let cases = try #require(SuiteCase.all())
    for example in cases {
      for problem in read(example.text).problems {
        if case .other(let words) = problem.kind { Issue.record("\(example.id): \(words)") }
      }
    }
  }
}

/// One case: an input, the events it must give, or that it must be refused.
private struct SuiteCase {
  let id: String
  let text: String
  let events: [String]
  let mustFail: Bool

  /// All cases, or nil where the folder is absent.
  static func all() -> [SuiteCase]? {
    guard let folder = SharedFolder.path.map({ $0 + "/yaml-test-suite/src" }),
      let directory = opendir(folder)
    else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".yaml") { names.append(name) }
    }
    return names.sorted().flatMap { name in
      let bytes = SharedFolder.contents(of: "\(folder)/\(name)") ?? []
      return cases(in: parse(SourceFile(name: name, bytes: bytes)), name: String(name.dropLast(5)))
    }
  }

  /// The cases of one file; a field that a case lacks is that of the case before it, save `fail`.
  private static func cases(in tree: SyntaxTree, name: String) -> [SuiteCase] {
    guard let root = tree.documents.first?.root else { return [] }
    var fields: [String: String] = [:]
    let items = Array(tree.children(of: root))
    let digits = items.count > 10 ? 3 : 2
    return items.enumerated().compactMap { place, item in
      fields["fail"] = nil
      for (key, value) in tree.entries(of: item) {
        fields[tree.text(of: key)] = tree.text(of: value)
      }
      if fields["skip"] == "true" { return nil }
      let mustFail = fields["fail"] == "true"
      let number = "\(place)"
      let suffix = String(repeating: "0", count: max(0, digits - number.count)) + number
      return SuiteCase(
        id: items.count == 1 ? name : "\(name)/\(suffix)", text: visible(fields["yaml"] ?? ""),
        events: lines(fields["tree"] ?? ""), mustFail: mustFail)
    }
  }

  /// The text behind the suite's signs for blanks and line ends.
  private static func visible(_ text: String) -> String {
    var result = ""
    var dashes = 0
    for character in text.unicodeScalars {
      switch character {
      case "—": dashes += 1
      case "»": result += "\t"
      case "␣": result += " "
      case "←": result += "\r"
      case "⇔": result += "\u{FEFF}"
      case "↵": break
      default: result.unicodeScalars.append(character)
      }
      if character == "»" { dashes = 0 }
    }
    return result.hasSuffix("∎\n") ? String(result.dropLast(2)) : result
  }

  private static func lines(_ text: String) -> [String] {
    visible(text).split(whereSeparator: \.isNewline).map { line in
      let event = line.drop { $0 == " " }
      return event == "-DOC ..." ? "-DOC" : String(event)
    }
  }
}

extension SyntaxTree {
  /// The tree as the suite writes events.
  fileprivate var events: [String] {
    var result = ["+STR"]
    for document in documents {
      result.append(document.hasExplicitStart ? "+DOC ---" : "+DOC")
      if let root = document.root { add(root, to: &result) }
      result.append("-DOC")
    }
    return result + ["-STR"]
  }

  private func add(_ id: NodeID, to result: inout [String]) {
    let anchor = anchor(of: id).map { " &\($0.value)" } ?? ""
    let tag = tag(of: id).map { " <\($0.value)>" } ?? ""
    switch kind(of: id) {
    case .alias: result.append("=ALI *\(aliasName(of: id))")
    case .scalar: result.append("=VAL\(anchor)\(tag) \(sign(of: id))\(escaped(text(of: id)))")
    case .mapping, .sequence:
      let name = kind(of: id) == .mapping ? "MAP" : "SEQ"
      let flow = isFlow(id) ? (name == "MAP" ? " {}" : " []") : ""
      result.append("+\(name)\(flow)\(anchor)\(tag)")
      for child in children(of: id) { add(child, to: &result) }
      result.append("-\(name)")
    }
  }

  private func sign(of id: NodeID) -> String {
    switch scalarStyle(of: id) {
    case .plain: ":"
    case .singleQuoted: "'"
    case .doubleQuoted: "\""
    case .literal: "|"
    case .folded: ">"
    }
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{8}": result += "\\b"
      case "\0": result += "\\0"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
