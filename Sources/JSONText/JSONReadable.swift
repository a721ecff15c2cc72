/// What can be read from a JSON value.
package protocol JSONReadable {
  /// Reads `json`; nil where it is of another shape.
  init?(json: JSONValue)
}

extension JSONValue {
  /// The member `name`, or nil where it is missing, null or of another shape.
  package func member<Value: JSONReadable>(
    _ name: String, as type: Value.Type = Value.self
  )
    -> Value?
  {
    self[name].flatMap(Value.init(json:))
  }

  /// The elements of the array `name` that have the right shape, or nil where it is no array.
  package func members<Value: JSONReadable>(
    _ name: String, as type: Value.Type = Value.self
  )
    -> [Value]?
  {
    self[name]?.array?.compactMap(Value.init(json:))
  }
}

extension String: JSONReadable {
  /// Reads a string.
  package init?(json: JSONValue) {
    guard let value = json.string else { return nil }
    self = value
  }
}

extension Int: JSONReadable {
  /// Reads a whole number.
  package init?(json: JSONValue) {
    guard let value = json.int else { return nil }
    self = value
  }
}

extension Double: JSONReadable {
  /// Reads a number.
  package init?(json: JSONValue) {
    guard let value = json.double else { return nil }
    self = value
  }
}

extension Bool: JSONReadable {
  /// Reads true or false.
  package init?(json: JSONValue) {
    guard let value = json.bool else { return nil }
    self = value
  }
}

extension JSONValue: JSONReadable {
  /// Takes any value as it is.
  package init?(json: JSONValue) { self = json }
}
