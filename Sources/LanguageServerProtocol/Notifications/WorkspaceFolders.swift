package import JSONText

/// The parameters of `workspace/didChangeWorkspaceFolders`.
package struct DidChangeWorkspaceFoldersParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The folders that were opened.
  package var added: [WorkspaceFolder]
  /// The folders that were closed.
  package var removed: [WorkspaceFolder]

  /// Makes the parameters.
  package init(added: [WorkspaceFolder], removed: [WorkspaceFolder]) {
    self.added = added
    self.removed = removed
  }

  package init?(json: JSONValue) {
    guard let event = json["event"], event.object != nil else { return nil }
    self.init(added: event.members("added") ?? [], removed: event.members("removed") ?? [])
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("event") { json in
        json.members("added", added)
        json.members("removed", removed)
      }
    }
  }
}
