package import JSONText

/// A place in a document: the parameters of `textDocument/hover` and its like.
package struct DocumentPositionParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI
  /// The place.
  package var position: TextPosition
  /// Of `textDocument/references`: whether the declaration is wanted as well.
  package var includesDeclaration = false

  /// Makes the parameters.
  package init(uri: DocumentURI, position: TextPosition) {
    self.uri = uri
    self.position = position
  }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json["textDocument"]?.member("uri"),
      let position: TextPosition = json.member("position")
    else { return nil }
    self.init(uri: uri, position: position)
    includesDeclaration = json["context"]?["includeDeclaration"]?.bool ?? false
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("textDocument") { $0.member("uri", uri) }
      json.member("position", position)
    }
  }
}

/// The answer to `textDocument/hover`.
package struct Hover: Hashable, Sendable, JSONReadable, JSONWritable {
  /// What is shown.
  package var contents: MarkupContent
  /// What it is about.
  package var range: TextRange?

  /// Makes an answer.
  package init(contents: MarkupContent, range: TextRange? = nil) {
    self.contents = contents
    self.range = range
  }

  package init?(json: JSONValue) {
    guard let contents: MarkupContent = json.member("contents") else { return nil }
    self.init(contents: contents, range: json.member("range"))
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("contents", contents)
      json.member("range", range)
    }
  }
}
