import Composition
import ConfigSyntax
import SourceText
import Testing

/// Which interpolations of a file can have no value.
@Suite struct BrokenInterpolationTests {
  private func broken(
    _ text: String, _ interpolation: Interpolation = .omegaConf
  ) -> [BrokenInterpolation] {
    Configuration(parse(SourceFile(name: "a.yaml", text: text)))
      .readAtTop(by: interpolation).brokenInterpolations
  }

  @Test(arguments: [
    ("a: ${b}", "b"), ("a: ${b.c}\nb: {d: 1}", "b.c"), ("a: x/${b}/y", "b"),
    ("a: {b: '${.c}'}", ".c"), ("a: {b: '${..c}'}\nd: 1", "..c"), ("a: ['${b}']", "b"),
    ("a: ${oc.env:HOME}/${b}", "b"),
  ])
  func aPathThatLeadsNowhereIsNamed(text: String, path: String) {
    let found = broken(text)
    #expect(found.map(\.path) == [path])
    #expect(found.allSatisfy { $0.cycle.isEmpty })
  }

  @Test(arguments: [
    "a: ${b}\nb: 1", "a: ${b}\nb: ???", "a: ${oc.env:HOME}", "a: ${oc.select:b,1}",
    "a: ${b.c}\nb: ${d}\nd: {c: 1}", "x: &x {c: 1}\na: ${b.c}\nb: {<<: *x}", "a: $b", "a: ${{b}}",
    "a: {b: '${.c}', c: 1}", "a: {b: '${..c}'}\nc: 1", "a: ${b[0]}\nb: [1]", "a: \\${b}",
    "a: ${b.${c}}\nc: d", "a: ${b}\nb: ${c}\nc: 1", "a: ${}",
  ])
  func whatMayHaveAValueIsLeftAlone(text: String) {
    #expect(broken(text).map(\.path) == [])
  }

  @Test func aCycleIsNamedAtEachOfItsKeys() {
    let found = broken("a: ${b}\nb: x${c.d}\nc: {d: '${a}'}\ne: ${a}")
    #expect(found.map(\.cycle) == [["b", "c.d", "a"], ["c.d", "a", "b"], ["a", "b", "c.d"]])
    #expect(broken("a: ${a}").map(\.cycle) == [["a"]])
  }

  @Test func aPartOfAWholeIsNotJudged() {
    #expect(broken("a: ${b}", .none).isEmpty)
    #expect(broken("a: ${b}", .omegaConfBelow(["training"])).isEmpty)
  }
}

extension Configuration {
  /// The document as OmegaConf loads it, its paths counted from the top.
  fileprivate func readAtTop(by interpolation: Interpolation) -> Configuration {
    read(by: .omegaConf, interpolation: interpolation, root: root)
  }
}
