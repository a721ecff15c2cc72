package import JSONText

/// What a request is answered with when it fails.
package struct ResponseError: Error, Hashable, Sendable, JSONReadable, JSONWritable {
  /// The kind of failure.
  package var code: ErrorCode
  /// The sentence for the log or the user.
  package var message: String
  /// What the request's definition adds.
  package var data: JSONValue?

  /// Makes an error.
  package init(_ code: ErrorCode, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  package init?(json: JSONValue) {
    guard let code: Int = json.member("code") else { return nil }
    self.init(ErrorCode(code), json.member("message") ?? "", data: json["data"])
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("code", code.number)
      json.member("message", message)
      json.member("data", data)
    }
  }
}

/// The number of a kind of failure.
package struct ErrorCode: Hashable, Sendable {
  /// The number.
  package let number: Int

  /// Makes a code of any number.
  package init(_ number: Int) { self.number = number }

  /// The message is no JSON.
  package static let parseError = ErrorCode(-32_700)
  /// The message is JSON but no message.
  package static let invalidRequest = ErrorCode(-32_600)
  /// The server does not offer the method.
  package static let methodNotFound = ErrorCode(-32_601)
  /// The parameters are of another shape.
  package static let invalidParams = ErrorCode(-32_602)
  /// The server failed.
  package static let internalError = ErrorCode(-32_603)
  /// A request came before `initialize`.
  package static let serverNotInitialized = ErrorCode(-32_002)
  /// A failure of no other kind.
  package static let unknown = ErrorCode(-32_001)
  /// The request is correct but cannot be done.
  package static let requestFailed = ErrorCode(-32_803)
  /// The server gave the request up; the client may send it again.
  package static let serverCancelled = ErrorCode(-32_802)
  /// The document changed, so that the answer would be wrong.
  package static let contentModified = ErrorCode(-32_801)
  /// The client gave the request up.
  package static let requestCancelled = ErrorCode(-32_800)
}
