package import JSONText

/// What a client can do, as far as the server asks.
package struct ClientCapabilities: Hashable, Sendable, JSONReadable, JSONWritable {
  /// `general.positionEncodings`: the ways to count columns, the best first; empty for UTF-16.
  package var positionEncodings: [String] = []
  /// What it can do with documents.
  package var textDocument = TextDocument()
  /// What it can do with the workspace.
  package var workspace = Workspace()
  /// `window.workDoneProgress`: the server may ask to show progress.
  package var workDoneProgress = false

  /// What a client can do with documents.
  package struct TextDocument: Hashable, Sendable {
    /// `diagnostic`: the client asks for diagnostics by itself.
    package var pullsDiagnostics = false
    /// `diagnostic.dynamicRegistration`.
    package var pullRegistration = false
    /// `publishDiagnostics.relatedInformation`.
    package var relatedInformation = false
    /// `publishDiagnostics.versionSupport`.
    package var diagnosticVersions = false
    /// `publishDiagnostics.codeDescriptionSupport`.
    package var codeDescriptions = false
    /// `publishDiagnostics.dataSupport`: `Diagnostic.data` comes back with code actions.
    package var diagnosticData = false
    /// `publishDiagnostics.tagSupport.valueSet`.
    package var diagnosticTags: [DiagnosticTag] = []
    /// `hover.contentFormat`: the kinds of markup, the best first.
    package var hoverFormats: [MarkupContent.Kind] = []
    /// `inlayHint`.
    package var inlayHints = false
    /// `codeAction.codeActionLiteralSupport`: answers may be actions, not only commands.
    package var codeActionLiterals = false
    /// `codeAction.codeActionLiteralSupport.codeActionKind.valueSet`.
    package var codeActionKinds: [CodeActionKind] = []
    /// `codeAction.dataSupport`: `CodeAction.data` comes back with `codeAction/resolve`.
    package var codeActionData = false
    /// `codeAction.resolveSupport.properties`: what may come later.
    package var codeActionResolves: [String] = []
    /// `codeAction.isPreferredSupport`.
    package var preferredCodeActions = false
    /// `documentSymbol.hierarchicalDocumentSymbolSupport`.
    package var symbolTrees = false
    /// `completion.completionItem.snippetSupport`.
    package var snippets = false
    /// `completion.completionItem.documentationFormat`: the kinds of markup, the best first.
    package var completionFormats: [MarkupContent.Kind] = []

    /// Makes the capabilities of a client that can do nothing.
    package init() {}
  }

  /// What a client can do with the workspace.
  package struct Workspace: Hashable, Sendable {
    /// `workspaceEdit.documentChanges`: edits may carry versions.
    package var documentChanges = false
    /// `applyEdit`: the server may send edits.
    package var applyEdit = false
    /// `configuration`: the server may ask for settings.
    package var configuration = false
    /// `workspaceFolders`.
    package var workspaceFolders = false
    /// `diagnostics.refreshSupport`.
    package var diagnosticRefresh = false
    /// `inlayHint.refreshSupport`.
    package var inlayHintRefresh = false
    /// `codeLens.refreshSupport`.
    package var codeLensRefresh = false
    /// `didChangeWatchedFiles.dynamicRegistration`.
    package var watchedFilesRegistration = false
    /// `didChangeWatchedFiles.relativePatternSupport`.
    package var relativePatterns = false
    /// `didChangeConfiguration.dynamicRegistration`.
    package var configurationRegistration = false

    /// Makes the capabilities of a client that can do nothing.
    package init() {}
  }

  /// Makes the capabilities of a client that can do nothing.
  package init() {}

  /// Reads what is there; what is missing or of another shape is not supported.
  package init(json: JSONValue) {
    positionEncodings = json["general"]?.members("positionEncodings") ?? []
    workDoneProgress = json.flag("window", "workDoneProgress")
    if let textDocument = json["textDocument"] { self.textDocument.read(textDocument) }
    if let workspace = json["workspace"] { self.workspace.read(workspace) }
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      if !positionEncodings.isEmpty {
        json.object("general") { $0.members("positionEncodings", positionEncodings) }
      }
      json.object("textDocument") { textDocument.writeMembers(to: &$0) }
      json.object("workspace") { workspace.writeMembers(to: &$0) }
      json.object("window") { $0.member("workDoneProgress", workDoneProgress) }
    }
  }
}

extension JSONValue {
  /// Whether true stands at the end of `path`.
  fileprivate func flag(_ path: String...) -> Bool {
    path.reduce(self) { $0?[$1] }?.bool ?? false
  }
}

