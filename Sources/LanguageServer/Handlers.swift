import JSONText
import LanguageServerProtocol

/// Answers one kind of request from a snapshot.
protocol RequestHandler: Sendable {
  /// What the client sends.
  associatedtype Parameters: JSONReadable
  /// What it gets.
  associatedtype Answer: JSONWritable
  /// The name on the wire.
  static var method: String { get }
  /// The answer.
  static func answer(_ parameters: Parameters, about snapshot: Snapshot) -> Answer
}

extension RequestHandler {
  /// The frame that answers the request `id`.
  static func response(
    to id: MessageID, _ params: JSONValue?, about snapshot: Snapshot
  )
    -> [UInt8]
  {
    guard let parameters = Parameters(json: params ?? .null) else {
      return Frame.response(
        to: id, error: ResponseError(.invalidParams, "\(method): unexpected parameters"))
    }
    return Frame.response(to: id, result: answer(parameters, about: snapshot))
  }
}

/// Brings one kind of notification into the session.
protocol NotificationHandler: Sendable {
  /// What the client sends.
  associatedtype Parameters: JSONReadable
  /// The name on the wire.
  static var method: String { get }
  /// Applies it.
  static func apply(_ parameters: Parameters, to session: inout Session)
  /// Does what is left to do where the parameters cannot be read.
  static func refuse(_ params: JSONValue, in session: inout Session)
}

extension NotificationHandler {
  static func refuse(_ params: JSONValue, in session: inout Session) {}

  /// Applies the notification, or logs that it cannot be read.
  static func receive(_ params: JSONValue?, in session: inout Session) {
    let params = params ?? .null
    guard let parameters = Parameters(json: params) else {
      session.host.log("\(method): unexpected parameters, ignored")
      refuse(params, in: &session)
      return
    }
    apply(parameters, to: &session)
  }
}

/// An answer that may be null.
struct Nullable<Value: JSONWritable>: JSONWritable {
  /// The answer; nil for null.
  let value: Value?

  func write(to json: inout JSONWriter) {
    if let value { json.value(value) } else { json.null() }
  }
}

/// An answer that is a list.
struct List<Value: JSONWritable>: JSONWritable {
  /// The elements.
  let values: [Value]

  func write(to json: inout JSONWriter) { json.values(values) }
}
