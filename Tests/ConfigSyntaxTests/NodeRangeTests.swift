import ConfigSyntax
import SourceText
import Testing

@Suite struct NodeRangeTests {
  @Test func marksBecomeBytesInTextBeyondASCII() throws {
    let tree = read("é: ü\nb: 10000\n日本: \"漢😀\" # c\nx: 'é'\n")
    for text in ["é", "ü", "b", "10000", "日本"] {
      let node = try #require(tree.node(text))
      #expect(tree.written(node) == text)
    }
    #expect(tree.written(nodeWith: "漢😀") == "\"漢😀\"")
    #expect(tree.written(nodeWith: "x") == "x")
    #expect(tree.comments().map(\.text) == [" c"])
  }

  @Test func longTextBeyondASCIIKeepsItsPlaces() throws {
    var text = ""
    for i in 0..<2_000 { text += "k\(i): \(i % 3 == 0 ? "ü😀" : "v")\(i)\n" }
    let tree = read(text)
    for (i, id) in tree.allNodes.dropFirst().enumerated() {
      #expect(tree.written(id) == tree.text(of: id))
      if i % 2 == 0 { #expect(tree.text(of: id) == "k\(i / 2)") }
    }
    #expect(tree.nodeCount == 4_001)
  }

  @Test func aByteOrderMarkMovesEverythingByThreeBytes() throws {
    for text in ["a: 1\nb: 2 # c\n", "a: é\nb: 2 # c\n"] {
      let tree = read("\u{FEFF}" + text)
      let b = try #require(tree.node("b"))
      #expect(tree.written(b) == "b")
      #expect(tree.bytes(of: tree.allNodes[1]) == ByteRange(3, 4))
      #expect(tree.comments().map(\.text) == [" c"])
      #expect(tree.documents[0].span.lowerBound == 3)
      #expect(tree.problems.isEmpty)
    }
  }

  @Test func aByteOrderMarkInsideTheTextIsNamed() {
    let tree = read("a: 1\n\u{FEFF}b: 2\n")
    #expect(tree.kinds == [.byteOrderMark])
    #expect(tree.problems[0].span.bytes == ByteRange(5, 8))
  }

  @Test func otherLineBreaksMoveNothing() throws {
    let tree = read("a: \"x\u{85}y\" # n\u{2028}b: 1\r\nc: |\r\n  t\r\n\r\nd: 2\re: 3\n")
    for text in ["a", "b", "1", "c", "d", "2", "e", "3"] {
      #expect(tree.written(nodeWith: text) == text)
    }
    #expect(tree.comments().map(\.text) == [" n"])
    #expect(tree.problems.isEmpty)
  }

  @Test func aBlockScalarEndsBeforeTrailingBlankLines() throws {
    let tree = read("a: |\n  one\n  two  \n\n  \n\nb: >-\n\n  x\n\nc: |\n\nd: 1\n")
    let first = try #require(tree.node("one\ntwo  \n"))
    #expect(tree.written(first) == "|\n  one\n  two  ")
    #expect(tree.written(nodeWith: "\nx") == ">-\n\n  x")
    #expect(tree.written(tree.allNodes[6]) == "|")
    let root = try #require(tree.documents[0].root)
    #expect(tree.written(root).hasSuffix("d: 1"))
  }

  @Test func aBlockCollectionEndsWithItsLastChild() throws {
    let tree = read("a:\n  b: 1\n\n# note\nc:\n- 2\n- 3 # three\n\n# end\n")
    let inner = try #require(tree.node("b").flatMap { tree.parent(of: $0) })
    #expect(tree.written(inner) == "b: 1")
    let list = try #require(tree.node("2").flatMap { tree.parent(of: $0) })
    #expect(tree.written(list) == "2\n- 3")
    let root = try #require(tree.documents[0].root)
    #expect(tree.bytes(of: root) == ByteRange(0, 28))
  }

  @Test func aBlockCollectionEndsWithTheTextOfABlockScalar() throws {
    let tree = read("run:\n  script: |\n    x\n\n\nb: 1\n")
    let inner = try #require(tree.node("script").flatMap { tree.parent(of: $0) })
    #expect(tree.written(inner) == "script: |\n    x")
  }

  @Test func flowCollectionsIncludeTheirBrackets() throws {
    let tree = read("a: [1, {b: 2} , c: 3]\nd: { }\n")
    #expect(
      tree.allNodes.filter { tree.isFlow($0) }.map { tree.written($0) } == [
        "[1, {b: 2} , c: 3]", "{b: 2}", "c: 3", "{ }",
      ])
  }

  @Test(arguments: [
    ("a:\nb: 1\n", 2), ("a: # why\nb: 1\n", 2), ("a :\n\n\n", 3), ("{a: , b}\n", 3),
    ("{a: }\n", 3), ("{a , b: 1}\n", 2), ("[a: , b]\n", 3), ("-\n- 1\n", 1),
    ("? a\n\n# x\n? b\n", 3),
    ("a:", 2), ("a: # c", 2), ("--- # c\n", 3), ("é: \n", 3),
  ])
  func anEmptyValueStandsBehindItsColon(_ text: String, _ offset: Int) throws {
    let tree = read(text)
    let empty = try #require(tree.allNodes.first { tree.bytes(of: $0).isEmpty })
    #expect(tree.bytes(of: empty) == ByteRange(offset, offset))
    #expect(tree.text(of: empty).isEmpty)
  }

  @Test func textThatEqualsItsSourceIsNotCopied() {
    let tree = read(
      "a: plain\nb: 'quoted'\nc: \"x\\ty\"\nd: two\n  lines\ne: 'it''s'\nf: >\n  a\n  b\n")
    let texts = tree.allNodes.dropFirst().map { tree.text(of: $0) }
    #expect(
      texts == [
        "a", "plain", "b", "quoted", "c", "x\ty", "d", "two lines", "e", "it's", "f", "a b\n",
      ])
    tree.file.bytes.withUnsafeBufferPointer { source in
      for text in ["plain", "quoted"] {
        guard let id = tree.node(text), let base = source.baseAddress else { continue }
        let isShared = tree.withText(of: id) {
          $0.baseAddress.map { $0 >= base && $0 < base + source.count }
        }
        #expect(isShared == true)
      }
    }
  }

  @Test func spansNameTheirFile() {
    let tree = parse(SourceFile(id: FileID(7), name: "x.yaml", text: "a: 1 # c\nb: *d\n"))
    #expect(tree.span(of: tree.allNodes[1]).file == FileID(7))
    #expect(tree.comments()[0].span.file == FileID(7))
    #expect(tree.problems[0].span.file == FileID(7))
  }

  @Test func aNulEscapeStaysInTheText() throws {
    let tree = read("a: \"x\\0y\"\n")
    #expect(tree.text(of: tree.allNodes[2]).utf8.elementsEqual([0x78, 0, 0x79]))
  }
}
