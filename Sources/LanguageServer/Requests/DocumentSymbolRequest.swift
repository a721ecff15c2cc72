import ConfigSyntax
import JSONText
import LanguageServerProtocol
import Linting
import SourceText

/// `textDocument/documentSymbol`: the keys of a training config.
enum DocumentSymbolRequest: RequestHandler {
  static let method = "textDocument/documentSymbol"

  /// The symbols, in levels or one after the other.
  struct Answer: JSONWritable {
    let uri: DocumentURI
    let symbols: [DocumentSymbol]
    let isFlat: Bool

    func write(to json: inout JSONWriter) {
      guard isFlat else { return json.values(symbols) }
      json.array { json in
        for symbol in symbols { symbol.writeFlat(in: uri, below: nil, to: &json) }
      }
    }
  }

  static func answer(_ parameters: DocumentParams, about snapshot: Snapshot) -> Answer {
    var symbols: [DocumentSymbol] = []
    if let (document, checked) = snapshot[parameters.uri], !checked.report.plans.isEmpty {
      let outline = Outline(document, snapshot.client)
      symbols = outline.tree.documents.flatMap { $0.root.map { outline.symbols(in: $0) } ?? [] }
    }
    return Answer(uri: parameters.uri, symbols: symbols, isFlat: !snapshot.client.showsTrees)
  }
}

/// Turns the mappings of a text into symbols.
private struct Outline {
  let tree: SyntaxTree
  private let lines: LineTable
  private let client: Client

  /// Deeper keys are no landmarks.
  private static let deepest = 8

  init(_ document: Document, _ client: Client) {
    tree = parse(document.file)
    lines = document.lines
    self.client = client
  }

  func symbols(in node: NodeID, depth: Int = 0) -> [DocumentSymbol] {
    guard depth < Self.deepest else { return [] }
    if tree.isSequence(node) {
      return tree.children(of: node).enumerated().compactMap { number, item in
        guard tree.isMapping(item) else { return nil }
        return symbol("[\(number)]", item, item, depth)
      }
    }
    return tree.entries(of: node).compactMap { key, value in
      let name = tree.text(of: key)
      return name.isEmpty ? nil : symbol(name, key, value, depth)
    }
  }

  private func symbol(
    _ name: String, _ key: NodeID, _ value: NodeID, _ depth: Int
  ) -> DocumentSymbol {
    let own = tree.bytes(of: key)
    let end = max(own.upperBound, tree.bytes(of: value).upperBound)
    let text = tree.isScalar(value) ? tree.text(of: value) : ""
    return DocumentSymbol(
      name: name, detail: text.isEmpty ? nil : String(text.prefix(60)), kind: kind(value, text),
      range: lines.range(of: ByteRange(own.lowerBound, end), in: client.encoding),
      selectionRange: lines.range(of: own, in: client.encoding),
      children: symbols(in: value, depth: depth + 1))
  }

  private func kind(_ value: NodeID, _ text: String) -> DocumentSymbol.Kind {
    switch tree.kind(of: value) {
    case .mapping: .module
    case .sequence: .array
    case .scalar, .alias: Double(text) == nil ? .string : .number
    }
  }
}
