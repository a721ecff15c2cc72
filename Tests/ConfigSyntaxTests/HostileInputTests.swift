import ConfigSyntax
import SourceText
import Testing

/// Inputs that are small on disk and dear to read without limits.
@Suite struct HostileInputTests {
  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["[", "{a: ", "&a [", "{", "[{a: ", "- ", "? ", "!!seq [", "{? ", "[? "])
  func deepNestingStopsAtTheDepthLimit(_ opening: String) {
    let tree = read(repeated(opening, 200_000))
    #expect(tree.nodeCount < 1_200)
    #expect(tree.kinds.contains(.depthLimit) || tree.kinds.contains(.templateSyntax))
    #expect(tree.allNodes.count == tree.nodeCount)
  }

  @Test(.timeLimit(.minutes(10)))
  func deepBlockNestingStopsAtTheDepthLimit() {
    var text = ""
    for depth in 0..<1_500 { text += repeated(" ", depth) + "a:\n" }
    let tree = read(text)
    #expect(tree.kinds == [.depthLimit])
    #expect(tree.nodeCount == 513)
  }

  @Test(.timeLimit(.minutes(10)))
  func aHundredThousandAnchorsAreKept() throws {
    var text = ""
    for i in 0..<100_000 { text += "- &a\(i) x\n" }
    text += "- *a0\n- *a99999\n"
    let tree = read(text)
    #expect(tree.nodeCount == 100_003)
    #expect(tree.problems.isEmpty)
    let last = try #require(tree.allNodes.last)
    #expect(tree.target(of: last)?.index == 100_000)
    #expect(tree.anchor(of: tree.allNodes[100_000])?.value == "a99999")
  }

  @Test(.timeLimit(.minutes(10)))
  func aliasBombsAreNotUnfolded() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for i in 1..<30 {
      let items = [String](repeating: "*a\(i - 1)", count: 10).joined(separator: ", ")
      text += "a\(i): &a\(i) [\(items)]\n"
    }
    let tree = read(text)
    #expect(tree.nodeCount == 1 + 30 * 12)
    #expect(tree.problems.isEmpty)
  }

  @Test(.timeLimit(.minutes(10)))
  func manySmallDocumentsAreRead() {
    let tree = read(repeated("--- a\n", 100_000))
    #expect(tree.documents.count == 100_000)
    #expect(tree.problems.isEmpty)
  }

  @Test(.timeLimit(.minutes(10)))
  func longLinesAndLongTextsAreRead() {
    #expect(read("a: " + repeated("x", 1_000_000)).nodeCount == 3)
    #expect(read("a: \"" + repeated("\\n", 500_000) + "\"").nodeCount == 3)
    #expect(read("a: |\n" + repeated("  x\n", 200_000)).nodeCount == 3)
    #expect(read("a: |\n  x" + repeated("\n", 500_000)).nodeCount == 3)
    #expect(read("a: [" + repeated("é, ", 100_000) + "]").nodeCount == 100_003)
    #expect(read("a: 1 " + repeated("#", 1_000_000)).comments().count == 1)
    #expect(read(repeated("# c\n", 200_000)).comments().count == 200_000)
    #expect(read(repeated("#\u{85}", 200_000)).comments().count == 200_000)
  }

  @Test(.timeLimit(.minutes(10)))
  func blockScalarsWithManyBlankLinesAreTrimmedOnce() {
    let tree = read("a:\n" + repeated("- |\n  x\n\n\n", 100_000))
    #expect(tree.nodeCount == 100_003)
    #expect(
      tree.documents[0].root.map { tree.bytes(of: $0).upperBound } == tree.file.bytes.count - 3)
  }

  @Test(
    arguments: [
      ":", "-", "?", ",", "]", "}", "[", "{", "|", ">", "'", "\"", "&", "*", "!", "%", "@", "`",
      "#",
      "---", "...", "--- |", "<<", "<<: *", "{{", "{%", "\t", "\r", "\r\n", "\u{85}", "\u{2028}",
      "\u{FEFF}\u{FEFF}", "%YAML", "%TAG", "- - -", "a:\u{0}", "? ? ?", ": : :", "!<", "!!",
      "&a &b",
      "&a *a", "\"\\", "\"\\x", "- |9", "{a", "[a: b", "{? :", "--- ---", "%", "% ---",
    ])
  func loneSignsAreAnswered(_ text: String) {
    let tree = read(text)
    #expect(tree.allNodes.count == tree.nodeCount)
    #expect(tree.problems.count <= 1)
    _ = tree.comments()
  }

  @Test func bytesOfEveryValueAreAnswered() {
    for byte in UInt8.min...UInt8.max {
      for bytes in [
        [byte], [byte, byte], [0x61, byte], Array("a: b\nc".utf8) + [byte, 0x3A, 0x20],
      ] {
        let tree = parse(SourceFile(name: "x", bytes: bytes))
        #expect(tree.problems.count <= 1)
      }
    }
  }
}

