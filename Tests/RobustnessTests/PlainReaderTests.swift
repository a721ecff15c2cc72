import Engine
import SourceText
import TestSupport
import Testing

@testable import ConfigSyntax

/// What is read without libyaml is read as libyaml reads it, to the last byte of the tree.
@Suite(.timeLimit(.minutes(10))) struct PlainReaderTests {
  /// Texts that need no libyaml.
  static let plain = [
    "a: 1", "a: 1\n", "\u{FEFF}a: 1\n", "---\na: 1\n", "--- # c\n# d\na: 1\n", "  a: 1\n  b: 2\n",
    "a:\n", "a:\nb: # c\nc: 1  # d\n\n  # e\n", "a:\n  b:\n    c: 1\n  d:\ne: 2\n   ",
    "- 1\n-\n- - 2\n  - 3\n- a: 4\n  b: 5\n-\n  c: 6\n", "a:\n- 1\n- b: 2\n  c:\n  - 3\nd: 4\n",
    "a b: c d  # e\n'f g': h\n\"i\": j\nk : l\n<<: m\n",
    "a: b:c#d,[e]{f}?g\nh: -i\nj: --k\nl: ???\n",
    "a: :16:8\nb: 0.5\nc: ~\nd: /x/y\ne: x=y\n",
    "a: 'it''s'\nb: \"x\\n\\\"y\\\"\\t\\\\\"\nc: ''\nd: \"\\\\\"\n",
    "a: [1, b c, 'd', \"e\"]\nb: {c: 1, \"d\": [2, {e: 3}],}\nc: []\nd: {}\n",
    "a: [ # b\n  1,\n\n  2 # c\n# d\n]\ne: 1\n",
    "{\"a\": {\"b\":[1,-2.5e3,true,null]},\n\"c\" : \"d\"}\n",
    "[1, 2]\n", "a: |\n  b\n\n    c\n  d # e\n\n\nf: |-\n   g\n\n# h\ni: |+\n  j\n\n",
    "- |\n  a\n- |\n\n\n b",
    "a:\n  - b: |\n      c\n    d: 1\n", "é: ü # ß\nb: \"日本\"\n", "a: |\n  é\n  日本\nb: '🙂'\n",
  ]

  /// Texts that are left to libyaml, many of them wrong.
  static let others = [
    "", "# a\n", "a", "a: 1\r\n", "a:\t1\n", "a: \u{7F}\n", "a: \u{85}b\n", "a: \u{2028}\n",
    "a: \u{FEFF}\n",
    "a: &b 1\nc: *b\n", "a: !!str 1\n", "a: >\n  b\n", "a: |2\n  b\n", "? a\n: b\n", "a: b\n  c\n",
    "a: 'b\n  c'\n", "a: \"\\x41\"\n", "a:\n  b\n", "a: b: c\n", "a\nb: 1\n", "a: 1\n b: 2\n",
    "a:\n   b: 1\n  c: 2\n",
    "- a\nb: 1\n", "a: 1\n- b\n", "a: [b: c]\n", "a: {b}\n", "a: {b: , c: 1}\n", "a: [b\n",
    "a: [b c\n  d]\n",
    "a: [1] b\n", "a: \"b\" c\n", "a: \"b\"#c\n", "a: [1,#b\n2]\n", "a: {{ b }}\n",
    "%YAML 1.1\n---\na: 1\n",
    "a: 1\n---\nb: 2\n", "a: 1\n...\n", "a: [\n---\n]\n", "a: |\n  \n   b\n", "a: |\nb: 1\n",
    "a: @b\n", "a: %b\n",
    "a: `b`\n", "a: b\n# c\n  d\n", "- - a\n - b\n", "a: - b\n", "{a: 1}\nb: 2\n",
  ]

  @Test(arguments: plain) func plainTextIsReadWithoutLibyaml(text: String) {
    let bytes = Array(text.utf8)
    #expect(isPlain(bytes))
    #expect(isReadAlike(bytes))
  }

  @Test(arguments: others) func otherTextIsLeftToLibyaml(text: String) {
    let bytes = Array(text.utf8)
    #expect(!isPlain(bytes))
    #expect(isReadAlike(bytes))
  }

  @Test func changedTextsAreReadAlike() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let texts = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
        (Self.plain + Self.others).randomElement(using: &random)
      }
      var bytes = Array(texts.joined().utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        Mutation.apply(to: &bytes, using: &random)
      }
      expectSameTrees(bytes)
    }
  }

  @Test(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
  func publishedConfigsAreReadAlike() throws {
    let corpus = try #require(SharedFolder.path) + "/corpus"
    var random = SeededGenerator(seed: 8)
    var (plain, all) = (0, 0)
    for entry in FileWalk.files(in: [corpus]).files {
      guard var bytes = try? Disk.read(entry.path), bytes.count < 200_000 else { continue }
      all += 1
      if isPlain(bytes) { plain += 1 }
      expectSameTrees(bytes)
      guard bytes.count < 20_000 else { continue }
      for _ in 0..<3 {
        Mutation.apply(to: &bytes, using: &random)
        expectSameTrees(bytes)
      }
    }
    print("\(plain) of \(all) published files are read without libyaml")
    #expect(plain * 10 > all * 9)
  }

  private func expectSameTrees(_ bytes: [UInt8]) {
    // The words are made only where they are wanted.
    if !isReadAlike(bytes) { Issue.record("\(String(decoding: bytes, as: UTF8.self))") }
  }

  /// Whether libyaml alone gives the same tree.
  private func isReadAlike(_ bytes: [UInt8]) -> Bool {
    let file = SourceFile(name: "a.yaml", bytes: bytes)
    let (own, reference) = (parse(file), parse(file, byLibyamlAlone: true))
    let hasSameNodes = own.nodes.withUnsafeBytes { a in
      reference.nodes.withUnsafeBytes { b in a.elementsEqual(b) }
    }
    return hasSameNodes && own.side == reference.side && own.problems == reference.problems
      && own.unread == reference.unread && "\(own.documents)" == "\(reference.documents)"
      && "\(own.properties)" == "\(reference.properties)"
  }

  /// Whether the whole text is read without libyaml.
  private func isPlain(_ bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard !bytes.survey().hasControl, bytes.isOrdinaryUTF8(from: start) else { return false }
    var tree = YAMLTreeBuilder(SourceFile(name: "a.yaml", bytes: bytes), ParseLimits(), from: start)
    return bytes.withUnsafeBufferPointer { text in
      var reader = PlainReader(text, from: start)
      return (try? reader.read(into: &tree)) != nil
    }
  }
}
