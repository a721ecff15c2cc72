/// What can write itself as one JSON value.
package protocol JSONWritable {
  /// Writes exactly one value.
  func write(to json: inout JSONWriter)
}

extension JSONWriter {
  /// Writes `value`.
  package mutating func value(_ value: some JSONWritable) {
    value.write(to: &self)
  }

  /// Writes an array of `values`.
  package mutating func values(_ values: some Sequence<some JSONWritable>) {
    array { json in
      for value in values { value.write(to: &json) }
    }
  }

  // MARK: Members

  /// Writes the member `name`, or nothing where `value` is nil.
  package mutating func member(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
  }

  /// Writes the member `name`, or nothing where `value` is nil.
  package mutating func member(_ name: String, _ value: Int?) {
    guard let value else { return }
    key(name)
    int(value)
  }

  /// Writes the member `name`, or nothing where `value` is nil.
  package mutating func member(_ name: String, _ value: Double?) {
    guard let value else { return }
    key(name)
    double(value)
  }

  /// Writes the member `name`, or nothing where `value` is nil.
  package mutating func member(_ name: String, _ value: Bool?) {
    guard let value else { return }
    key(name)
    bool(value)
  }

  /// Writes the member `name`, or nothing where `value` is nil.
  package mutating func member(_ name: String, _ value: (some JSONWritable)?) {
    guard let value else { return }
    key(name)
    value.write(to: &self)
  }

  /// Writes the member `name` as an array, or nothing where `values` is nil.
  package mutating func members(_ name: String, _ values: (some Sequence<some JSONWritable>)?) {
    guard let values else { return }
    key(name)
    self.values(values)
  }

  /// Writes the member `name` as an object; `body` writes its members.
  package mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  /// Writes the member `name` as an array; `body` writes its elements.
  package mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    array(body)
  }

  /// Writes the member `name` as an array of what `body` writes for each of `elements`.
  package mutating func array<Element>(
    _ name: String, of elements: some Sequence<Element>,
    _ body: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array(of: elements, body)
  }

  /// Writes null as the member `name`.
  package mutating func null(_ name: String) {
    key(name)
    null()
  }
}

extension String: JSONWritable {
  package func write(to json: inout JSONWriter) { json.string(self) }
}

extension Int: JSONWritable {
  package func write(to json: inout JSONWriter) { json.int(self) }
}

extension Double: JSONWritable {
  package func write(to json: inout JSONWriter) { json.double(self) }
}

extension Bool: JSONWritable {
  package func write(to json: inout JSONWriter) { json.bool(self) }
}

extension JSONValue: JSONWritable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .bool(let value): json.bool(value)
    case .integer(let value): json.int(value)
    case .number(let value): json.double(value)
    case .string(let value): json.string(value)
    case .array(let elements): json.values(elements)
    case .object(let object):
      json.object { json in
        for member in object.members { json.member(member.name, member.value) }
      }
    }
  }
}
