package import JSONText

/// A text and how it is marked up.
package struct MarkupContent: Hashable, Sendable, JSONReadable, JSONWritable {
  /// A kind of markup.
  package enum Kind: String, Hashable, Sendable {
    /// None.
    case plainText = "plaintext"
    /// Markdown.
    case markdown
  }

  /// The kind of markup.
  package var kind: Kind
  /// The text.
  package var value: String

  /// Makes a text of some kind.
  package init(_ kind: Kind, _ value: String) {
    self.kind = kind
    self.value = value
  }

  /// Reads a text; a bare string is plain.
  package init?(json: JSONValue) {
    if let text = json.string {
      self.init(.plainText, text)
    } else if let value: String = json.member("value") {
      self.init(json["kind"]?.string.flatMap(Kind.init(rawValue:)) ?? .plainText, value)
    } else {
      return nil
    }
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", kind.rawValue)
      json.member("value", value)
    }
  }
}
