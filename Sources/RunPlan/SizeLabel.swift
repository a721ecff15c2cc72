/// A number of parameters in a name: the 7B of `llama-7b-sft`.
package struct SizeLabel: Sendable {
  /// The characters, as written.
  package let text: String
  /// The sizes that it may stand for: `6-9B` is 6.9B, or 9B behind another number.
  package let sizes: [Double]
  /// What one unit of the last digit is worth.
  package let resolution: Double
  /// Whether the name is nothing but the label.
  package let isAlone: Bool

  /// The labels in `name`, which has no folders and no ending.
  ///
  /// Counts of experts (`8x7B`), active parameters (`A3B`) and tokens (`50B-tokens`) are none.
  package static func all(in name: Substring) -> [SizeLabel] {
    let bytes = Array(name.utf8)
    var found: [SizeLabel] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index].isDigit else {
        index += 1
        continue
      }
      let run = DigitRun(bytes, at: index)
      if let label = label(bytes, run) { found.append(label) }
      index = run.end
    }
    return found
  }

  /// Whether one of its sizes is `value`, give or take a share and the rounding of its digits.
  package func allows(_ value: Double, within share: Double) -> Bool {
    sizes.contains { size in
      abs(value - size) <= max(share * size, min(resolution / 2, 0.35 * size))
    }
  }

  /// The size that it most likely stands for, next to `value`.
  package func size(near value: Double) -> Double {
    sizes.min { abs($0 - value) < abs($1 - value) } ?? value
  }

  private static func label(_ bytes: [UInt8], _ run: DigitRun) -> SizeLabel? {
    guard run.end < bytes.count, let unit = unit(bytes[run.end]),
      run.end + 1 == bytes.count || !bytes[run.end + 1].isWordByte,
      !countsTokens(bytes[(run.end + 1)...]), startsWord(bytes, run.start)
    else { return nil }
    var sizes = [run.value * unit]
    var start = run.start
    // `6-9B`: a dot that a file name could not or would not hold.
    if !run.hasFraction, run.start >= 2,
      bytes[run.start - 1] == 0x2D || bytes[run.start - 1] == 0x5F,
      bytes[run.start - 2].isDigit, run.start == 2 || !bytes[run.start - 3].isWordByte
    {
      let whole = Double(bytes[run.start - 2] - 0x30)
      sizes.append((whole + run.value / run.scale) * unit)
      start -= 2
    }
    guard sizes.contains(where: { $0 >= 5e6 && $0 <= 5e12 }) else { return nil }
    return SizeLabel(
      text: String(decoding: bytes[start...run.end], as: UTF8.self), sizes: sizes,
      resolution: unit / (run.hasFraction ? run.fractionScale : 1),
      isAlone: start == 0 && run.end + 1 == bytes.count)
  }

  private static func unit(_ byte: UInt8) -> Double? {
    switch byte | 0x20 {
    case 0x62: 1e9
    case 0x6D: 1e6
    default: nil
    }
  }

  /// A number starts a word, or follows the name of a model: `llama7b`, but not `x7B` or `A3B`.
  private static func startsWord(_ bytes: [UInt8], _ start: Int) -> Bool {
    var first = start
    while first > 0, bytes[first - 1].isLetter { first -= 1 }
    if first == start { return start == 0 || bytes[start - 1] != 0x2E }
    return start - first >= 3
  }

  /// Whether what follows says that the number counts tokens.
  private static func countsTokens(_ rest: ArraySlice<UInt8>) -> Bool {
    let word = String(decoding: rest.drop { !$0.isWordByte }.prefix { $0.isLetter }, as: UTF8.self)
      .lowercased()
    return word.hasPrefix("tok") || word == "t" || word == "data" || word == "samples"
  }
}

/// Digits in a name, with a fraction behind a dot or a `p`.
private struct DigitRun {
  let start: Int
  let end: Int
  let value: Double
  let hasFraction: Bool
  /// Ten to the number of digits.
  let scale: Double
  /// Ten to the number of digits behind the dot.
  let fractionScale: Double

  init(_ bytes: [UInt8], at start: Int) {
    self.start = start
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    var text = String(decoding: bytes[start..<end].prefix(12), as: UTF8.self)
    var fraction = ""
    if end + 1 < bytes.count, bytes[end] == 0x2E || bytes[end] == 0x70, bytes[end + 1].isDigit {
      let first = end + 1
      end = first
      while end < bytes.count, bytes[end].isDigit { end += 1 }
      fraction = String(decoding: bytes[first..<end].prefix(6), as: UTF8.self)
    }
    scale = Self.power(text.utf8.count)
    fractionScale = Self.power(fraction.utf8.count)
    hasFraction = !fraction.isEmpty
    if hasFraction { text += "." + fraction }
    value = Double(text) ?? 0
    self.end = end
  }

  private static func power(_ count: Int) -> Double {
    var power = 1.0
    for _ in 0..<count { power *= 10 }
    return power
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  fileprivate var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

  fileprivate var isWordByte: Bool { isDigit || isLetter }
}
