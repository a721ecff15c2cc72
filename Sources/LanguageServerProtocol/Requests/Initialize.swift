package import JSONText

/// The parameters of `initialize`.
package struct InitializeParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// A name and a version, of the client or the server.
  package struct Program: Hashable, Sendable, JSONReadable, JSONWritable {
    /// The name.
    package var name: String
    /// The version.
    package var version: String?

    /// Makes a name with a version.
    package init(name: String, version: String? = nil) {
      self.name = name
      self.version = version
    }

    package init?(json: JSONValue) {
      guard let name: String = json.member("name") else { return nil }
      self.init(name: name, version: json.member("version"))
    }

    package func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("name", name)
        json.member("version", version)
      }
    }
  }

  /// The client's process; nil where it does not say.
  package var processID: Int?
  /// The client.
  package var clientInfo: Program?
  /// The only folder, from clients that know nothing of `workspaceFolders`.
  package var rootURI: DocumentURI?
  /// The folders; nil where the client knows nothing of them.
  package var workspaceFolders: [WorkspaceFolder]?
  /// Settings.
  package var initializationOptions: JSONValue?
  /// What the client can do.
  package var capabilities: ClientCapabilities

  /// Makes the parameters.
  package init(
    processID: Int? = nil, clientInfo: Program? = nil, rootURI: DocumentURI? = nil,
    workspaceFolders: [WorkspaceFolder]? = nil, initializationOptions: JSONValue? = nil,
    capabilities: ClientCapabilities = ClientCapabilities()
  ) {
    self.processID = processID
    self.clientInfo = clientInfo
    self.rootURI = rootURI
    self.workspaceFolders = workspaceFolders
    self.initializationOptions = initializationOptions
    self.capabilities = capabilities
  }

  package init?(json: JSONValue) {
    guard json.object != nil else { return nil }
    let options = json["initializationOptions"]
    let rootPath: String? = json.member("rootPath")
    self.init(
      processID: json.member("processId"), clientInfo: json.member("clientInfo"),
      rootURI: json.member("rootUri") ?? rootPath.map { DocumentURI(path: $0) },
      workspaceFolders: json.members("workspaceFolders"),
      initializationOptions: options == .null ? nil : options,
      capabilities: ClientCapabilities(json: json["capabilities"] ?? .null))
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      if let processID { json.member("processId", processID) } else { json.null("processId") }
      json.member("clientInfo", clientInfo)
      if let rootURI { json.member("rootUri", rootURI) } else { json.null("rootUri") }
      json.members("workspaceFolders", workspaceFolders)
      json.member("initializationOptions", initializationOptions)
      json.member("capabilities", capabilities)
    }
  }

  /// The folders in either form; empty where a lone file is open.
  package var folders: [DocumentURI] {
    workspaceFolders?.map(\.uri) ?? rootURI.map { [$0] } ?? []
  }
}

/// A folder that is open in the client.
package struct WorkspaceFolder: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The folder.
  package var uri: DocumentURI
  /// What the user calls it.
  package var name: String

  /// Joins a folder and its name.
  package init(uri: DocumentURI, name: String) {
    self.uri = uri
    self.name = name
  }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json.member("uri") else { return nil }
    self.init(uri: uri, name: json.member("name") ?? "")
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("uri", uri)
      json.member("name", name)
    }
  }
}

/// The answer to `initialize`.
package struct InitializeResult: Hashable, Sendable, JSONReadable, JSONWritable {
  /// What the server can do.
  package var capabilities: ServerCapabilities
  /// The server.
  package var serverInfo: InitializeParams.Program?

  /// Makes an answer.
  package init(capabilities: ServerCapabilities, serverInfo: InitializeParams.Program? = nil) {
    self.capabilities = capabilities
    self.serverInfo = serverInfo
  }

  package init?(json: JSONValue) {
    guard let capabilities: ServerCapabilities = json.member("capabilities") else { return nil }
    self.init(capabilities: capabilities, serverInfo: json.member("serverInfo"))
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("capabilities", capabilities)
      json.member("serverInfo", serverInfo)
    }
  }
}
