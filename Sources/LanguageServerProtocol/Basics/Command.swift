package import JSONText

/// Something the client or the server can be asked to do.
package struct Command: Hashable, Sendable, JSONReadable, JSONWritable {
  /// What the user reads.
  package var title: String
  /// The name.
  package var command: String
  /// What is handed over.
  package var arguments: [JSONValue]

  /// Makes a command.
  package init(title: String, command: String, arguments: [JSONValue] = []) {
    self.title = title
    self.command = command
    self.arguments = arguments
  }

  package init?(json: JSONValue) {
    guard let command: String = json.member("command") else { return nil }
    self.init(
      title: json.member("title") ?? "", command: command,
      arguments: json.members("arguments") ?? [])
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("title", title)
      json.member("command", command)
      if !arguments.isEmpty { json.members("arguments", arguments) }
    }
  }
}
