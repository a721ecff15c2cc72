import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The experts of a Megatron-LM model.
enum MegatronExperts {
  /// Puts the experts into the shape; false where they are not wholly known.
  static func read(
    _ keys: inout KeyReader, _ form: MegatronForm, _ shape: inout ModelShape
  ) -> Bool {
    let number = form.isNested ? "language_model.num_moe_experts" : "--num-experts"
    guard keys.isSet(number) else { return true }
    guard let count = keys.claim(.experts, number)?.integer, var expert = shape.mlp,
      let top = keys.claim(
        .expertsPerToken, form["moe-router-topk", in: .languageModel], fallback: 2)?.integer,
      let width = keys.count(
        form["moe-ffn-hidden-size", in: .languageModel], fallback: expert.width),
      let shared = keys.count(
        form["moe-shared-expert-intermediate-size", in: .languageModel], fallback: 0),
      let hasGate = keys.flag(
        form["moe-shared-expert-gate", in: .languageModel], fallback: false),
      let placement = placement(&keys, form, layers: shape.layers)
    else { return false }
    expert.width = width
    shape.experts = ModelShape.Experts(
      count: count, perToken: top, expert: expert, sharedWidth: shared, hasSharedGate: hasGate,
      hasRouterBias: expert.hasBias, placement: placement)
    return true
  }

  /// An interval, or a list of zeros and ones that may be written as a Python expression.
  private static func placement(
    _ keys: inout KeyReader, _ form: MegatronForm, layers: Int
  ) -> ModelShape.Experts.Placement? {
    let path = form["moe-layer-freq", in: .languageModel]
    guard let value = keys.value(path), !value.isNull else { return .everyLayer }
    if let interval = keys.count(path, fallback: 1) {
      return interval > 0 ? .every(interval: interval, offset: 0) : nil
    }
    guard let text = KeyReader.text(of: value)?.value else { return nil }
    var reader = LayerPattern(text)
    guard let pattern = reader.read() else { return nil }
    keys.reading.layerLists.append(
      LayerList(key: path, span: value.span, count: pattern.count))
    guard pattern.count == layers else { return nil }
    return .layers(Set(pattern.indices.filter { pattern[$0] == 1 }))
  }
}

/// Lists of whole numbers, `+` of lists and `*` by a number: `([0]*3+[1]*5)`.
struct LayerPattern {
  /// The most layers that a pattern may describe.
  private static let limit = 100_000
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  init(_ text: String) { bytes = text.utf8.filter { $0 != 0x20 } }

  /// The list, or nil where the text is something else or far too long.
  mutating func read() -> [Int]? {
    guard bytes.count <= 10_000, let list = sum(), place == bytes.count else { return nil }
    return list
  }

  private mutating func sum() -> [Int]? {
    guard var list = product() else { return nil }
    while skip(0x2B) {
      guard let next = product(), list.count + next.count <= Self.limit else { return nil }
      list += next
    }
    return list
  }

  private mutating func product() -> [Int]? {
    guard var list = atom() else { return nil }
    while skip(0x2A) {
      guard let times = number(), list.count <= Self.limit / max(1, times) else { return nil }
      list = Array(repeatElement(list, count: times).joined())
    }
    return list
  }

  private mutating func atom() -> [Int]? {
    if skip(0x28) {
      depth += 1
      guard depth < 32, let list = sum(), skip(0x29) else { return nil }
      depth -= 1
      return list
    }
    guard skip(0x5B) else { return nil }
    var list: [Int] = []
    while !skip(0x5D) {
      guard let item = number() else { return nil }
      list.append(item)
      if !skip(0x2C), place < bytes.count, bytes[place] != 0x5D { return nil }
    }
    return list
  }

  private mutating func number() -> Int? {
    let start = place
    var value = 0
    while place < bytes.count, case 0x30...0x39 = bytes[place], place - start < 7 {
      value = value * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    return place > start ? value : nil
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }
}
