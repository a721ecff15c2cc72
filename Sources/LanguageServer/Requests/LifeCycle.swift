import JSONText
import LanguageServerProtocol

extension Session {
  /// Why `method` is not answered at this point of the conversation; nil where it is.
  func refusal(of method: String) -> ResponseError? {
    switch (phase, method) {
    case (.fresh, "initialize"): nil
    case (.fresh, _): ResponseError(.serverNotInitialized, "\(method) came before initialize")
    case (.running, "initialize"): ResponseError(.invalidRequest, "initialize came twice")
    case (.running, _): nil
    case (.shutDown, _): ResponseError(.invalidRequest, "\(method) came after shutdown")
    }
  }

  /// Agrees with the client; parameters that cannot be read are those of a client that can do
  /// nothing.
  mutating func initialize(_ params: JSONValue, id: MessageID) -> [UInt8] {
    let parameters = InitializeParams(json: params) ?? InitializeParams()
    client = Client(parameters.capabilities)
    clientProcess = clientProcess ?? parameters.processID
    folders = parameters.folders
    settings.read(parameters.initializationOptions)
    phase = .running
    return Frame.response(
      to: id,
      result: InitializeResult(
        capabilities: capabilities,
        serverInfo: InitializeParams.Program(name: "trainlint", version: host.version)))
  }

  /// Ends the answering of requests.
  mutating func shutDown(id: MessageID) -> [UInt8] {
    // A script that writes its whole conversation at once still wants to hear what was found.
    publish()
    phase = .shutDown
    return Frame.response(to: id)
  }

  private var capabilities: ServerCapabilities {
    var capabilities = ServerCapabilities()
    capabilities.positionEncoding = client.namedEncoding
    capabilities.hover = true
    capabilities.inlayHints = true
    capabilities.providers = ["definitionProvider", "documentSymbolProvider", "referencesProvider"]
    capabilities.wholeProviders = ["codeLensProvider", "documentLinkProvider"]
    capabilities.completionTriggers = [" ", "\"", "[", "=", ","]
    capabilities.workspaceFolders = true
    capabilities.codeActions = ServerCapabilities.CodeActions(
      kinds: [.quickFix, .rewrite, .fixAll], resolve: client.resolvesEdits)
    // Offering to be asked and publishing as well would show everything twice.
    if client.pullsDiagnostics {
      capabilities.diagnostics = ServerCapabilities.Diagnostics(
        identifier: "trainlint", interFileDependencies: true, workspace: true)
    }
    return capabilities
  }
}
