/// A date, or a date and a time, in the spelling of YAML 1.1.
struct DateShape {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var year = 0
  private var month = 0
  private var day = 0
  private var hour = 0
  private var minute = 0
  private var second = 0

  /// Whether the calendar and the clock have it.
  var exists: Bool {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard year > 0, (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
      return false
    }
    return hour < 24 && minute < 60 && second < 60
  }

  /// Scans `bytes`; nil where they are spelled otherwise.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    guard bytes.count >= 8, bytes[4] == 0x2D else { return nil }
    guard let year = digits(4...4), take(0x2D), let month = digits(1...2), take(0x2D) else {
      return nil
    }
    let monthIsLong = position == 8
    guard let day = digits(1...2) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    if position == bytes.count {
      if !monthIsLong || position != 10 { return nil }
      return
    }
    guard readTime(), position == bytes.count else { return nil }
  }

  private mutating func readTime() -> Bool {
    if !take(0x54), !take(0x74) {
      guard skipBlanks() else { return false }
    }
    guard let hour = digits(1...2), take(0x3A), let minute = digits(2...2), take(0x3A),
      let second = digits(2...2)
    else { return false }
    (self.hour, self.minute, self.second) = (hour, minute, second)
    if take(0x2E) {
      while position < bytes.count, bytes[position].isDigit { position += 1 }
    }
    if position == bytes.count { return true }
    _ = skipBlanks()
    if take(0x5A) { return true }
    guard take(0x2B) || take(0x2D), digits(1...2) != nil else { return false }
    return !take(0x3A) || digits(2...2) != nil
  }

  private mutating func digits(_ count: ClosedRange<Int>) -> Int? {
    var value = 0
    var length = 0
    while length < count.upperBound, position < bytes.count, bytes[position].isDigit {
      value = value * 10 + Int(bytes[position] - 0x30)
      position += 1
      length += 1
    }
    return length >= count.lowerBound ? value : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() -> Bool {
    let start = position
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position += 1
    }
    return position > start
  }
}
