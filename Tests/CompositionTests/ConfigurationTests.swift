import Composition
import ConfigSyntax
import SourceText
import Testing

@Suite struct ConfigurationTests {
  private func read(
    _ text: String, by loader: Loader = .pyYAML, interpolation: Interpolation = .none
  ) -> Configuration {
    Configuration(parse(SourceFile(name: "a.yaml", text: text)))
      .read(by: loader, interpolation: interpolation)
  }

  @Test func aPathLeadsToAValueWithItsPlace() throws {
    let config = read("train:\n  steps: 10 # ten\n")
    let value = try #require(config["train.steps"])
    #expect(value.scalar == .integer(10))
    #expect(value.span.bytes == ByteRange(16, 18))
    #expect(config["train.other"] == nil)
    #expect(config["other.steps"] == nil)
  }

  @Test func theLastOfTwoEqualKeysCounts() {
    #expect(read("a: 1\na: 2\n")["a"]?.scalar == .integer(2))
  }

  @Test func anAliasKeepsThePlaceThatUsesItAndTheLiteral() throws {
    let config = read("a: &n 2048\nb: *n\n")
    let value = try #require(config["b"])
    #expect(value.scalar == .integer(2048))
    #expect(value.origin.place.bytes == ByteRange(14, 16))
    #expect(value.origin.literal.bytes == ByteRange(6, 10))
    #expect(!value.origin.isWrittenHere)
  }

  @Test func explicitKeysOutrankMergedOnesWhereverTheyStand() {
    let text = "base: &b {lr: 1, wd: 2}\nrun:\n  lr: 9\n  <<: *b\n"
    #expect(read(text)["run.lr"]?.scalar == .integer(9))
    #expect(read(text)["run.wd"]?.scalar == .integer(2))
    #expect(read(text, by: .goYAML)["run.lr"]?.scalar == .integer(1))
  }

  @Test func ofAMergedListTheFirstWinsAndOfTwoMergesTheLater() {
    let list = "a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc:\n  <<: [*a, *b]\n"
    #expect(read(list)["c.x"]?.scalar == .integer(1))
    #expect(read(list)["c.y"]?.scalar == .integer(3))
    let two = "a: &a {x: 1}\nb: &b {x: 2}\nc:\n  <<: *a\n  <<: *b\n"
    #expect(read(two)["c.x"]?.scalar == .integer(2))
  }

  @Test(.timeLimit(.minutes(10))) func aMissingKeyDoesNotWalkTheMapping() {
    let keys = (0..<50_000).map { "  k\($0): 1\n" }.joined()
    let run = read("base: &b {lr: 1}\nrun:\n  <<: *b\n" + keys)["run"]
    #expect(run?["lr"]?.scalar == .integer(1))
    #expect((0..<50_000).allSatisfy { run?["n\($0)"] == nil })
  }

  @Test func aQuotedMergeSignIsAKeyAndJSONHasNone() {
    #expect(read("a: &a {x: 1}\nc:\n  \"<<\": *a\n")["c.x"] == nil)
    #expect(read("{\"c\": {\"<<\": {\"x\": 1}}}", by: .json)["c.x"] == nil)
  }

  @Test func anAliasBombIsNotExpanded() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for i in 1...12 {
      let items = [String](repeating: "*a\(i - 1)", count: 10).joined(separator: ", ")
      text += "a\(i): &a\(i) [\(items)]\n"
    }
    let config = read(text)
    #expect(config.exceedsAliasLimit)
    #expect(config["a0"]?.items.count == 10)
    #expect(config["a12"]?.items.first?.isSequence == false)
  }

  @Test func anAnchorInsideItselfEnds() {
    #expect(read("a: &a [*a]\n").exceedsAliasLimit)
  }
}

@Suite struct InterpolationTests {
  private func read(_ text: String) -> Configuration {
    Configuration(parse(SourceFile(name: "a.yaml", text: text)))
      .read(by: .omegaConf, interpolation: .omegaConf)
  }

  @Test func aWholeValueTakesTheTypeOfItsTarget() throws {
    let config = read("variables:\n  length: 2048\nmodel:\n  max: ${variables.length}\n")
    let value = try #require(config["model.max"])
    #expect(value.scalar == .integer(2048))
    #expect(value.origin.literal.bytes == ByteRange(21, 25))
  }

