import LanguageServerProtocol
import Testing

/// Every item of `chunks`, read as they arrive; bodies as text.
private func items(of chunks: [[UInt8]]) -> [String] {
  var reader = MessageReader()
  var items: [String] = []
  for chunk in chunks {
    reader.append(chunk)
    while let item = reader.next() {
      switch item {
      case .body(let body): items.append(String(decoding: body, as: UTF8.self))
      case .problem(let problem): items.append("! \(problem)")
      }
    }
  }
  return items
}

private let malformed = "! \(FramingProblem.malformedHeader)"
private let missing = "! \(FramingProblem.missingLength)"
private let absurd = "! \(FramingProblem.absurdLength)"

private let streams: [(stream: String, items: [String])] = [
  ("", []),
  ("Content-Length: 2\r\n\r\n{}", ["{}"]),
  ("Content-Length: 0\r\n\r\n", [""]),
  ("content-LENGTH:2 \r\n\r\n{}", ["{}"]),
  ("Content-Length:\t2\n\n{}", ["{}"]),
  ("Content-Length: 5\r\n\r\n\"é\"\n", ["\"é\"\n"]),
  ("Content-Length: 2\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{}", ["{}"]),
  ("X-Other: 7\r\nContent-Length: 2\r\n\r\n{}", ["{}"]),
  (
    "Content-Length: 2\r\n\r\n{}Content-Length: 1\r\n\r\n1Content-Length: 3\r\n\r\n[1]",
    ["{}", "1", "[1]"]
  ),
  ("Content-Length: 2\r\n\r\n{}\r\n\nContent-Length: 1\r\n\r\n1", ["{}", "1"]),
  ("Content-Length: 40\r\n\r\nContent-Length: 1\r\n\r\n0123456789", []),
  ("Content-Length: 3\r\n\r\n{}", []),
  ("garbage\r\nContent-Length: 1\r\n\r\n1", [malformed, "1"]),
  ("garbageContent-Length: 1\r\n\r\n1", [missing, "1"]),
  ("{\"a\": 1}\nContent-Length: 1\r\n\r\n1", [malformed, "1"]),
  ("Content-Length: x\r\n\r\n{}Content-Length: 1\r\n\r\n1", [malformed, "1"]),
  ("Content-Length: -2\r\n\r\n{}Content-Length: 1\r\n\r\n1", [malformed, "1"]),
  ("Content-Length: 2x\r\n\r\n{}Content-Length: 1\r\n\r\n1", [malformed, "1"]),
  ("Content-Length:\r\n\r\n{}Content-Length: 1\r\n\r\n1", [malformed, "1"]),
  ("Content-Type: a\r\n\r\n{}Content-Length: 1\r\n\r\n1", [missing, "1"]),
  ("Content-Length: 268435457\r\n\r\n{}Content-Length: 1\r\n\r\n1", [absurd, "1"]),
  ("Content-Length: 99999999999999999999999\r\n\r\nContent-Length: 1\r\n\r\n1", [absurd, "1"]),
  (
    "a\nContent-Length: b\nCContent-Length: 1\r\n\r\n1b\nContent-Length: 1\n\n2",
    [malformed, "1", malformed, "2"]
  ),
]

@Suite struct MessageReaderTests {
  @Test(arguments: streams) func cutsWholeStreams(stream: String, expected: [String]) {
    #expect(items(of: [Array(stream.utf8)]) == expected)
  }

  @Test(arguments: streams) func cutsStreamsThatComeByteByByte(stream: String, expected: [String]) {
    #expect(items(of: stream.utf8.map { [$0] }) == expected)
  }

  @Test func cutsAMessageSplitAnywhere() {
    let bytes = Array("Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\nnull".utf8)
    for split in bytes.indices {
      #expect(items(of: [Array(bytes[..<split]), Array(bytes[split...])]) == ["{}", "null"])
    }
  }

  @Test func endlessHeadersAreMalformed() {
    let line = [UInt8](repeating: 0x61, count: 10_000)
    let lines = [[UInt8]](repeating: Array("a: b\n".utf8), count: 20_000)
    let message = Array("Content-Length: 1\r\n\r\n1".utf8)
    #expect(items(of: [line, message]) == [malformed, "1"])
    #expect(items(of: [lines.flatMap { $0 }, message]) == [malformed, "1"])
  }

  @Test func knowsWhetherAMessageIsCut() {
    var reader = MessageReader()
    #expect(!reader.isInsideMessage)
    reader.append(Array("Content-Length: 2\r\n\r\n{".utf8))
    #expect(reader.next() == nil)
    #expect(reader.isInsideMessage)
    reader.append([0x7D])
    #expect(reader.next() == .body([0x7B, 0x7D]))
    #expect(reader.next() == nil)
    #expect(!reader.isInsideMessage)
  }

  @Test func mutationsNeverTrap() {
    let sample = Array(
      "Content-Length: 2\r\nA: b\r\n\r\n{}Content-Length: 12\r\n\r\n{\"method\":1}".utf8)
    var state: UInt64 = 42
    func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
    for _ in 0..<20_000 {
      var bytes = sample
      for _ in 0...roll(3) {
        let place = roll(bytes.count)
        switch roll(3) {
        case 0: bytes[place] = UInt8(roll(256))
        case 1: bytes.remove(at: place)
        default: bytes.insert(sample[roll(sample.count)], at: place)
        }
      }
      let split = roll(bytes.count)
      let halves = items(of: [Array(bytes[..<split]), Array(bytes[split...])])
      #expect(halves == items(of: [bytes]))
    }
  }
}
