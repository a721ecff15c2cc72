import ConfigSyntax
import SourceText
import Testing

/// Every byte of a scalar knows which byte of the file gave it.
@Suite struct ScalarPlaceTests {
  /// The text of the value of `a`, each byte with what stands at its place.
  private func places(_ text: String) throws -> String {
    let tree = read(text)
    let value = try #require(tree.allNodes.dropFirst(2).first)
    let mapped = try #require(tree.mappedText(of: value))
    #expect(mapped.text == tree.text(of: value))
    return mapped.bytes.indices.map { index in
      let place = mapped.place(of: index)
      guard place < tree.file.bytes.count else { return "$" }
      return String(Unicode.Scalar(tree.file.bytes[place])).replacing("\n", with: "/")
    }.joined()
  }

  @Test func blocksLoseTheirIndentation() throws {
    #expect(try places("a: |\n  one\n    two\n\n  three\nb: 1\n") == "one/  two//three/")
    #expect(try places("a: |2\n    one\n  two\n") == "  one/two/")
    #expect(try places("a: |2-\n   one\n") == " one")
    #expect(try places("a: |\n\n\n  one\n") == "//one/")
    #expect(try places("a: |+\n  one\n\n\nb: 1\n").hasPrefix("one/"))
    #expect(try places("a: &x !!str |\n  one\n") == "one/")
    #expect(try places("a: |\n  one") == "one")
  }

  @Test func foldedLinesStandForTheirBreaks() throws {
    #expect(try places("a: >\n  one\n  two\n\n  three\n") == "one/two/three/")
    #expect(try places("a: >-\n  one\n    deep\n  two\n") == "one/  deep/two")
    #expect(try places("a: one\n  two\n\n  three\n") == "one/two/three")
    #expect(try places("a: 'one\n  two'\n") == "one/two")
    #expect(try places("a: \"one  \n\n  two\"\n") == "one/two")
  }

  @Test func escapesStandWhereTheyBegin() throws {
    #expect(try places(#"a: "x\ty\u00e9z\x41""# + "\n") == #"x\y\\z\"#)
    #expect(try places("a: \"one \\\n   two\"\n") == "one two")
    #expect(try places("a: 'it''s'\n") == "it's")
  }

  @Test func lineBreaksOfWindowsMoveNothing() throws {
    #expect(try places("a: |\r\n  one\r\n  two\r\n") == "one\rtwo\r")
    #expect(try places("a: >\r\n  one\r\n  two\r\n") == "one\rtwo\r")
    #expect(try places("\u{FEFF}a: |\n  é\n  two\n").hasSuffix("/two/"))
  }

  // MARK: Any scalar

  @Test(.timeLimit(.minutes(10))) func everyByteStandsAtItsPlace() throws {
    var random = Random(state: 7)
    for round in 0..<3_000 {
      let style = Style.allCases[round % Style.allCases.count]
      var text = "a:\(style.write(&random))\nb: 1\n"
      if random.next(4) == 0 { text = text.replacing("\n", with: "\r\n") }
      if random.next(8) == 0 { text = "\u{FEFF}" + text }
      let tree = read(text)
      guard tree.problems.isEmpty, let value = tree.allNodes.dropFirst(2).first else { continue }
      let mapped = try #require(tree.mappedText(of: value))
      #expect(mapped.text == tree.text(of: value))
      // Of nothing but blanks nobody can tell which are indentation.
      guard mapped.text.contains(where: { $0 != " " && $0 != "\n" }) else { continue }
      let source = tree.file.bytes
      var before = -1
      for index in 0..<mapped.count {
        let place = mapped.place(of: index)
        let byte = mapped.bytes[index]
        let there = place < source.count ? source[place] : 0x0A
        let isFolded = (byte == 0x20 || byte == 0x0A) && (there == 0x0A || there == 0x0D)
        let isEscape = style == .double && there == 0x5C
        guard place >= before, byte == there || isFolded || isEscape else {
          Issue.record(
            "byte \(index) of \(mapped.text.debugDescription) in \(text.debugDescription)")
          return
        }
        before = place
      }
    }
  }

  private enum Style: CaseIterable {
    case literal, folded, plain, single, double

    func write(_ random: inout Random) -> String {
      let words = ["one", "--flag=2", "é", "日本", "#x", "$A", "\\", "it", "{y}"]
      var lines: [String] = []
      for _ in 0...random.next(6) {
        var line = String(repeating: " ", count: max(0, random.next(8) - 4))
        for _ in 0..<random.next(4) {
          line += words[random.next(words.count)]
          line += String(repeating: " ", count: random.next(3))
        }
        lines.append(line)
      }
      let body = lines.joined(separator: "\n   ")
      switch self {
      case .literal: return " |" + ["", "-", "+", "3"][random.next(4)] + "\n   " + body
      case .folded: return " >" + ["", "-", "+", "3"][random.next(4)] + "\n   " + body
      case .plain: return " x" + body.filter { $0 != "#" && $0 != "{" && $0 != "}" }
      case .single: return " '" + body.replacing("it", with: "''") + "'"
      case .double:
        let escapes = ["\\n", "\\\\", "\\u00e9", "\\x41", "\\U0001F600", "\\\n   ", "\\\""]
        return " \"" + body.replacing("\\", with: escapes[random.next(escapes.count)]) + "\""
      }
    }
  }

  /// The same numbers each time.
  private struct Random {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }
}
