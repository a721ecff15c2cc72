package import JSONText

/// The parameters of `window/logMessage` and `window/showMessage`.
package struct LogMessageParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// How much a message matters.
  package enum Kind: Int, Hashable, Sendable {
    /// Something failed.
    case error = 1
    /// Something is doubtful.
    case warning = 2
    /// Worth knowing.
    case info = 3
    /// For those who look.
    case log = 4
  }

  /// How much it matters.
  package var kind: Kind
  /// The sentence.
  package var message: String

  /// Makes the parameters.
  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  package init?(json: JSONValue) {
    guard let message: String = json.member("message") else { return nil }
    self.init(json["type"]?.int.flatMap(Kind.init(rawValue:)) ?? .log, message)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("type", kind.rawValue)
      json.member("message", message)
    }
  }
}
