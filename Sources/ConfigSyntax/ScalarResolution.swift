import SourceText

/// What `loader` makes of a scalar with this text.
package func resolve(
  _ text: String, style: ScalarStyle = .plain, tag: String? = nil, loader: Loader
) -> ScalarValue {
  var text = text
  return text.withUTF8 { resolve($0, style: style, tag: tag, loader: loader) }
}

/// What `loader` makes of a scalar with these bytes; a string is built only where the answer is
/// one.
package func resolve(
  _ bytes: UnsafeBufferPointer<UInt8>, style: ScalarStyle, tag: String?, loader: Loader
) -> ScalarValue {
  if style == .plain, tag == nil, let number = plainDigits(bytes) { return .integer(number) }
  if loader == .json {
    return style == .plain ? PlainScalar(bytes: bytes).json : quoted(bytes, style)
  }
  // A lone `!` makes a text plain, quotes or not.
  if let tag, tag != "!" { return TaggedScalar(bytes: bytes, tag: tag, loader: loader).value }
  let scalar = PlainScalar(bytes: bytes)
  guard style == .plain || tag == "!" else { return scalar.text }
  return switch loader {
  case .pyYAML: scalar.pyYAML
  case .omegaConf: scalar.omegaConf
  case .yaml12: scalar.ruamel
  case .goYAML: scalar.go
  case .json: scalar.json
  }
}

/// The number that plain digits are to every loader: most numbers are no more than that.
///
/// A zero in front means octal digits to some, and so many digits more than 64 bits.
private func plainDigits(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard bytes.count < 19, let first = bytes.first, first != 0x30 || bytes.count == 1 else {
    return nil
  }
  var number = 0
  for byte in bytes {
    guard byte.isDigit else { return nil }
    number = number &* 10 &+ Int(byte &- 0x30)
  }
  return number
}

/// JSON knows no quotes but double ones.
private func quoted(_ bytes: UnsafeBufferPointer<UInt8>, _ style: ScalarStyle) -> ScalarValue {
  let text = String(decoding: bytes, as: UTF8.self)
  return style == .doubleQuoted ? .text(text) : .invalid(text)
}

extension SyntaxTree {
  /// What `loader` makes of the scalar; null for other nodes.
  package func value(of id: NodeID, loader: Loader) -> ScalarValue {
    let node = nodes[id.index]
    guard node.kind == .scalar else { return .null }
    let tag = node.traits.contains(.tagged) ? tag(of: id)?.value : nil
    return withText(of: id) { resolve($0, style: node.style, tag: tag, loader: loader) }
  }
}
