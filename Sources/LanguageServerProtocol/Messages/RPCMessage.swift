package import JSONText

/// One message of JSON-RPC 2.0.
package enum RPCMessage: Hashable, Sendable {
  /// Asks for an answer.
  case request(id: MessageID, method: String, params: JSONValue?)
  /// Tells without asking for an answer.
  case notification(method: String, params: JSONValue?)
  /// Answers a request; the id is nil where the other side could not read it.
  case response(id: MessageID?, result: Result<JSONValue, ResponseError>)

  /// Reads the body of a message.
  ///
  /// The member `jsonrpc` is not asked for: no other version exists that could be meant.
  package init(parsing body: [UInt8]) throws(MessageProblem) {
    let json: JSONValue
    do throws(JSONProblem) {
      json = try JSONValue(parsing: body)
    } catch {
      throw .notJSON(error)
    }
    if json.array != nil { throw .batch }
    guard let object = json.object else { throw .notAMessage(id: nil) }
    let id = object["id"].flatMap(MessageID.init(json:))
    if let method = object["method"] {
      self = try Self.call(method, id: id, in: object)
    } else {
      self = try Self.response(id: id, in: object)
    }
  }

  private static func call(
    _ method: JSONValue, id: MessageID?, in object: JSONObject
  )
    throws(MessageProblem) -> RPCMessage
  {
    guard let method = method.string else { throw .notAMessage(id: id) }
    let params = object["params"].flatMap { $0.isNull ? nil : $0 }
    if let id { return .request(id: id, method: method, params: params) }
    guard object["id"] == nil else { throw .notAMessage(id: nil) }
    return .notification(method: method, params: params)
  }

  /// Reads an answer; one with neither result nor error counts as null, as some clients send it.
  private static func response(
    id: MessageID?, in object: JSONObject
  )
    throws(MessageProblem) -> RPCMessage
  {
    if let error = object["error"], !error.isNull {
      guard let error = ResponseError(json: error) else { throw .notAMessage(id: id) }
      return .response(id: id, result: .failure(error))
    }
    guard id != nil else { throw .notAMessage(id: nil) }
    return .response(id: id, result: .success(object["result"] ?? .null))
  }
}

/// Why a body is no message.
package enum MessageProblem: Error, Hashable, Sendable {
  /// The body is no JSON.
  case notJSON(JSONProblem)
  /// The body is an array of messages, which the protocol does not have.
  case batch
  /// The body is JSON of another shape; the id where it could be read.
  case notAMessage(id: MessageID?)

  /// The id to answer to.
  package var id: MessageID? {
    if case .notAMessage(let id) = self { id } else { nil }
  }

  /// What to answer.
  package var response: ResponseError {
    switch self {
    case .notJSON(let problem): ResponseError(.parseError, problem.description)
    case .batch: ResponseError(.invalidRequest, "batches of messages are not supported")
    case .notAMessage: ResponseError(.invalidRequest, "neither a request nor a response")
    }
  }
}
