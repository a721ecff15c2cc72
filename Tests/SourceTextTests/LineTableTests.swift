import SourceText
import Testing

@Suite struct LineTableTests {
  @Test func columnsFollowTheEncoding() {
    let table = LineTable(Array("é漢🙂x\nb".utf8))
    let x = 2 + 3 + 4
    #expect(table.position(of: x, in: .utf8) == Position(line: 0, column: 9))
    #expect(table.position(of: x, in: .utf16) == Position(line: 0, column: 4))
    #expect(table.position(of: x, in: .codePoints) == Position(line: 0, column: 3))
    for encoding in PositionEncoding.allCases {
      let position = table.position(of: x, in: encoding)
      #expect(table.offset(of: position, in: encoding) == x)
    }
  }

  @Test func everyEditorLineBreakCountsAndNoOther() {
    let table = LineTable(Array("a\r\nb\rc\nd\u{85}e\u{2028}f".utf8))
    #expect(table.count == 4)
    #expect(table.range(ofLine: 0) == ByteRange(0, 1))
    #expect(table.range(ofLine: 1) == ByteRange(3, 4))
    #expect(table.range(ofLine: 3).upperBound == 15)
  }

  @Test func positionsOutsideTheTextStayInside() {
    let table = LineTable(Array("ab\n".utf8))
    #expect(table.offset(of: Position(line: 0, column: 99), in: .utf16) == 2)
    #expect(table.offset(of: Position(line: 9, column: 0), in: .utf16) == nil)
    #expect(table.offset(of: Position(line: -1, column: 0), in: .utf16) == nil)
    #expect(table.position(of: 99, in: .utf8) == Position(line: 1, column: 0))
  }

  /// Every short text over what matters to lines, every range in it, every replacement.
  @Test func aReplacementFindsTheSameLinesAsReadingAnew() {
    let alphabet: [UInt8] = [0x0A, 0x0D, 0x61]
    func texts(upTo length: Int) -> [[UInt8]] {
      (0..<length).reduce([[[]]] as [[[UInt8]]]) { all, _ in
        all + [(all.last ?? []).flatMap { text in alphabet.map { text + [$0] } }]
      }.flatMap { $0 }
    }
    let insertions = texts(upTo: 2)
    for text in texts(upTo: 5) {
      let table = LineTable(text)
      for start in 0...text.count {
        for end in start...text.count {
          for insertion in insertions {
            var patched = table
            patched.replace(ByteRange(start, end), by: insertion)
            let anew = LineTable(patched.bytes)
            guard patched != anew else { continue }
            Issue.record("\(text), \(start)..<\(end) by \(insertion)")
            return
          }
        }
      }
    }
  }
}