/// The reader answers whatever becomes of a file.
@Suite struct RobustnessTests {
  static let samples = [
    """
    # é漢🙂
    model: &m {name: "a/b", size: 7_000, 'x': ~}
    optimizer:
      lr: 1e-5   # why
      betas: [0.9, 0.95]
    <<: *m
    script: |2-
       torchrun --x=1 # text

    note: >
      folded
      text
    list:
    - &a !!str 1
    - ? key
      : - *a
    ---
    "quoted\\n\\u00e9": 'it''s'
    ...
    %YAML 1.1
    --- !!map
    last: "two
      lines"
    """,
    "{\n  \"a\": [1, 2.5e-3, {\"b\": null}],\r\n\t\"c\": \"\\ud83d\\ude00\", \"d\": {}\n}\n",
    "a: {{ x }}\n{% if y %}\nb: 1\n<<<<<<< HEAD\n\u{85}c: \u{2028}2\n\u{FEFF}d: 3\n",
  ]

  /// Every answer that a tree can give, so that a wrong offset would trap.
  private func askEverything(_ tree: SyntaxTree) -> Bool {
    let count = tree.file.bytes.count
    var isSound = tree.allNodes.count == tree.nodeCount
    for id in tree.allNodes {
      let range = tree.bytes(of: id)
      isSound = isSound && range.lowerBound >= 0 && range.upperBound <= count
      if let parent = tree.parent(of: id) {
        let outer = tree.bytes(of: parent)
        isSound = isSound && outer.lowerBound <= range.lowerBound
        isSound = isSound && outer.upperBound >= range.upperBound
      }
      _ = (tree.text(of: id), tree.anchor(of: id), tree.tag(of: id), tree.target(of: id))
      _ = (tree.aliasName(of: id), tree.count(of: id), tree.value(of: id, loader: .pyYAML))
    }
    for problem in tree.problems { isSound = isSound && problem.span.bytes.upperBound <= count }
    for comment in tree.comments() {
      isSound = isSound && tree.file.bytes[comment.span.bytes.lowerBound] == 0x23
    }
    for offset in stride(from: 0, through: count, by: 3) { _ = tree.node(at: offset) }
    var end = tree.documents.first?.span.lowerBound ?? 0
    for document in tree.documents {
      isSound = isSound && document.span.lowerBound == end
      end = document.span.upperBound
    }
    return isSound
  }

  @Test(.timeLimit(.minutes(10)), arguments: samples)
  func truncationAtAnyByteIsAnswered(_ sample: String) {
    let bytes = Array(sample.utf8)
    for count in 0...bytes.count {
      let tree = parse(SourceFile(name: "x", bytes: Array(bytes[..<count])))
      #expect(askEverything(tree), "cut at \(count)")
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func tenThousandMutationsAreAnswered() {
    var numbers = SeededNumbers(seed: 42)
    let signs =
      Array(" \t\n\r:-,?[]{}#&*!|>'\"%@`\\a0<=".utf8) + [0, 7, 0x80, 0xC2, 0x85, 0xE2, 0xFF]
    for round in 0..<10_000 {
      var bytes = Array(Self.samples[round % Self.samples.count].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        let sign = signs[Int.random(in: 0..<signs.count, using: &numbers)]
        switch UInt8.random(in: 0..<4, using: &numbers) {
        case 0: bytes[place] = sign
        case 1: bytes.insert(sign, at: place)
        case 2: bytes.remove(at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place / 2)
        }
      }
      let tree = parse(SourceFile(name: "x", bytes: bytes))
      #expect(askEverything(tree), "round \(round)")
    }
  }
}
