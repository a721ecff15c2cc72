import ConfigSyntax
import SourceText

/// A config as JSON text: enough for the examples of rules that do not care about YAML.
struct JSONForm {
  /// The JSON, directives as comments before it; nil where the text has no such form.
  let text: String?

  init(_ file: SourceFile) {
    let tree = parse(file)
    guard tree.problems.isEmpty, tree.documents.count == 1, let root = tree.documents[0].root,
      !tree.hasAliases(from: root), !tree.hasTags, let json = Self.json(root, tree)
    else {
      text = nil
      return
    }
    let comments = tree.comments().filter { $0.text.contains("trainlint:") }
    guard comments.allSatisfy(\.isWholeLine) else {
      text = nil
      return
    }
    text = comments.map { "#\($0.text)\n" }.joined() + json + "\n"
  }

  private static func json(_ node: NodeID, _ tree: SyntaxTree) -> String? {
    switch tree.kind(of: node) {
    case .alias: return nil
    case .scalar: return scalar(node, tree)
    case .sequence:
      let items = tree.children(of: node).map { json($0, tree) }
      return items.contains(nil) ? nil : "[" + items.compactMap { $0 }.joined(separator: ", ") + "]"
    case .mapping:
      var members: [String] = []
      for entry in tree.entries(of: node) {
        guard let value = json(entry.value, tree) else { return nil }
        members.append(quoted(tree.text(of: entry.key)) + ": " + value)
      }
      return "{" + members.joined(separator: ",\n ") + "}"
    }
  }

  /// The scalar, spelled as it is where JSON reads the spelling as YAML does.
  private static func scalar(_ node: NodeID, _ tree: SyntaxTree) -> String? {
    let text = tree.text(of: node)
    switch tree.value(of: node, loader: .pyYAML) {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .float(let value):
      return resolve(text, loader: .json).number == value ? text : nil
    case .text(let text), .timestamp(let text): return quoted(text)
    case .invalid: return nil
    }
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
