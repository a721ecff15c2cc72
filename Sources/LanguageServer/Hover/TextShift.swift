import SourceText

/// Finds places of one text in another that differs from it in one stretch.
struct TextShift {
  private let head: Int
  private let oldTail: Int
  private let newTail: Int

  /// Compares two texts.
  init(from old: [UInt8], to new: [UInt8]) {
    let shorter = min(old.count, new.count)
    var head = 0
    while head < shorter, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < shorter - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    self.head = head
    oldTail = old.count - tail
    newTail = new.count - tail
  }

  /// The place in the old text of `offset` in the new one; nil where the texts differ.
  func old(_ offset: Int) -> Int? {
    if offset <= head { return offset }
    return offset >= newTail ? offset - newTail + oldTail : nil
  }

  /// The bytes in the new text of `range` in the old one; nil where the texts differ.
  func new(_ range: ByteRange) -> ByteRange? {
    if range.upperBound <= head { return range }
    guard range.lowerBound >= oldTail else { return nil }
    let shift = newTail - oldTail
    return ByteRange(range.lowerBound + shift, range.upperBound + shift)
  }
}
