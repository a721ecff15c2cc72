/// `text` with some of its bytes written otherwise.
///
/// - Parameters:
///   - text: the text.
///   - written: how a byte of ASCII is written that follows another; nil for as it is.
/// - Returns: the text that a format takes as it is meant.
func escaping(_ text: String, _ written: (UInt8, _ previous: UInt8) -> String?) -> String {
  var result: [UInt8] = []
  result.reserveCapacity(text.utf8.count + 16)
  var previous: UInt8 = 0
  for byte in text.utf8 {
    if byte < 0x80, let other = written(byte, previous) {
      result += other.utf8
    } else {
      result.append(byte)
    }
    previous = byte
  }
  return String(decoding: result, as: UTF8.self)
}
