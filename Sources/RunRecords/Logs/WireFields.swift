/// The fields of a protocol buffer message, one after the other; ends at what is no field.
struct WireFields {
  /// What a field holds, by its wire type.
  enum Value: Equatable {
    case varint(UInt64)
    case fixed64(UInt64)
    case bytes(ArraySlice<UInt8>)
    case fixed32(UInt32)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field.
  mutating func next() -> (number: UInt64, value: Value)? {
    guard let key = varint() else { return nil }
    let number = key >> 3
    switch key & 7 {
    case 0: return varint().map { (number, .varint($0)) }
    case 1: return take(8).map { (number, .fixed64(Self.number($0))) }
    case 2:
      guard let length = varint(), length <= UInt64(rest.count) else { return nil }
      return take(Int(length)).map { (number, .bytes($0)) }
    case 5: return take(4).map { (number, .fixed32(UInt32(Self.number($0)))) }
    default: return nil
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64, let byte = rest.popFirst() {
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