extension ClientCapabilities.TextDocument {
  fileprivate mutating func read(_ json: JSONValue) {
    pullsDiagnostics = json["diagnostic"]?.object != nil
    pullRegistration = json.flag("diagnostic", "dynamicRegistration")
    relatedInformation = json.flag("publishDiagnostics", "relatedInformation")
    diagnosticVersions = json.flag("publishDiagnostics", "versionSupport")
    codeDescriptions = json.flag("publishDiagnostics", "codeDescriptionSupport")
    diagnosticData = json.flag("publishDiagnostics", "dataSupport")
    diagnosticTags = json["publishDiagnostics"]?["tagSupport"]?.members("valueSet") ?? []
    hoverFormats = Self.formats(json["hover"]?["contentFormat"])
    inlayHints = json["inlayHint"]?.object != nil
    let literals = json["codeAction"]?["codeActionLiteralSupport"]
    codeActionLiterals = literals?.object != nil
    codeActionKinds = literals?["codeActionKind"]?.members("valueSet") ?? []
    codeActionData = json.flag("codeAction", "dataSupport")
    codeActionResolves = json["codeAction"]?["resolveSupport"]?.members("properties") ?? []
    preferredCodeActions = json.flag("codeAction", "isPreferredSupport")
    symbolTrees = json.flag("documentSymbol", "hierarchicalDocumentSymbolSupport")
    let item = json["completion"]?["completionItem"] ?? .null
    snippets = item.flag("snippetSupport")
    completionFormats = Self.formats(item["documentationFormat"])
  }

  private static func formats(_ json: JSONValue?) -> [MarkupContent.Kind] {
    (json?.array ?? []).compactMap { $0.string.flatMap(MarkupContent.Kind.init(rawValue:)) }
  }

  fileprivate func writeMembers(to json: inout JSONWriter) {
    if pullsDiagnostics {
      json.object("diagnostic") { $0.member("dynamicRegistration", pullRegistration) }
    }
    json.object("publishDiagnostics") { json in
      json.member("relatedInformation", relatedInformation)
      json.member("versionSupport", diagnosticVersions)
      json.member("codeDescriptionSupport", codeDescriptions)
      json.member("dataSupport", diagnosticData)
      json.object("tagSupport") { json in
        json.array("valueSet", of: diagnosticTags) { $0.int($1.rawValue) }
      }
    }
    if !hoverFormats.isEmpty {
      json.object("hover") { json in
        json.array("contentFormat", of: hoverFormats) { $0.string($1.rawValue) }
      }
    }
    if inlayHints { json.object("inlayHint") { _ in } }
    json.object("documentSymbol") { $0.member("hierarchicalDocumentSymbolSupport", symbolTrees) }
    json.object("completion") { json in
      json.object("completionItem") { json in
        json.member("snippetSupport", snippets)
        json.array("documentationFormat", of: completionFormats) { $0.string($1.rawValue) }
      }
    }
    json.object("codeAction") { writeCodeAction(to: &$0) }
  }

  private func writeCodeAction(to json: inout JSONWriter) {
    if codeActionLiterals {
      json.object("codeActionLiteralSupport") { json in
        json.object("codeActionKind") { $0.members("valueSet", codeActionKinds) }
      }
    }
    json.member("dataSupport", codeActionData)
    if !codeActionResolves.isEmpty {
      json.object("resolveSupport") { $0.members("properties", codeActionResolves) }
    }
    json.member("isPreferredSupport", preferredCodeActions)
  }
}

extension ClientCapabilities.Workspace {
  fileprivate mutating func read(_ json: JSONValue) {
    documentChanges = json.flag("workspaceEdit", "documentChanges")
    applyEdit = json.flag("applyEdit")
    configuration = json.flag("configuration")
    workspaceFolders = json.flag("workspaceFolders")
    diagnosticRefresh = json.flag("diagnostics", "refreshSupport")
    inlayHintRefresh = json.flag("inlayHint", "refreshSupport")
    codeLensRefresh = json.flag("codeLens", "refreshSupport")
    watchedFilesRegistration = json.flag("didChangeWatchedFiles", "dynamicRegistration")
    relativePatterns = json.flag("didChangeWatchedFiles", "relativePatternSupport")
    configurationRegistration = json.flag("didChangeConfiguration", "dynamicRegistration")
  }

  fileprivate func writeMembers(to json: inout JSONWriter) {
    json.object("workspaceEdit") { $0.member("documentChanges", documentChanges) }
    json.member("applyEdit", applyEdit)
    json.member("configuration", configuration)
    json.member("workspaceFolders", workspaceFolders)
    json.object("diagnostics") { $0.member("refreshSupport", diagnosticRefresh) }
    json.object("inlayHint") { $0.member("refreshSupport", inlayHintRefresh) }
    json.object("codeLens") { $0.member("refreshSupport", codeLensRefresh) }
    json.object("didChangeWatchedFiles") { json in
      json.member("dynamicRegistration", watchedFilesRegistration)
      json.member("relativePatternSupport", relativePatterns)
    }
    json.object("didChangeConfiguration") { json in
      json.member("dynamicRegistration", configurationRegistration)
    }
  }
}
