package import JSONText

/// The parameters of `textDocument/publishDiagnostics`.
package struct PublishDiagnosticsParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI
  /// The version that was looked at.
  package var version: Int?
  /// All its diagnostics; empty takes the earlier ones away.
  package var diagnostics: [Diagnostic]

  /// Makes the parameters.
  package init(uri: DocumentURI, version: Int? = nil, diagnostics: [Diagnostic]) {
    self.uri = uri
    self.version = version
    self.diagnostics = diagnostics
  }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json.member("uri") else { return nil }
    self.init(
      uri: uri, version: json.member("version"), diagnostics: json.members("diagnostics") ?? [])
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("uri", uri)
      json.member("version", version)
      json.members("diagnostics", diagnostics)
    }
  }
}
