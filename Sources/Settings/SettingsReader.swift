package import ConfigSyntax
import Linting
import RunPlan
package import SourceText

/// A settings file by itself, before the files that it extends are read.
package struct SettingsFile: Sendable {
  /// What it says.
  package let settings: Settings
  /// What it builds on, weaker ones first.
  package let extends: [Located<String>]
}

/// Reads one settings file; what cannot be used becomes a problem, and the rest is read on.
package func readSettings(_ tree: SyntaxTree, _ vocabulary: SettingsVocabulary) -> SettingsFile {
  var reader = SettingsReader(tree, vocabulary)
  reader.read()
  return SettingsFile(settings: reader.settings, extends: reader.extends)
}

/// Reads the parts of a settings file from its tree.
struct SettingsReader {
  let tree: SyntaxTree
  let vocabulary: SettingsVocabulary
  var settings = Settings()
  private(set) var extends: [Located<String>] = []

  init(_ tree: SyntaxTree, _ vocabulary: SettingsVocabulary) {
    self.tree = tree
    self.vocabulary = vocabulary
  }

  private static let names = [
    "extends", "law", "facts", "datasets", "models", "merge", "rules", "policy", "files",
  ]

  mutating func read() {
    for document in tree.documents.dropFirst() {
      problem(
        "a settings file has one document",
        at: ByteRange(document.span.lowerBound, document.span.lowerBound + 3),
        help: "put everything above the second ---")
    }
    guard let root = tree.documents.first?.root, !isNull(root) else { return }
    for (key, value) in entries(of: root, "the settings", known: Self.names) {
      switch key.value {
      case "extends": extends = items(of: value).compactMap { text($0, "extends") }
      case "law": readLaw(value)
      case "facts": for item in items(of: value) { readFacts(item) }
      case "datasets": readDatasets(value)
      case "models": readModels(value)
      case "merge": for item in items(of: value) { readMerge(item) }
      case "rules": readRules(value)
      case "policy": for item in items(of: value) { readPolicy(item) }
      default: readFiles(value)
      }
    }
  }

  // MARK: Problems

  mutating func problem(_ message: String, at bytes: ByteRange, help: String?) {
    settings.problems.append(SettingsProblem(message, help: help, at: bytes, of: tree.file))
  }

  mutating func problem(_ message: String, at node: NodeID, help: String?) {
    problem(message, at: tree.bytes(of: node), help: help)
  }

  /// Says that `name` is none of `known`.
  mutating func unknown(_ what: String, _ name: Located<String>, among known: [String]) {
    let near = nearest(name.value, among: known).map { "did you mean \($0)?" }
    let list = known.count > 24 ? "" : "known are " + known.joined(separator: ", ")
    problem(
      "there is no \(what) \(name.value)", at: name.span.bytes,
      help: near ?? (known.isEmpty ? "it has none" : list.isEmpty ? nil : list))
  }

  // MARK: Nodes

  /// The node that an alias stands for, or the node itself.
  func resolved(_ node: NodeID) -> NodeID { tree.target(of: node) ?? node }

  func isNull(_ node: NodeID) -> Bool {
    let node = resolved(node)
    return tree.isPlain(node) && ["", "~", "null"].contains(tree.text(of: node))
  }

  /// The entries of a mapping with their keys, each once; `known` lists the keys that may stand
  /// there, nil where all may.
  mutating func entries(
    of node: NodeID, _ what: String, known: [String]?
  ) -> [(key: Located<String>, value: NodeID)] {
    let node = resolved(node)
    guard tree.isMapping(node) else {
      if !isNull(node) {
        problem("\(what) must be a mapping", at: node, help: "write keys with values")
      }
      return []
    }
    var found: [(key: Located<String>, value: NodeID)] = []
    for (key, value) in tree.entries(of: node) {
      let name = Located(tree.text(of: key), at: tree.span(of: key))
      if found.contains(where: { $0.key.value == name.value }) {
        problem("\(name.value) stands twice", at: key, help: "keep one of them")
      } else if let known, !known.contains(name.value) {
        unknown("setting", name, among: known)
      } else {
        found.append((name, resolved(value)))
      }
    }
    return found
  }

  /// The items of a sequence, or the one value that stands in its place.
  func items(of node: NodeID) -> [NodeID] {
    if isNull(node) { return [] }
    return tree.isSequence(node) ? tree.children(of: node).map(resolved) : [node]
  }

  /// The text of a scalar.
  mutating func text(_ node: NodeID, _ what: String) -> Located<String>? {
    guard tree.isScalar(node), !isNull(node) else {
      problem("\(what) must be text", at: node, help: nil)
      return nil
    }
    return Located(tree.text(of: node), at: tree.span(of: node))
  }

  /// The number that people mean by a scalar.
  mutating func number(_ node: NodeID, _ what: String) -> Located<Double>? {
    if tree.isScalar(node), let value = lenientNumber(tree.text(of: node)), value >= 0 {
      return Located(value, at: tree.span(of: node))
    }
    problem("\(what) must be a number", at: node, help: "as 64, 1.2B, 300k or 1e12")
    return nil
  }

  /// The patterns of a list, each with its place.
  mutating func patterns(_ node: NodeID, _ what: String) -> PathPatterns? {
    let texts = items(of: node).compactMap { text($0, what)?.value }
    return texts.isEmpty ? nil : PathPatterns(texts)
  }
}
