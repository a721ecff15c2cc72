import LanguageServerProtocol
import SourceText

/// What was agreed on with the client.
struct Client: Sendable {
  /// How columns are counted.
  let encoding: PositionEncoding
  /// The encoding to name in the answer; nil for clients that never heard of a choice.
  let namedEncoding: String?
  /// Whether the client asks for diagnostics; then none are published.
  let pullsDiagnostics: Bool
  /// Whether a diagnostic may name other places.
  let showsRelated: Bool
  /// Whether edits may carry the version they are for.
  let takesVersionedEdits: Bool
  /// How hovers are marked up.
  let hoverKind: MarkupContent.Kind

  /// Agrees with a client that can do what `capabilities` says.
  init(_ capabilities: ClientCapabilities = ClientCapabilities()) {
    let offered = capabilities.positionEncodings.compactMap(PositionEncoding.init(rawValue:))
    encoding = offered.first ?? .utf16
    namedEncoding = capabilities.positionEncodings.isEmpty ? nil : encoding.rawValue
    pullsDiagnostics = capabilities.textDocument.pullsDiagnostics
    showsRelated = capabilities.textDocument.relatedInformation
    takesVersionedEdits = capabilities.workspace.documentChanges
    hoverKind = capabilities.textDocument.hoverFormats.first ?? .plainText
  }
}
