package import JSONText

/// Names one request until it is answered.
package enum MessageID: Hashable, Sendable, JSONReadable, JSONWritable {
  /// A number.
  case number(Int)
  /// A string.
  case string(String)

  package init?(json: JSONValue) {
    if let number = json.int {
      self = .number(number)
    } else if let string = json.string {
      self = .string(string)
    } else {
      return nil
    }
  }

  package func write(to json: inout JSONWriter) {
    switch self {
    case .number(let number): json.int(number)
    case .string(let string): json.string(string)
    }
  }
}
