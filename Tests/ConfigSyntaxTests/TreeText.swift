import ConfigSyntax
import SourceText

/// Reads `text` as a file of its own.
func read(_ text: String, limits: ParseLimits = ParseLimits()) -> SyntaxTree {
  parse(SourceFile(name: "test.yaml", text: text), limits: limits)
}

extension SyntaxTree {
  /// All nodes, in the order of the text.
  var allNodes: [NodeID] {
    var result: [NodeID] = []
    var open = documents.reversed().compactMap(\.root)
    while let id = open.popLast() {
      result.append(id)
      open += children(of: id).reversed()
    }
    return result
  }

  /// The bytes of a node as written.
  func written(_ id: NodeID) -> String { file.text(in: bytes(of: id)) }

  /// What stands at the first scalar whose text is `text`.
  func written(nodeWith text: String) -> String? { node(text).map { written($0) } }

  /// The first scalar whose text is `text`.
  func node(_ text: String) -> NodeID? {
    allNodes.first { kind(of: $0) == .scalar && self.text(of: $0) == text }
  }

  /// The kinds of the problems, in order.
  var kinds: [SyntaxProblem.Kind] { problems.map(\.kind) }

  /// What a problem's span covers.
  func written(_ problem: SyntaxProblem) -> String { file.text(in: problem.span.bytes) }

  /// The documents in one line each: `{key: value}`, `[item]`, `'text'` for quoted text.
  var shape: String {
    documents.map { $0.root.map(shape(of:)) ?? "-" }.joined(separator: " | ")
  }

  private func shape(of id: NodeID) -> String {
    switch kind(of: id) {
    case .alias: "*" + aliasName(of: id)
    case .scalar: scalarStyle(of: id) == .plain ? text(of: id) : "'\(text(of: id))'"
    case .sequence: "[" + children(of: id).map(shape(of:)).joined(separator: ", ") + "]"
    case .mapping:
      "{"
        + entries(of: id).map { "\(shape(of: $0.key)): \(shape(of: $0.value))" }
        .joined(separator: ", ") + "}"
    }
  }
}

/// Numbers that are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
