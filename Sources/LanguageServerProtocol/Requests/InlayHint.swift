package import JSONText

/// The parameters of `textDocument/inlayHint`.
package struct InlayHintParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI
  /// What is on the screen.
  package var range: TextRange

  /// Makes the parameters.
  package init(uri: DocumentURI, range: TextRange) {
    self.uri = uri
    self.range = range
  }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json["textDocument"]?.member("uri"),
      let range: TextRange = json.member("range")
    else { return nil }
    self.init(uri: uri, range: range)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("textDocument") { $0.member("uri", uri) }
      json.member("range", range)
    }
  }
}

/// A text shown between those of the document.
package struct InlayHint: Hashable, Sendable, JSONReadable, JSONWritable {
  /// Where it is shown.
  package var position: TextPosition
  /// The text.
  package var label: String
  /// What is shown under the pointer.
  package var tooltip: MarkupContent?
  /// Whether a space stands before it.
  package var paddingLeft: Bool?

  /// Makes a hint.
  package init(
    position: TextPosition, label: String, tooltip: MarkupContent? = nil, paddingLeft: Bool? = nil
  ) {
    self.position = position
    self.label = label
    self.tooltip = tooltip
    self.paddingLeft = paddingLeft
  }

  package init?(json: JSONValue) {
    guard let position: TextPosition = json.member("position"),
      let label: String = json.member("label")
    else { return nil }
    self.init(
      position: position, label: label, tooltip: json.member("tooltip"),
      paddingLeft: json.member("paddingLeft"))
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("position", position)
      json.member("label", label)
      json.member("tooltip", tooltip)
      json.member("paddingLeft", paddingLeft)
    }
  }
}
