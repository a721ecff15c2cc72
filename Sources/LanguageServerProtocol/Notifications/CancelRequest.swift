package import JSONText

/// The parameters of `$/cancelRequest`.
package struct CancelParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The request that is given up.
  package var id: MessageID

  /// Makes the parameters.
  package init(id: MessageID) { self.id = id }

  package init?(json: JSONValue) {
    guard let id: MessageID = json.member("id") else { return nil }
    self.init(id: id)
  }

  package func write(to json: inout JSONWriter) {
    json.object { $0.member("id", id) }
  }
}
