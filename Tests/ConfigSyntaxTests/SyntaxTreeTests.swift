import ConfigSyntax
import SourceText
import Testing

@Suite struct SyntaxTreeTests {
  @Test func mappingsAndSequencesKeepTheirOrder() {
    let tree = read("lr: 1e-5\nbetas: [0.9, 0.95]\nlist:\n- a\n- b: 'c'\n  d: \"e\"\n")
    #expect(tree.shape == "{lr: 1e-5, betas: [0.9, 0.95], list: [a, {b: 'c', d: 'e'}]}")
    #expect(tree.nodeCount == 15)
    #expect(tree.problems.isEmpty)
  }

  @Test func jsonIsReadAsFlowStyle() throws {
    let tree = read("{\n\t\"a\": [1, {\"b\\u0041\": null}],\n\t\"u\": \"http:\\/\\/x\"\n}\n")
    #expect(tree.shape == "{'a': [1, {'bA': null}], 'u': 'http://x'}")
    let root = try #require(tree.documents.first?.root)
    #expect(tree.isFlow(root))
    #expect(tree.count(of: root) == 2)
    #expect(tree.kinds == [.tabAfterToken])
  }

  @Test func emptyFilesHaveNoDocumentAndNoProblem() {
    for text in ["", "\n\n", "# only a comment\n", "\u{FEFF}"] {
      let tree = read(text)
      #expect(tree.documents.isEmpty)
      #expect(tree.problems.isEmpty)
    }
    #expect(read("---\n").documents.count == 1)
  }

  @Test func scalarsKnowTheirStyle() {
    let tree = read("a: p\nb: 's'\nc: \"d\"\nd: |\n  l\ne: >\n  f\n")
    let styles = tree.allNodes.dropFirst().enumerated().filter { $0.offset % 2 == 1 }
      .map { tree.scalarStyle(of: $0.element) }
    #expect(styles == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded])
  }

  @Test func documentsCoverTheFileWithoutGaps() {
    let tree = read("# head\n%YAML 1.1\n---\na: 1\n# tail\n---\nb: 2\n...\n# last\n")
    #expect(tree.shape == "{a: 1} | {b: 2}")
    #expect(tree.documents.map(\.span) == [ByteRange(0, 33), ByteRange(33, 53)])
    #expect(tree.documents.map(\.hasExplicitStart) == [true, true])
    #expect(!read("a: 1\n").documents[0].hasExplicitStart)
  }

  @Test func parentsAndChildrenAgree() {
    let tree = read("a: [1, {b: c}]\nd: {e: [*x, &x 2]}\n")
    for id in tree.allNodes {
      for child in tree.children(of: id) { #expect(tree.parent(of: child) == id) }
    }
    #expect(tree.parent(of: tree.allNodes[0]) == nil)
    #expect(tree.allNodes.map(\.index) == Array(0..<tree.nodeCount))
  }

  @Test func entriesPairKeysWithValues() throws {
    let tree = read("a: 1\nb:\n  c: 2\n")
    let root = try #require(tree.documents.first?.root)
    #expect(tree.entries(of: root).map { tree.text(of: $0.key) } == ["a", "b"])
    #expect(tree.entries(of: root).map { tree.kind(of: $0.value) } == [.scalar, .mapping])
    let scalar = try #require(tree.node("1"))
    #expect(Array(tree.entries(of: scalar)).isEmpty)
    #expect(Array(tree.children(of: scalar)).isEmpty)
    #expect(tree.count(of: scalar) == 0)
  }

  @Test func theNodeAtAnOffsetIsTheInnermostOneTouchingIt() {
    let text = "steps: 100\nmodel: {name: 'x', size: }\nref: *a\n"
    let tree = read(text)
    func at(_ offset: Int) -> String? { tree.node(at: offset).map { tree.written($0) } }
    #expect(at(0) == "steps")
    #expect(at(5) == "steps")
    #expect(at(6) == nil || at(6) == "")
    #expect(at(7) == "100")
    #expect(at(10) == "100")
    #expect(at(25) == "'x'")
    #expect(at(35) == "")
    #expect(at(43) == "*a")
    #expect(at(44) == "*a")
    #expect(at(999) == nil)
    #expect(at(-1) == nil)
  }
}

@Suite struct AnchorTests {
  @Test func anAliasPointsToTheNewestAnchorBeforeIt() throws {
    let tree = read("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")
    let aliases = tree.allNodes.filter { tree.kind(of: $0) == .alias }
    let targets = aliases.map { tree.target(of: $0).map { tree.text(of: $0) } }
    #expect(targets == ["1", "2"])
    #expect(aliases.map { tree.aliasName(of: $0) } == ["x", "x"])
    #expect(tree.kinds == [.redefinedAnchor("x")])
    #expect(tree.problems[0].span.bytes == ByteRange(17, 19))
    #expect(tree.problems[0].related?.bytes == ByteRange(3, 5))
  }

