package import JSONText

/// What the server offers; changes to documents always come as ranges, whole texts are taken too.
package struct ServerCapabilities: Hashable, Sendable, JSONReadable, JSONWritable {
  /// What the server offers to clients that ask for diagnostics by themselves.
  package struct Diagnostics: Hashable, Sendable {
    /// A name for the client to keep results of several servers apart.
    package var identifier: String?
    /// Whether a change of one document can change the diagnostics of another.
    package var interFileDependencies: Bool
    /// Whether `workspace/diagnostic` is answered.
    package var workspace: Bool

    /// Makes an offer.
    package init(
      identifier: String? = nil, interFileDependencies: Bool = false, workspace: Bool = false
    ) {
      self.identifier = identifier
      self.interFileDependencies = interFileDependencies
      self.workspace = workspace
    }
  }

  /// What the server offers for code actions.
  package struct CodeActions: Hashable, Sendable {
    /// The kinds.
    package var kinds: [CodeActionKind]
    /// Whether `codeAction/resolve` is answered.
    package var resolve: Bool

    /// Makes an offer.
    package init(kinds: [CodeActionKind], resolve: Bool = false) {
      self.kinds = kinds
      self.resolve = resolve
    }
  }

  /// How columns are counted; nil for UTF-16, which clients of before 3.17 expect.
  package var positionEncoding: String?
  /// Diagnostics on request; nil where they are published instead.
  package var diagnostics: Diagnostics?
  /// Code actions.
  package var codeActions: CodeActions?
  /// `textDocument/hover`.
  package var hover = false
  /// `textDocument/inlayHint`.
  package var inlayHints = false
  /// What else is answered, by the names of the members that are true then.
  package var providers: [String] = []
  /// What else is answered, by the names of the members that say that nothing is resolved later.
  package var wholeProviders: [String] = []
  /// The characters that ask for `textDocument/completion`; nil where it is not answered.
  package var completionTriggers: [String]?
  /// `workspace/didChangeWorkspaceFolders`.
  package var workspaceFolders = false
  /// The names that `workspace/executeCommand` knows.
  package var commands: [String] = []

  /// Makes the capabilities of a server that only listens.
  package init() {}

  package init?(json: JSONValue) {
    guard json.object != nil else { return nil }
    positionEncoding = json.member("positionEncoding")
    if let offer = json["diagnosticProvider"], offer.object != nil {
      diagnostics = Diagnostics(
        identifier: offer.member("identifier"),
        interFileDependencies: offer.member("interFileDependencies") ?? false,
        workspace: offer.member("workspaceDiagnostics") ?? false)
    }
    if let offer = json["codeActionProvider"], offer.bool != false, !offer.isNull {
      codeActions = CodeActions(
        kinds: offer.members("codeActionKinds") ?? [],
        resolve: offer.member("resolveProvider") ?? false)
    }
    hover = Self.isOffered(json["hoverProvider"])
    inlayHints = Self.isOffered(json["inlayHintProvider"])
    workspaceFolders = json["workspace"]?["workspaceFolders"]?.member("supported") ?? false
    commands = json["executeCommandProvider"]?.members("commands") ?? []
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("positionEncoding", positionEncoding)
      writeSync(to: &json)
      writeDiagnostics(to: &json)
      if let codeActions {
        json.object("codeActionProvider") { json in
          json.members("codeActionKinds", codeActions.kinds)
          json.member("resolveProvider", codeActions.resolve)
        }
      }
      if hover { json.member("hoverProvider", true) }
      if inlayHints { json.member("inlayHintProvider", true) }
      for name in providers { json.member(name, true) }
      for name in wholeProviders { json.object(name) { $0.member("resolveProvider", false) } }
      if let completionTriggers {
        json.object("completionProvider") { $0.members("triggerCharacters", completionTriggers) }
      }
      if !commands.isEmpty {
        json.object("executeCommandProvider") { $0.members("commands", commands) }
      }
      if workspaceFolders {
        json.object("workspace") { json in
          json.object("workspaceFolders") { json in
            json.member("supported", true)
            json.member("changeNotifications", true)
          }
        }
      }
    }
  }

  private func writeSync(to json: inout JSONWriter) {
    json.object("textDocumentSync") { json in
      json.member("openClose", true)
      json.member("change", 2)
      json.object("save") { $0.member("includeText", false) }
    }
  }

  private func writeDiagnostics(to json: inout JSONWriter) {
    guard let diagnostics else { return }
    json.object("diagnosticProvider") { json in
      json.member("identifier", diagnostics.identifier)
      json.member("interFileDependencies", diagnostics.interFileDependencies)
      json.member("workspaceDiagnostics", diagnostics.workspace)
      if diagnostics.workspace { json.member("workDoneProgress", true) }
    }
  }

  /// Whether an offer is true or options.
  private static func isOffered(_ json: JSONValue?) -> Bool {
    json?.bool ?? (json?.object != nil)
  }
}
