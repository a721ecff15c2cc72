package import JSONText

/// The parameters of `workspace/didChangeWatchedFiles`.
package struct DidChangeWatchedFilesParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// One file.
  package struct Change: Hashable, Sendable, JSONReadable, JSONWritable {
    /// What happened to a file.
    package enum Kind: Int, Hashable, Sendable {
      /// It is new.
      case created = 1
      /// It has another content.
      case changed = 2
      /// It is gone.
      case deleted = 3
    }

    /// The file.
    package var uri: DocumentURI
    /// What happened to it.
    package var kind: Kind

    /// Joins a file and what happened to it.
    package init(uri: DocumentURI, kind: Kind) {
      self.uri = uri
      self.kind = kind
    }

    /// Reads a change; one of an unknown kind counts as a new content.
    package init?(json: JSONValue) {
      guard let uri: DocumentURI = json.member("uri") else { return nil }
      self.init(uri: uri, kind: json["type"]?.int.flatMap(Kind.init(rawValue:)) ?? .changed)
    }

    package func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("uri", uri)
        json.member("type", kind.rawValue)
      }
    }
  }

  /// The files.
  package var changes: [Change]

  /// Makes the parameters.
  package init(_ changes: [Change]) { self.changes = changes }

  package init?(json: JSONValue) {
    guard let changes: [Change] = json.members("changes") else { return nil }
    self.init(changes)
  }

  package func write(to json: inout JSONWriter) {
    json.object { $0.members("changes", changes) }
  }
}
