import RunRecords
import Testing

/// Event files written here by hand: framing, checksums and both forms of a scalar.
@Suite struct EventFileTests {
  /// CRC-32C bit by bit, as RFC 3720 defines it.
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = ~0
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
    }
    return ~sum
  }

  private func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }

  private func masked(_ bytes: [UInt8]) -> [UInt8] {
    let sum = checksum(bytes)
    return little(UInt64((sum >> 15 | sum << 17) &+ 0xA282_EAD8), 4)
  }

  private func record(_ payload: [UInt8]) -> [UInt8] {
    let length = little(UInt64(payload.count), 8)
    return length + masked(length) + payload + masked(payload)
  }

  private func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
  }

  private func field(_ number: UInt64, _ bytes: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(bytes.count)) + bytes
  }

  private func event(_ step: UInt64, _ tag: String, _ value: [UInt8]) -> [UInt8] {
    let time = varint(1 << 3 | 1) + little(0x41D0_0000_0000_0000, 8)
    let summary = field(1, field(1, Array(tag.utf8)) + value)
    return time + varint(2 << 3) + varint(step) + field(5, summary)
  }

  private func simple(_ value: Float) -> [UInt8] {
    varint(2 << 3 | 5) + little(UInt64(value.bitPattern), 4)
  }

  /// A tensor without dimensions, its number in `float_val` or in `tensor_content`.
  private func tensor(_ value: Float, packed: Bool) -> [UInt8] {
    let bits = little(UInt64(value.bitPattern), 4)
    let number = packed ? field(4, bits) : varint(5 << 3 | 5) + bits
    return field(8, varint(1 << 3) + varint(1) + field(2, []) + number)
  }

  private var file: [UInt8] {
    let version = record(varint(1 << 3 | 1) + little(0, 8) + field(3, Array("brain.Event:2".utf8)))
    return version
      + record(event(10, "train/loss", simple(3.5)) + [])
      + record(event(10, "train/learning_rate", tensor(0.25, packed: false)))
      + record(event(300, "train/loss", tensor(3.25, packed: true)))
      + record(event(400, "train/loss", tensor(3, packed: false)))
  }

  private func read(_ bytes: [UInt8]) throws(RunLog.Problem) -> RunLog {
    try RunLog(reading: bytes, path: "events.out.tfevents.1")
  }

  @Test func theChecksumIsTheStandards() {
    #expect(checksum(Array("123456789".utf8)) == 0xE306_9283)
  }

  @Test func bothFormsOfAScalarAreRead() throws {
    let log = try read(file)
    #expect(
      log.points == [
        RunLogPoint(step: 10, loss: 3.5, learningRate: 0.25), RunLogPoint(step: 300, loss: 3.25),
        RunLogPoint(step: 400, loss: 3),
      ])
    #expect(log.lossName == "train/loss" && log.remarks.isEmpty)
  }

  @Test func aDamagedRecordCostsOnlyItself() throws {
    let whole = file
    let last = record(event(400, "train/loss", tensor(3, packed: false))).count
    var damaged = whole
    damaged[whole.count - last - 6] ^= 1
    let log = try read(damaged)
    #expect(log.points.map(\.step) == [10, 400])
    #expect(log.remarks == ["a record fails its checksum and is left out"])
  }

  @Test func aFileThatIsStillWrittenEndsAtItsLastWholeRecord() throws {
    let log = try read(file.dropLast(9))
    #expect(log.points.map(\.step) == [10, 300])
    #expect(log.remarks == ["the last record breaks off and is left out"])
  }

  @Test func everyCutAndEveryFlippedByteIsSurvived() {
    let whole = file
    for count in 0..<whole.count { _ = try? read(Array(whole.prefix(count))) }
    for place in whole.indices {
      var changed = whole
      changed[place] ^= 0x81
      _ = try? read(changed)
    }
    #expect(throws: RunLog.Problem.self) { try read(Array(whole.prefix(20))) }
  }

  @Test func tagsMayBeNamed() throws {
    let bytes = file + record(event(10, "val/perplexity", simple(9)))
    let log = try RunLog(
      reading: bytes, path: "e", columns: try LogColumns(parsing: "loss=val/perplexity"))
    #expect(log.points.map(\.loss) == [9])
  }
}
