/// Works out `$(( … ))`: whole numbers, the four operations, remainder and brackets.
struct ShellArithmetic {
  private let bytes: [UInt8]
  private let lookup: (String) -> Int?
  private var position = 0
  private var depth = 0

  /// Takes an expression, and where its variables come from.
  init(_ expression: ArraySlice<UInt8>, lookup: @escaping (String) -> Int?) {
    bytes = Array(expression)
    self.lookup = lookup
  }

  /// The value; nil where a part is not known or no number.
  mutating func value() -> Int? {
    guard bytes.count <= 4096, let result = sum() else { return nil }
    skipBlanks()
    return position == bytes.count ? result : nil
  }

  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipBlanks() {
    while [0x20, 0x09, 0x0A].contains(byte) { position += 1 }
  }

  private mutating func sum() -> Int? {
    guard var total = product() else { return nil }
    while true {
      skipBlanks()
      let sign = byte
      guard sign == 0x2B || sign == 0x2D else { return total }
      position += 1
      guard let next = product() else { return nil }
      let (result, overflows) =
        sign == 0x2B
        ? total.addingReportingOverflow(next) : total.subtractingReportingOverflow(next)
      guard !overflows else { return nil }
      total = result
    }
  }

  private mutating func product() -> Int? {
    guard var total = term() else { return nil }
    while true {
      skipBlanks()
      let sign = byte
      guard sign == 0x2A || sign == 0x2F || sign == 0x25 else { return total }
      position += 1
      guard let next = term() else { return nil }
      let (result, overflows) =
        switch sign {
        case 0x2A: total.multipliedReportingOverflow(by: next)
        case 0x2F: total.dividedReportingOverflow(by: next)
        default: total.remainderReportingOverflow(dividingBy: next)
        }
      guard !overflows else { return nil }
      total = result
    }
  }

  private mutating func term() -> Int? {
    skipBlanks()
    switch byte {
    case 0x28:
      guard depth < 64 else { return nil }
      depth += 1
      defer { depth -= 1 }
      position += 1
      let inner = sum()
      skipBlanks()
      guard byte == 0x29 else { return nil }
      position += 1
      return inner
    case 0x2D:
      guard depth < 64 else { return nil }
      depth += 1
      defer { depth -= 1 }
      position += 1
      return term().map { 0 &- $0 }
    case 0x30...0x39: return Self.integer(take { ShellReader.isNameByte($0, first: false) })
    case 0x24:
      position += 1
      let hasBraces = byte == 0x7B
      if hasBraces { position += 1 }
      let name = take { ShellReader.isNameByte($0, first: false) }
      if hasBraces {
        guard byte == 0x7D else { return nil }
        position += 1
      }
      return lookup(name)
    default:
      let name = take { ShellReader.isNameByte($0, first: false) }
      return name.isEmpty ? nil : lookup(name)
    }
  }

  /// A decimal number: `010` is 8 to a shell, and `0x10` 16.
  static func integer(_ text: String) -> Int? {
    let isOctal = text.utf8.count > 1 && text.utf8.first == 0x30
    return isOctal ? nil : Int(text)
  }

  private mutating func take(_ belongs: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, belongs(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}
