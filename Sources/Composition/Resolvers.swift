import ConfigSyntax
import SourceText

/// What a resolver gave: a number or a word that stands nowhere in the file as such.
enum Computed: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case float(Double)
  /// Bytes of the scalar that holds the interpolation.
  case text(from: Int, to: Int)
}

extension ConfigValue {
  /// What the resolver `name` gives for `arguments`, or an unknown value.
  ///
  /// Known are the arithmetic that frameworks register and `oc.select`. What reads the environment
  /// or runs code stays unknown.
  func call(
    _ name: Substring, arguments: Substring, hops: Int, nesting: Int
  ) -> ConfigValue {
    guard let parts = splitArguments(arguments) else {
      return becoming(.decidedOutside, hops: hops)
    }
    if name == "oc.select" { return select(parts, hops: hops, nesting: nesting) }
    guard let operation = Arithmetic(name) else {
      return becoming(.decidedOutside, hops: hops)
    }
    var numbers: [Number] = []
    var hops = hops
    var source: Origin?
    for part in parts {
      let value = argument(part, hops: hops, nesting: nesting)
      hops = value.hops
      if let reason = value.unknown { return becoming(reason, hops: hops) }
      guard let number = value.scalar.flatMap(Number.init) else {
        return becoming(.decidedOutside, hops: hops)
      }
      numbers.append(number)
      if source == nil, part.utf8.first == 0x24 { source = value.origin }
    }
    guard let result = operation.result(of: numbers) else {
      return becoming(.decidedOutside, hops: hops)
    }
    return giving(result.computed, from: source, hops: hops)
  }

  /// `${oc.select:key,default}`: the default counts for absent keys and for `???`.
  private func select(_ parts: [Substring], hops: Int, nesting: Int) -> ConfigValue {
    guard let key = parts.first, parts.count <= 2, !key.utf8.contains(0x24),
      let found = find(key, hops: hops)
    else { return becoming(.decidedOutside, hops: hops) }
    guard found.isAbsent else { return found.value }
    guard parts.count == 2 else { return giving(.null, from: nil, hops: found.value.hops) }
    return argument(parts[1], hops: found.value.hops, nesting: nesting)
  }

  /// The value of one argument: an interpolation, or a literal in OmegaConf's own grammar.
  private func argument(_ text: Substring, hops: Int, nesting: Int) -> ConfigValue {
    if isWholeInterpolation(text) {
      return evaluate(text, hops: hops + 1, nesting: nesting + 1)
    }
    guard !text.utf8.contains(where: { $0 == 0x24 || $0 == 0x5B || $0 == 0x7B || $0 == 0x5C })
    else { return becoming(.decidedOutside, hops: hops) }
    return giving(literal(text), from: nil, hops: hops)
  }

  private func literal(_ text: Substring) -> Computed {
    if let number = Number(literal: text) { return number.computed }
    switch text.lowercased() {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: break
    }
    var word = text
    if let quote = word.utf8.first, quote == 0x22 || quote == 0x27, word.utf8.count > 1,
      word.utf8.last == quote
    {
      word = word.dropFirst().dropLast()
    }
    let whole = word.base.utf8
    return .text(
      from: whole.distance(from: whole.startIndex, to: word.startIndex),
      to: whole.distance(from: whole.startIndex, to: word.endIndex))
  }

  private func giving(_ result: Computed, from source: Origin?, hops: Int) -> ConfigValue {
    ConfigValue(
      configuration, node, key: keyNode,
      origin: source ?? .via(.interpolation, origin.place, .written(origin.place)), unknown: nil,
      computed: result, hops: hops, in: holder)
  }

  /// The scalar that a resolver gave.
  var computedScalar: ScalarValue? {
    switch computed {
    case nil: return nil
    case .null: return .null
    case .bool(let flag): return .bool(flag)
    case .integer(let number): return .integer(number)
    case .float(let number): return .float(number)
    case .text(let from, let to):
      let bytes = configuration.tree.text(of: node).utf8
      return .text(String(Substring(bytes.dropFirst(from).prefix(to - from))))
    }
  }
}

/// The arguments between commas, trimmed; nil where brackets or quotes do not close.
private func splitArguments(_ text: Substring) -> [Substring]? {
  let bytes = text.utf8
  var parts: [Substring] = []
  var start = bytes.startIndex
  var depth = 0
  var quote: UInt8?
  var index = bytes.startIndex
  while index < bytes.endIndex {
    let byte = bytes[index]
    let next = bytes.index(after: index)
    if let open = quote {
      if byte == open { quote = nil }
    } else {
      switch byte {
      case 0x22, 0x27: quote = byte
      case 0x28, 0x5B, 0x7B: depth += 1
      case 0x29, 0x5D, 0x7D: depth -= 1
      case 0x2C where depth == 0:
        parts.append(trimmed(text[start..<index]))
        start = next
      default: break
      }
      guard depth >= 0 else { return nil }
    }
    index = next
  }
  guard depth == 0, quote == nil else { return nil }
  parts.append(trimmed(text[start...]))
  return parts
}

private func trimmed(_ text: Substring) -> Substring {
  var bytes = text.utf8
  while bytes.first == 0x20 || bytes.first == 0x09 { bytes.removeFirst() }
  while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
  return Substring(bytes)
}
