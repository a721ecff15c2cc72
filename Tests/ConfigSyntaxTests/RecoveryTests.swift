import ConfigSyntax
import SourceText
import Testing

@Suite struct RecoveryTests {
  @Test func whatStandsBeforeAnErrorIsKept() {
    #expect(read("a: 1\nb:\n  c: [2, 3, @\nd: 4\n").shape == "{a: 1, b: {c: [2, 3]}}")
    #expect(read("a: 1\nb: @\n").shape == "{a: 1, b: }")
    #expect(read("a: 1\nb\n").shape == "{a: 1}")
    #expect(read("@").shape == "-" || read("@").documents.isEmpty)
  }

  @Test func aKeyWithoutItsValueGetsAnEmptyOne() throws {
    let tree = read("a: 1\nlr: \"x\n")
    #expect(tree.shape == "{a: 1, lr: }")
    let empty = try #require(tree.allNodes.last)
    #expect(tree.bytes(of: empty) == ByteRange(8, 8))
  }

  @Test func laterDocumentsAreReadWithTheirOwnOffsets() {
    let tree = read("é: 1\n---\nü: [1\n---\nd: ö # x\n---\ne: 'y\n---\nf: 2\n")
    #expect(tree.shape == "{é: 1} | {ü: [1]} | {d: ö} | {e: } | {f: 2}")
    #expect(tree.kinds == [.missingComma, .documentMarkInQuotes])
    for text in ["é", "ü", "d", "ö", "e", "f", "2"] {
      #expect(tree.written(nodeWith: text) == text)
    }
    #expect(tree.comments().map(\.text) == [" x"])
    let spans = tree.documents.map(\.span)
    for (a, b) in zip(spans, spans.dropFirst()) { #expect(a.upperBound == b.lowerBound) }
    #expect(spans.last?.upperBound == tree.file.bytes.count)
  }

  @Test func anchorsDoNotOutliveAnError() {
    let tree = read("a: &x 1\nb: @\n---\nc: *x\n")
    #expect(tree.kinds == [.reservedCharacter("@"), .undefinedAlias("x")])
  }

  @Test func anErrorOnADocumentsFirstLineDoesNotRepeatItself() {
    let tree = read("a: 1\n--- @\nb: 2\n---\nc: 3\n")
    #expect(tree.kinds == [.reservedCharacter("@")])
    #expect(tree.shape == "{a: 1} | - | {c: 3}")
  }

  @Test func theTextBeforeABadByteIsKept() {
    var bytes = Array("a: 1\nb: [2,\n  3,\n".utf8)
    bytes += [0xFF, 0x0A]
    bytes += Array("c: 4\n---\nd: é # x\n".utf8)
    let tree = parse(SourceFile(name: "x", bytes: bytes))
    #expect(tree.shape == "{a: 1, b: [2, 3]} | {d: é}")
    #expect(tree.kinds == [.invalidUTF8])
    #expect(tree.written(nodeWith: "d") == "d")
    #expect(tree.comments().map(\.text) == [" x"])
  }

  @Test func aSyntaxErrorBeforeABadByteIsReportedToo() {
    var bytes = Array("a: @\n---\nb: 1\n---\nc: 2\nd: ".utf8)
    bytes += [0x01] + Array("\n---\ne: 3\n".utf8)
    let tree = parse(SourceFile(name: "x", bytes: bytes))
    #expect(tree.kinds == [.reservedCharacter("@"), .controlCharacter(1)])
    #expect(tree.shape == "{a: } | {b: 1} | {c: 2} | {e: 3}")
  }

  @Test func aZeroByteEndsTheReading() {
    let tree = parse(SourceFile(name: "x", bytes: Array("a: 1\nb: \0\n---\nc: \0\n".utf8)))
    #expect(tree.kinds == [.controlCharacter(0)])
    #expect(tree.shape == "{a: 1}")
  }

  @Test func errorsAreCountedUpToALimit() {
    let text = String(repeating: "---\na: @\n", count: 5_000)
    let tree = read(text)
    #expect(tree.problems.count == 101)
    #expect(tree.kinds.last == .errorLimit)
  }

  @Test func aFileBeyondTheSizeLimitIsReadUpToItsLastWholeLine() {
    let tree = read("a: 1\nb: 2\nc: 3\n", limits: ParseLimits(fileSize: 12))
    #expect(tree.shape == "{a: 1, b: 2}")
    #expect(tree.kinds == [.sizeLimit])
    #expect(tree.problems[0].span.bytes == ByteRange(10, 10))
    #expect(read("aaaa", limits: ParseLimits(fileSize: 2)).kinds == [.sizeLimit])
    #expect(read("a: [\n1\n]\n", limits: ParseLimits(fileSize: 6)).kinds == [.sizeLimit])
    #expect(read("a: 1\n", limits: ParseLimits(fileSize: 0)).kinds == [.sizeLimit])
    #expect(read("a: 1\n", limits: ParseLimits(fileSize: -1)).kinds == [.sizeLimit])
  }

  @Test func nodesAreCountedUpToALimit() {
    let tree = read("a: [1, 2, 3, 4]\nb: 1\n", limits: ParseLimits(nodes: 5))
    #expect(tree.kinds == [.nodeLimit])
    #expect(tree.shape == "{a: [1, 2]}")
  }

  @Test func depthIsLimitedByTheGivenNumber() {
    let tree = read("[[[[1]]]]\n---\n[2]\n", limits: ParseLimits(depth: 3))
    #expect(tree.kinds == [.depthLimit])
    #expect(tree.shape == "[[[]]] | [2]")
    #expect(read("[[[1]]]", limits: ParseLimits(depth: 3)).kinds.isEmpty)
    #expect(read("[1]", limits: ParseLimits(depth: 0)).kinds == [.depthLimit])
  }
}
