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
  /// How what is said about a completion is marked up.
  let completionKind: MarkupContent.Kind
  /// Whether a completion may hold marks for the cursor.
  let takesSnippets: Bool
  /// Whether symbols may lie in levels.
  let showsTrees: Bool
  /// Whether the edit of an action may come later.
  let resolvesEdits: Bool
  /// Whether a diagnostic may lead to a page.
  let showsPages: Bool
  /// How a diagnostic may be shown besides.
  let tags: [DiagnosticTag]
  /// Whether the server may ask for settings.
  let hasSettings: Bool
  /// The methods that the client lets the server add later.
  let registrations: [String]
  /// The requests by which the client can be told to ask anew for hints and lenses.
  let refreshes: [String]
  /// Whether the client can be told to ask anew for diagnostics.
  let refreshesDiagnostics: Bool

  /// Agrees with a client that can do what `capabilities` says.
  init(_ capabilities: ClientCapabilities = ClientCapabilities()) {
    let offered = capabilities.positionEncodings.compactMap(PositionEncoding.init(rawValue:))
    encoding = offered.first ?? .utf16
    namedEncoding = capabilities.positionEncodings.isEmpty ? nil : encoding.rawValue
    pullsDiagnostics = capabilities.textDocument.pullsDiagnostics
    showsRelated = capabilities.textDocument.relatedInformation
    takesVersionedEdits = capabilities.workspace.documentChanges
    let document = capabilities.textDocument
    hoverKind = document.hoverFormats.first ?? .plainText
    completionKind = document.completionFormats.first ?? .plainText
    takesSnippets = document.snippets
    showsTrees = document.symbolTrees
    resolvesEdits = document.codeActionData && document.codeActionResolves.contains("edit")
    showsPages = document.codeDescriptions
    tags = document.diagnosticTags
    let workspace = capabilities.workspace
    hasSettings = workspace.configuration
    registrations =
      (workspace.watchedFilesRegistration ? ["workspace/didChangeWatchedFiles"] : [])
      + (workspace.configurationRegistration ? ["workspace/didChangeConfiguration"] : [])
    refreshes =
      (workspace.inlayHintRefresh ? ["workspace/inlayHint/refresh"] : [])
      + (workspace.codeLensRefresh ? ["workspace/codeLens/refresh"] : [])
    refreshesDiagnostics = workspace.diagnosticRefresh
  }
}