  @Test func anAliasMayStandInsideItsAnchor() throws {
    let tree = read("&a [*a]\n")
    let alias = try #require(tree.allNodes.last)
    #expect(tree.target(of: alias) == tree.documents[0].root)
    #expect(tree.problems.isEmpty)
  }

  @Test func anchorsEndWithTheirDocument() {
    let tree = read("a: &x 1\n---\nb: *x\n")
    #expect(tree.kinds == [.undefinedAlias("x")])
    #expect(tree.problems.map { tree.written($0) } == ["*x"])
    #expect(tree.target(of: tree.allNodes[tree.nodeCount - 1]) == nil)
    #expect(tree.target(of: tree.allNodes[0]) == nil)
  }

  @Test func anchorsAndTagsKnowTheirPlaces() throws {
    let tree = read("a: &x !!float 1\nb: !inc &y\n  # why\n  [2]\nc: &z\n  d: 3\ne: !!str &w\n")
    let one = try #require(tree.node("1"))
    #expect(tree.anchor(of: one)?.value == "x")
    #expect(tree.anchor(of: one)?.span.bytes == ByteRange(3, 5))
    #expect(tree.tag(of: one)?.value == "tag:yaml.org,2002:float")
    #expect(tree.tag(of: one)?.span.bytes == ByteRange(6, 13))
    #expect(tree.written(one) == "1")
    let list = try #require(tree.node("2").flatMap { tree.parent(of: $0) })
    #expect(tree.written(list) == "[2]")
    #expect(tree.tag(of: list)?.value == "!inc")
    #expect(tree.anchor(of: list)?.value == "y")
    let block = try #require(tree.node("3").flatMap { tree.parent(of: $0) })
    #expect(tree.written(block) == "d: 3")
    #expect(tree.anchor(of: block)?.value == "z")
    let empty = try #require(tree.allNodes.last)
    #expect(tree.tag(of: empty)?.value == "tag:yaml.org,2002:str")
    #expect(tree.bytes(of: empty).isEmpty)
    #expect(tree.text(of: empty).isEmpty)
    #expect(tree.anchor(of: tree.allNodes[0]) == nil)
    #expect(tree.comments().count == 1)
  }

  @Test func tagPrefixesAreWrittenOut() throws {
    let tree = read(
      "%TAG !e! tag:example.org,2000:\n---\na: !e!x 1\nb: ! 2\nc: !<tag:yaml.org,2002:str> 3\n")
    let tags = ["1", "2", "3"].map { tree.node($0).flatMap { tree.tag(of: $0)?.value } }
    #expect(tags == ["tag:example.org,2000:x", "!", "tag:yaml.org,2002:str"])
    #expect(tree.written(nodeWith: "3") == "3")
    #expect(read("[!!str, !!int 1]\n").shape == "[, 1]")
  }
}
