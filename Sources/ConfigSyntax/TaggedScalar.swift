/// A scalar whose tag says what it is.
struct TaggedScalar {
  private static let prefix = "tag:yaml.org,2002:"

  let bytes: UnsafeBufferPointer<UInt8>
  let tag: String
  let loader: Loader

  /// What the loader builds; `.invalid` where it cannot.
  var value: ScalarValue {
    guard tag.hasPrefix(Self.prefix) else { return loader == .goYAML ? text : invalid }
    let name = tag.dropFirst(Self.prefix.count)
    if loader == .goYAML { return go(name) }
    switch name {
    case "str", "binary": return text
    case "null": return .null
    case "bool": return bool ?? invalid
    case "int": return integer ?? invalid
    case "float": return float ?? invalid
    case "timestamp":
      return DateShape(bytes).map { $0.exists } == true ? .timestamp(string) : invalid
    default: return invalid
    }
  }

  private var string: String { String(decoding: bytes, as: UTF8.self) }
  private var text: ScalarValue { .text(string) }
  private var invalid: ScalarValue { .invalid(string) }

  private var bool: ScalarValue? {
    switch string.lowercased() {
    case "yes", "true", "on": .bool(true)
    case "no", "false", "off": .bool(false)
    case "y" where loader == .yaml12: .bool(true)
    case "n" where loader == .yaml12: .bool(false)
    default: nil
    }
  }

  private var integer: ScalarValue? {
    WholeNumber.read(bytes, loader == .yaml12 ? .ruamel : .pyYAML)
  }

  private var float: ScalarValue? {
    if let value = NumberShape(bytes)?.value { return .float(value) }
    let plain = PlainScalar(bytes: bytes)
    switch loader == .yaml12 ? plain.ruamel : plain.pyYAML {
    case .float(let value): return .float(value)
    case .integer(let value) where bytes.contains(0x3A): return .float(Double(value))
    default: break
    }
    return switch string.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": .float(.infinity)
    case "-inf", "-infinity": .float(-.infinity)
    case "nan", "+nan", "-nan": .float(.nan)
    default: nil
    }
  }

  /// go-yaml resolves as ever and then compares; only a whole number may pass for a float.
  private func go(_ name: Substring) -> ScalarValue {
    let found = PlainScalar(bytes: bytes).go
    return switch (name, found) {
    case ("int", .integer), ("bool", .bool), ("null", .null), ("float", .float): found
    case ("float", .integer(let value)): .float(Double(value))
    case ("int", _), ("bool", _), ("null", _), ("float", _): invalid
    default: text
    }
  }
}
