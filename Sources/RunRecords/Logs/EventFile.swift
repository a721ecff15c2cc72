/// The scalars in a TensorBoard event file.
///
/// Records are framed as in TensorFlow's `record_writer.cc`: length (8 bytes), a masked CRC-32C of
/// it, the bytes, a masked CRC-32C of them, all little-endian. A record is an `Event`
/// (`event.proto`) whose `Summary` (`summary.proto`) has values with a tag and either a
/// `simple_value` or a tensor.
struct EventFile {
  /// One value of one tag.
  struct Scalar: Equatable {
    let tag: String
    let step: Double
    let value: Double
  }

  private(set) var scalars: [Scalar] = []
  /// Records whose checksum is wrong.
  private(set) var damaged = 0
  /// Whether the last record breaks off.
  private(set) var isCut = false

  /// Whether `bytes` begin with a record.
  static func isOne(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 12 else { return false }
    return CRC32C.masked(bytes[0..<8]) == UInt32(littleEndian(bytes[8..<12]))
  }

  /// Reads the records in `bytes`.
  init(_ bytes: [UInt8]) {
    var position = 0
    while position < bytes.count {
      guard bytes.count - position >= 12 else {
        isCut = true
        return
      }
      let head = bytes[position..<position + 8]
      let length = Self.littleEndian(head)
      guard CRC32C.masked(head) == UInt32(Self.littleEndian(bytes[position + 8..<position + 12]))
      else {
        // Without its length nothing tells where the next record begins.
        damaged += 1
        return
      }
      guard length <= UInt64(bytes.count), bytes.count - position - 12 >= Int(length) + 4 else {
        isCut = true
        return
      }
      let start = position + 12
      let end = start + Int(length)
      let sum = UInt32(Self.littleEndian(bytes[end..<end + 4]))
      position = end + 4
      guard CRC32C.masked(bytes[start..<end]) == sum else {
        damaged += 1
        continue
      }
      readEvent(bytes[start..<end])
    }
  }

  private static func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  // MARK: Messages

  private mutating func readEvent(_ bytes: ArraySlice<UInt8>) {
    var step = 0.0
    var summaries: [ArraySlice<UInt8>] = []
    var fields = WireFields(bytes)
    while let field = fields.next() {
      switch (field.number, field.value) {
      case (2, .varint(let value)): step = Double(Int64(bitPattern: value))
      case (5, .bytes(let summary)): summaries.append(summary)
      default: break
      }
    }
    for summary in summaries {
      var values = WireFields(summary)
      while let field = values.next() {
        if field.number == 1, case .bytes(let value) = field.value { readValue(value, step) }
      }
    }
  }

  private mutating func readValue(_ bytes: ArraySlice<UInt8>, _ step: Double) {
    var tag = ""
    var number: Double?
    var fields = WireFields(bytes)
    while let field = fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let name)): tag = String(decoding: name, as: UTF8.self)
      case (2, .fixed32(let bits)): number = Double(Float(bitPattern: bits))
      case (8, .bytes(let tensor)): number = Self.scalar(tensor) ?? number
      default: break
      }
    }
    if let number { scalars.append(Scalar(tag: tag, step: step, value: number)) }
  }

  /// The only number of a `TensorProto` (`tensor.proto`); nil for any other tensor.
  private static func scalar(_ bytes: ArraySlice<UInt8>) -> Double? {
    var type: UInt64 = 0
    var content: ArraySlice<UInt8> = []
    var numbers: [Double] = []
    var fields = WireFields(bytes)
    while let field = fields.next() {
      switch (field.number, field.value) {
      case (1, .varint(let value)): type = value
      case (4, .bytes(let value)): content = value
      case (5, .fixed32(let bits)): numbers.append(Double(Float(bitPattern: bits)))
      case (6, .fixed64(let bits)): numbers.append(Double(bitPattern: bits))
      case (5, .bytes(let packed)) where packed.count == 4:
        numbers.append(Double(Float(bitPattern: UInt32(littleEndian(packed)))))
      case (6, .bytes(let packed)) where packed.count == 8:
        numbers.append(Double(bitPattern: littleEndian(packed)))
      default: break
      }
    }
    if numbers.count == 1 { return numbers[0] }
    // DT_FLOAT is 1, DT_DOUBLE 2.
    if type == 1, content.count == 4 {
      return Double(Float(bitPattern: UInt32(littleEndian(content))))
    }
    return type == 2 && content.count == 8 ? Double(bitPattern: littleEndian(content)) : nil
  }
}
