package import JSONText

/// The parameters of `textDocument/didOpen`.
package struct DidOpenParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI
  /// What the client takes the text for.
  package var languageID: String
  /// The version; clients start at 0 or 1.
  package var version: Int
  /// The whole text.
  package var text: String

  /// Makes the parameters.
  package init(uri: DocumentURI, languageID: String, version: Int, text: String) {
    self.uri = uri
    self.languageID = languageID
    self.version = version
    self.text = text
  }

  package init?(json: JSONValue) {
    guard let document = json["textDocument"], let uri: DocumentURI = document.member("uri"),
      let text: String = document.member("text")
    else { return nil }
    self.init(
      uri: uri, languageID: document.member("languageId") ?? "",
      version: document.member("version") ?? 0, text: text)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("textDocument") { json in
        json.member("uri", uri)
        json.member("languageId", languageID)
        json.member("version", version)
        json.member("text", text)
      }
    }
  }
}

/// The parameters of `textDocument/didChange`.
package struct DidChangeParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// One change, made to the text as the changes before it left it.
  package struct Change: Hashable, Sendable, JSONReadable, JSONWritable {
    /// What is replaced; nil for the whole text.
    package var range: TextRange?
    /// The new text.
    package var text: String

    /// Makes a change.
    package init(range: TextRange? = nil, text: String) {
      self.range = range
      self.text = text
    }

    /// Reads a change; a range that cannot be read makes it none, as it must not pass for a whole
    /// text.
    package init?(json: JSONValue) {
      guard let text: String = json.member("text") else { return nil }
      let range = json["range"] ?? .null
      self.init(range: TextRange(json: range), text: text)
      if self.range == nil, !range.isNull { return nil }
    }

    package func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("range", range)
        json.member("text", text)
      }
    }
  }

  /// The document.
  package var uri: DocumentURI
  /// The version after all changes; nil where the client does not say.
  package var version: Int?
  /// The changes, to be made one after the other.
  package var changes: [Change]

  /// Makes the parameters.
  package init(uri: DocumentURI, version: Int?, changes: [Change]) {
    self.uri = uri
    self.version = version
    self.changes = changes
  }

  /// Reads the parameters; one change that cannot be read makes them none, as the text would be
  /// another one than the client's.
  package init?(json: JSONValue) {
    guard let document = json["textDocument"], let uri: DocumentURI = document.member("uri"),
      let elements = json["contentChanges"]?.array
    else { return nil }
    let changes = elements.compactMap(Change.init(json:))
    guard changes.count == elements.count else { return nil }
    self.init(uri: uri, version: document.member("version"), changes: changes)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("textDocument") { json in
        json.member("uri", uri)
        json.member("version", version)
      }
      json.members("contentChanges", changes)
    }
  }
}

/// The parameters of `textDocument/didClose`.
package struct DidCloseParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI

  /// Makes the parameters.
  package init(uri: DocumentURI) { self.uri = uri }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json["textDocument"]?.member("uri") else { return nil }
    self.init(uri: uri)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("textDocument") { $0.member("uri", uri) }
    }
  }
}

/// The parameters of `textDocument/didSave`.
package struct DidSaveParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI
  /// The whole text, which some clients send unasked.
  package var text: String?

  /// Makes the parameters.
  package init(uri: DocumentURI, text: String? = nil) {
    self.uri = uri
    self.text = text
  }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json["textDocument"]?.member("uri") else { return nil }
    self.init(uri: uri, text: json.member("text"))
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("textDocument") { $0.member("uri", uri) }
      json.member("text", text)
    }
  }
}
