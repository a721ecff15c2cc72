package import JSONText

/// The parameters of `textDocument/diagnostic`.
package struct DocumentDiagnosticParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI
  /// The name under which the server offered it.
  package var identifier: String?
  /// The name of the last answer that the client still has.
  package var previousResultID: String?

  /// Makes the parameters.
  package init(uri: DocumentURI, identifier: String? = nil, previousResultID: String? = nil) {
    self.uri = uri
    self.identifier = identifier
    self.previousResultID = previousResultID
  }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json["textDocument"]?.member("uri") else { return nil }
    self.init(
      uri: uri, identifier: json.member("identifier"),
      previousResultID: json.member("previousResultId"))
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("textDocument") { $0.member("uri", uri) }
      json.member("identifier", identifier)
      json.member("previousResultId", previousResultID)
    }
  }
}

/// The answer to `textDocument/diagnostic`.
package enum DiagnosticReport: Hashable, Sendable, JSONReadable, JSONWritable {
  /// All diagnostics, and a name under which to ask whether they have changed.
  case full(resultID: String?, items: [Diagnostic])
  /// They are those that went by this name.
  case unchanged(resultID: String)

  package init?(json: JSONValue) {
    let resultID: String? = json.member("resultId")
    switch (json["kind"]?.string, resultID) {
    case ("full", _): self = .full(resultID: resultID, items: json.members("items") ?? [])
    case ("unchanged", let resultID?): self = .unchanged(resultID: resultID)
    default: return nil
    }
  }

  package func write(to json: inout JSONWriter) {
    json.object { writeMembers(to: &$0) }
  }

  /// Writes the members of the report without the braces.
  func writeMembers(to json: inout JSONWriter) {
    switch self {
    case .full(let resultID, let items):
      json.member("kind", "full")
      json.member("resultId", resultID)
      json.members("items", items)
    case .unchanged(let resultID):
      json.member("kind", "unchanged")
      json.member("resultId", resultID)
    }
  }
}
