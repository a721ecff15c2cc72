package import JSONText

/// New text in place of a range.
package struct TextEdit: Hashable, Sendable, JSONReadable, JSONWritable {
  /// What is replaced; empty for an insertion.
  package var range: TextRange
  /// The new text.
  package var newText: String

  /// Makes an edit.
  package init(range: TextRange, newText: String) {
    self.range = range
    self.newText = newText
  }

  package init?(json: JSONValue) {
    guard let range: TextRange = json.member("range"), let text: String = json.member("newText")
    else { return nil }
    self.init(range: range, newText: text)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("range", range)
      json.member("newText", newText)
    }
  }
}

/// The edits of one document.
package struct DocumentEdits: Hashable, Sendable {
  /// The document.
  package var uri: DocumentURI
  /// The version that the edits are for, where it is known; only `documentChanges` carry it.
  package var version: Int?
  /// The edits.
  package var edits: [TextEdit]

  /// Joins a document and its edits.
  package init(uri: DocumentURI, version: Int? = nil, edits: [TextEdit]) {
    self.uri = uri
    self.version = version
    self.edits = edits
  }
}

/// Edits of several documents, in the form that the client understands.
package enum WorkspaceEdit: Hashable, Sendable, JSONReadable, JSONWritable {
  /// With versions, for clients that declare `workspaceEdit.documentChanges`.
  case documentChanges([DocumentEdits])
  /// Without versions, for all others.
  case changes([DocumentEdits])

  /// The edits of each document.
  package var documents: [DocumentEdits] {
    switch self {
    case .documentChanges(let documents), .changes(let documents): documents
    }
  }

  /// Reads an edit, `documentChanges` first as the protocol asks; files made, renamed or deleted
  /// are left out.
  package init?(json: JSONValue) {
    if let changes = json["documentChanges"]?.array {
      self = .documentChanges(changes.compactMap(Self.versioned))
    } else if let changes = json["changes"]?.object {
      self = .changes(
        changes.members.map { member in
          let edits = member.value.array?.compactMap(TextEdit.init(json:))
          return DocumentEdits(uri: DocumentURI(member.name), edits: edits ?? [])
        })
    } else if json.object != nil {
      self = .changes([])
    } else {
      return nil
    }
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .documentChanges(let documents):
        json.array("documentChanges", of: documents) { json, document in
          json.object { json in
            json.object("textDocument") { json in
              json.member("uri", document.uri)
              if let version = document.version {
                json.member("version", version)
              } else {
                json.null("version")
              }
            }
            json.members("edits", document.edits)
          }
        }
      case .changes(let documents):
        json.object("changes") { json in
          for document in documents { json.members(document.uri.text, document.edits) }
        }
      }
    }
  }

  private static func versioned(_ json: JSONValue) -> DocumentEdits? {
    guard let document = json["textDocument"], let uri: DocumentURI = document.member("uri"),
      let edits: [TextEdit] = json.members("edits")
    else { return nil }
    return DocumentEdits(uri: uri, version: document.member("version"), edits: edits)
  }
}
