import JSONText
import Testing

/// SplitMix64: the same numbers on every machine.
private struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(sides))
  }
}

private let sample = Array(
  #"""
  {"jsonrpc":"2.0","id":-17,"method":"textDocument/didChange","params":{"textDocument":
  {"uri":"file:///tmp/é.yaml","version":2},"contentChanges":[{"range":{"start":{"line":1e0,
  "character":4.5},"end":null},"text":"lr: 6e-4\n# 😀 \ud83d\ude00 \ud83d \u00e9 \\\"/"},
  true,false,[],{},[[[[0.1e-3]]]]]}}
  """#.utf8)

@Suite struct JSONAbuseTests {
  private func read(_ bytes: [UInt8]) -> JSONValue? {
    do throws(JSONProblem) {
      return try JSONValue(parsing: bytes)
    } catch {
      #expect(error.offset >= 0 && error.offset <= bytes.count)
      return nil
    }
  }

  @Test func truncationAtEveryByteIsAProblem() {
    #expect(read(sample) != nil)
    for end in sample.indices { #expect(read(Array(sample[..<end])) == nil) }
  }

  @Test func mutationsNeverTrapAndSurvivorsRoundTrip() {
    var dice = Dice(state: 20_260)
    var survivors = 0
    for _ in 0..<20_000 {
      var bytes = sample
      for _ in 0...dice.roll(3) {
        let place = dice.roll(bytes.count)
        switch dice.roll(4) {
        case 0: bytes[place] = UInt8(dice.roll(256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(sample[dice.roll(sample.count)], at: place)
        default: bytes[place] ^= 1 << UInt8(dice.roll(8))
        }
      }
      guard let value = read(bytes) else { continue }
      survivors += 1
      var json = JSONWriter(pretty: dice.roll(2) == 0)
      json.value(value)
      #expect(read(json.bytes) == value)
    }
    #expect(survivors > 1_000)
  }

  @Test func doublesRoundTrip() {
    var dice = Dice(state: 7)
    for _ in 0..<5_000 {
      let bits = UInt64(dice.roll(.max)) << 1 | UInt64(dice.roll(2))
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      var json = JSONWriter()
      json.double(value)
      #expect(read(json.bytes)?.double == value)
    }
  }

  @Test func aMegabyteOfDigitsIsANumber() {
    let value = read([UInt8](repeating: 0x31, count: 1_000_000))
    #expect(value?.int == nil)
    #expect(value?.double == .infinity)
  }
}
