/// Turns libyaml's marks, which count code points, into byte offsets.
///
/// Text of ASCII alone needs no table; other text has the offset of every 64th code point.
struct CodePointMap: Sendable {
  private static let stride = 64

  private let bytes: [UInt8]
  private let start: Int
  private let checkpoints: [UInt32]

  /// Whether a code point's number is its offset behind `start`.
  let isIdentity: Bool

  /// Counts the code points of `bytes` from `start` on; `isASCII` says that all are single bytes.
  init(_ bytes: [UInt8], from start: Int, isASCII: Bool) {
    self.bytes = bytes
    self.start = start
    isIdentity = isASCII
    checkpoints = isASCII ? [] : Self.checkpoints(bytes, from: start)
  }

  /// The byte where code point `index` starts; the end of the text for numbers beyond it.
  ///
  /// `last` holds the previous answer, since marks mostly move forward by little.
  func offset(of index: Int, near last: inout (index: Int, offset: Int)) -> Int {
    if isIdentity { return min(start + index, bytes.count) }
    if index < last.index || index - last.index > Self.stride {
      let place = min(index / Self.stride, checkpoints.count - 1)
      last = (place * Self.stride, Int(checkpoints[place]))
    }
    var (position, offset) = last
    while position < index, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      position += 1
    }
    last = (position, offset)
    return offset
  }

  /// The number of the code point that starts at `offset`.
  func index(of offset: Int) -> Int {
    if isIdentity { return offset - start }
    var low = 0
    var high = checkpoints.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(checkpoints[middle]) <= offset { low = middle } else { high = middle }
    }
    var index = low * Self.stride
    var position = Int(checkpoints[low])
    while position < offset {
      position += 1
      if position == bytes.count || bytes[position] & 0xC0 != 0x80 { index += 1 }
    }
    return index
  }

  private static func checkpoints(_ bytes: [UInt8], from start: Int) -> [UInt32] {
    var table: [UInt32] = [UInt32(truncatingIfNeeded: start)]
    table.reserveCapacity((bytes.count - start) / stride + 1)
    var count = 0
    bytes.withUnsafeBufferPointer { buffer in
      for i in start..<max(start, buffer.count) where buffer[i] & 0xC0 != 0x80 {
        if count == stride {
          table.append(UInt32(truncatingIfNeeded: i))
          count = 0
        }
        count += 1
      }
    }
    return table
  }
}
