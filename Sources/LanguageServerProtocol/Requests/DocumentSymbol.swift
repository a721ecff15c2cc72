package import JSONText

/// The parameters of requests about a whole document.
package struct DocumentParams: Hashable, Sendable, JSONReadable {
  /// The document.
  package var uri: DocumentURI

  /// Makes the parameters.
  package init(uri: DocumentURI) { self.uri = uri }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json["textDocument"]?.member("uri") else { return nil }
    self.init(uri: uri)
  }
}

/// One answer to `textDocument/documentSymbol`.
package struct DocumentSymbol: Hashable, Sendable, JSONWritable {
  /// What a symbol is, of those that a configuration has.
  package enum Kind: Int, Hashable, Sendable {
    /// A mapping.
    case module = 2
    /// A text.
    case string = 15
    /// A number.
    case number = 16
    /// A list.
    case array = 18
  }

  /// The name.
  package var name: String
  /// What is said beside it.
  package var detail: String?
  /// What it is.
  package var kind: Kind
  /// The key and everything that belongs to it.
  package var range: TextRange
  /// The key.
  package var selectionRange: TextRange
  /// The symbols below it.
  package var children: [DocumentSymbol]

  /// Makes a symbol.
  package init(
    name: String, detail: String?, kind: Kind, range: TextRange, selectionRange: TextRange,
    children: [DocumentSymbol] = []
  ) {
    self.name = name
    self.detail = detail
    self.kind = kind
    self.range = range
    self.selectionRange = selectionRange
    self.children = children
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("detail", detail)
      json.member("kind", kind.rawValue)
      json.member("range", range)
      json.member("selectionRange", selectionRange)
      if !children.isEmpty { json.members("children", children) }
    }
  }

  /// Writes the symbol and those below it one after the other, for clients that know no levels.
  package func writeFlat(in uri: DocumentURI, below container: String?, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("kind", kind.rawValue)
      json.member("location", Location(uri: uri, range: range))
      json.member("containerName", container)
    }
    for child in children { child.writeFlat(in: uri, below: name, to: &json) }
  }
}