  @Test func aMappingCanBeTheTarget() {
    #expect(read("a: {b: 3}\nc: ${a}\n")["c.b"]?.scalar == .integer(3))
  }

  @Test func dotsClimbFromTheContainerOfTheValue() {
    let config = read("a:\n  n: 4\n  b:\n    x: ${.y}\n    y: 5\n    z: ${..n}\n")
    #expect(config["a.b.x"]?.scalar == .integer(5))
    #expect(config["a.b.z"]?.scalar == .integer(4))
  }

  @Test func listsAreIndexed() {
    let config = read("l: [{v: 1}, {v: 2}]\nx: ${l[1].v}\ny: ${l.0.v}\n")
    #expect(config["x"]?.scalar == .integer(2))
    #expect(config["y"]?.scalar == .integer(1))
  }

  @Test func whatIsDecidedOutsideIsUnknown() {
    let config = read("a: ${oc.env:WORLD}\nb: ${eval:'2*3'}\nc: ${nowhere}\nd: x${a}\n")
    #expect(config["a"]?.scalar == nil)
    #expect(config["a"]?.unknown == .decidedOutside)
    #expect(config["b"]?.scalar == nil)
    #expect(config["c"]?.unknown == .missing)
    #expect(config["d"]?.scalar == .text("x${a}"))
  }

  @Test func aCycleEnds() {
    let config = read("a: ${b}\nb: ${a}\nc: ${c}\n")
    #expect(config["a"]?.unknown == .cycle)
    #expect(config["c"]?.unknown == .cycle)
  }

  /// As OmegaConf 2.3 resolves them.
  @Test func dotsClimbFromThePlaceThatUsesAMergedValue() {
    let merged = read(
      "base: &base {d: 768, m: \"${.d}\", s: {m: \"${..d}\", o: \"${.k}\", k: 3}, l: [\"${..d}\"]}\n"
        + "model: {<<: *base, d: 1024}\nthird: {<<: {<<: *base}, d: 5}\n")
    #expect(merged["base.m"]?.scalar == .integer(768))
    #expect(merged["model.m"]?.scalar == .integer(1024))
    #expect(merged["third.m"]?.scalar == .integer(5))
    #expect(merged["base.s.m"]?.scalar == .integer(768))
    #expect(merged["model.s.m"]?.scalar == .integer(1024))
    #expect(merged["model.s.o"]?.scalar == .integer(3))
    #expect(merged["model.l"]?.items.first?.scalar == .integer(1024))
  }

  @Test func dotsClimbFromThePlaceThatUsesAnAlias() {
    let aliased = read(
      "a: {d: 1, m: &x \"${.d}\", s: &s {m: \"${..d}\"}}\nb: {d: 2, m: *x, t: *s}\n"
        + "l: &l [{n: \"${...d}\"}]\nd: 9\nz: {d: 7, l: *l}\n")
    #expect(aliased["a.m"]?.scalar == .integer(1))
    #expect(aliased["b.m"]?.scalar == .integer(2))
    #expect(aliased["b.t.m"]?.scalar == .integer(2))
    #expect(aliased["l"]?.items.first?["n"]?.scalar == .integer(9))
    #expect(aliased["z.l"]?.items.first?["n"]?.scalar == .integer(7))
  }

  @Test func dotsClimbFromTheTargetOfAnInterpolation() {
    let config = read(
      "a: {d: 1, s: {m: \"${..d}\"}}\nb: {d: 2, t: \"${a.s}\", u: \"${.t.m}\"}\nc: &c 1\ne: *c\n")
    #expect(config["b.t.m"]?.scalar == .integer(1))
    #expect(config["b.u"]?.scalar == .integer(1))
    #expect(config["e"]?.scalar == .integer(1))
  }

  @Test func otherLoadersSeePlainText() {
    let config = Configuration(parse(SourceFile(name: "a.yaml", text: "a: 1\nb: ${a}\n")))
    #expect(config["b"]?.scalar == .text("${a}"))
  }
}
