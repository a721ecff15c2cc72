/// One JSON value of any kind.
package enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number; the reader gives every one up to 2^53 this way, `1.0` and `1e3` as well.
  case integer(Int)
  /// Any other number; infinite where the text is beyond the range of `Double`.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)

  /// Reads the text `bytes`, which must hold one value and nothing else.
  ///
  /// With `nonFinite`, `NaN`, `Infinity` and `-Infinity` are numbers too, as Python writes them.
  package init(parsing bytes: [UInt8], nonFinite: Bool = false) throws(JSONProblem) {
    var reader = JSONReader(bytes, nonFinite: nonFinite)
    self = try reader.readText()
  }

  /// Reads `text`, which must hold one value and nothing else.
  package init(parsing text: String) throws(JSONProblem) {
    try self.init(parsing: Array(text.utf8))
  }

  // MARK: Looking in

  /// The member `name` of an object.
  package subscript(name: String) -> JSONValue? { object?[name] }

  /// The element `index` of an array; nil outside of it.
  package subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// Whether the value is null.
  package var isNull: Bool { self == .null }

  /// The value of a boolean.
  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The value of a number that is whole and fits.
  package var int: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): value.whole
    default: nil
    }
  }

  /// The value of any number.
  package var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The value of a string.
  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The elements of an array.
  package var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members of an object.
  package var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }
}

/// Literals of every kind but nil, which must stay the mark of what is missing.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Makes a boolean.
  package init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Makes a whole number.
  package init(integerLiteral value: Int) { self = .integer(value) }

  /// Makes a number.
  package init(floatLiteral value: Double) { self = .number(value) }

  /// Makes a string.
  package init(stringLiteral value: String) { self = .string(value) }

  /// Makes an array.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// Makes an object; of members with the same name the last one counts.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
  }
}
