package import JSONText

/// The parameters of `textDocument/codeAction`.
package struct CodeActionParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI
  /// What is selected.
  package var range: TextRange
  /// The diagnostics that the client shows there; some clients send none.
  package var diagnostics: [Diagnostic]
  /// The kinds that are asked for; nil for all.
  package var only: [CodeActionKind]?
  /// Whether the user asked, rather than the editor by itself; nil where the client does not say.
  package var isInvoked: Bool?

  /// Makes the parameters.
  package init(
    uri: DocumentURI, range: TextRange, diagnostics: [Diagnostic] = [],
    only: [CodeActionKind]? = nil, isInvoked: Bool? = nil
  ) {
    self.uri = uri
    self.range = range
    self.diagnostics = diagnostics
    self.only = only
    self.isInvoked = isInvoked
  }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json["textDocument"]?.member("uri"),
      let range: TextRange = json.member("range")
    else { return nil }
    let context = json["context"] ?? .null
    self.init(
      uri: uri, range: range, diagnostics: context.members("diagnostics") ?? [],
      only: context.members("only"), isInvoked: context["triggerKind"]?.int.map { $0 == 1 })
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.object("textDocument") { $0.member("uri", uri) }
      json.member("range", range)
      json.object("context") { json in
        json.members("diagnostics", diagnostics)
        json.members("only", only)
        json.member("triggerKind", isInvoked.map { $0 ? 1 : 2 })
      }
    }
  }
}

/// A kind of code action: words joined by dots, from the general to the special.
package struct CodeActionKind: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The words.
  package let name: String

  /// Makes a kind of any name.
  package init(_ name: String) { self.name = name }

  /// Repairs one finding.
  package static let quickFix = CodeActionKind("quickfix")
  /// Works on the whole file.
  package static let source = CodeActionKind("source")
  /// Repairs what can be repaired safely; editors run it when a file is saved.
  package static let sourceFixAll = CodeActionKind("source.fixAll")
  /// Writes something in another way, where nothing need be repaired.
  package static let rewrite = CodeActionKind("refactor.rewrite")

  /// Whether a client that asks for this kind wants `other` too: the same one or a special one of
  /// it.
  package func includes(_ other: CodeActionKind) -> Bool {
    name.isEmpty || name == other.name || other.name.hasPrefix(name + ".")
  }

  package init?(json: JSONValue) {
    guard let name = json.string else { return nil }
    self.init(name)
  }

  package func write(to json: inout JSONWriter) { json.string(name) }
}

/// One answer to `textDocument/codeAction`.
package struct CodeAction: Hashable, Sendable, JSONReadable, JSONWritable {
  /// What the user reads.
  package var title: String
  /// The kind.
  package var kind: CodeActionKind?
  /// The diagnostics that it settles.
  package var diagnostics: [Diagnostic]
  /// Whether it is the one to take without asking.
  package var isPreferred: Bool?
  /// What it changes; nil where the client has to ask for it with `codeAction/resolve`.
  package var edit: WorkspaceEdit?
  /// What it does besides.
  package var command: Command?
  /// What comes back with `codeAction/resolve`.
  package var data: JSONValue?

  /// Makes an action.
  package init(
    title: String, kind: CodeActionKind? = nil, diagnostics: [Diagnostic] = [],
    isPreferred: Bool? = nil, edit: WorkspaceEdit? = nil, command: Command? = nil,
    data: JSONValue? = nil
  ) {
    self.title = title
    self.kind = kind
    self.diagnostics = diagnostics
    self.isPreferred = isPreferred
    self.edit = edit
    self.command = command
    self.data = data
  }

  package init?(json: JSONValue) {
    guard let title: String = json.member("title") else { return nil }
    self.init(
      title: title, kind: json.member("kind"), diagnostics: json.members("diagnostics") ?? [],
      isPreferred: json.member("isPreferred"), edit: json.member("edit"),
      command: json.member("command"), data: json["data"])
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("title", title)
      json.member("kind", kind)
      if !diagnostics.isEmpty { json.members("diagnostics", diagnostics) }
      json.member("isPreferred", isPreferred)
      json.member("edit", edit)
      json.member("command", command)
      json.member("data", data)
    }
  }
}
