/// The number that people mean by `text`: `300B`, `1.2T`, `10k`, `1_000`, `1e12`, `2.5e-4`.
///
/// Takes underscores, exponents and the suffixes k, M, B and T; of these only `m` must be a
/// capital, because a small one means a thousandth elsewhere. Nil for anything else.
package func lenientNumber(_ text: some StringProtocol) -> Double? {
  var text = String(text)
  return text.withUTF8 { bytes in
    let power =
      switch bytes.last {
      case 0x6B, 0x4B: 3
      case 0x4D: 6
      case 0x62, 0x42: 9
      case 0x74, 0x54: 12
      default: 0
      }
    let digits = UnsafeBufferPointer(rebasing: power == 0 ? bytes[...] : bytes.dropLast())
    let value = NumberShape(digits)?.value(timesTenTo: power)
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}
