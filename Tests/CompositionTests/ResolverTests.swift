import Composition
import ConfigSyntax
import SourceText
import Testing

@Suite struct ResolverTests {
  private func read(
    _ text: String, interpolation: Interpolation = .omegaConf
  ) -> Configuration {
    Configuration(parse(SourceFile(name: "a.yaml", text: text)))
      .read(by: .omegaConf, interpolation: interpolation)
  }

  private func value(of expression: String) -> ScalarValue? {
    read("m: {a: 6, b: 4, f: 0.5, w: word}\nx: \(expression)\n")["x"]?.scalar
  }

  @Test(arguments: [
    ("${multiply:4,${m.a}}", ScalarValue.integer(24)), ("${mul:2,3,4}", .integer(24)),
    ("${add:${m.a}, ${m.b}}", .integer(10)), ("${sum:${m.a},-1}", .integer(5)),
    ("${sub:${m.a},${m.b}}", .integer(2)), ("${div:${m.a},${m.b}}", .float(1.5)),
    ("${int_div:${m.a},${m.b}}", .integer(1)), ("${int_div:-7,2}", .integer(-4)),
    ("${divide_ceil:${m.a},${m.b}}", .integer(2)), ("${divide_ceil:-7,2}", .integer(-3)),
    ("${divide_floor:${m.a},${m.b}}", .integer(1)), ("${divide_ceil:0.9,0.2}", .integer(5)),
    ("${max:${m.a},${m.b}}", .integer(6)), ("${min:${m.a},${m.f}}", .float(0.5)),
    ("${multiply:${m.a},1e-1}", .float(0.6000000000000001)), ("${mul:1_000,2}", .integer(2000)),
    ("${multiply:${multiply:${m.a},2},${sum:1,${m.b}}}", .integer(60)),
  ])
  func arithmeticIsDoneAsPythonDoesIt(expression: String, result: ScalarValue) {
    #expect(value(of: expression) == result)
  }

  @Test(arguments: [
    "${eval:'2*3'}", "${oc.env:N,8}", "${now:%Y}", "${multiply:2}", "${multiply:${m.w},2}",
    "${multiply:010,2}", "${multiply:${nowhere},2}", "${div:1,0}", "${divide_floor:1,0}",
    "${multiply:9223372036854775807,2}", "${multiply:${m.a},true}", "${multiply:2,3", "${}",
    "${multiply:}", "${:2,3}", "${sub:1,2,3}", "${multiply:${m.a},2}x", "${m.a}/${m.b}",
    "${int_div:-9223372036854775808,-1}",
  ])
  func anythingElseIsNoNumber(expression: String) {
    let scalar = value(of: expression)
    #expect(scalar?.number == nil)
  }

  @Test func aResultIsNotWrittenWhereItIsUsedAndLeadsToItsLiteral() throws {
    let config = read("h: 768\nf: ${multiply:4,${h}}\ng: ${multiply:4,2}\n")
    let wide = try #require(config["f"])
    #expect(!wide.origin.isWrittenHere)
    #expect(wide.origin.literal.bytes == ByteRange(3, 6))
    #expect(wide.span.bytes.lowerBound == 10)
    #expect(config["g"]?.origin.isWrittenHere == false)
  }

  @Test func relativePathsOfArgumentsStartAtTheValue() {
    let config = read("model:\n  h: 64\n  f: ${multiply:4, ${.h}}\n  n: ${.f}\n")
    #expect(config["model.f"]?.scalar == .integer(256))
    #expect(config["model.n"]?.scalar == .integer(256))
  }

  @Test func selectTakesItsDefaultForWhatIsNotThere() {
    let config = read(
      "a: 5\nm: ???\nl: ${gone}\nb: ${oc.select:a,7}\nc: ${oc.select:x.y,7}\n"
        + "d: ${oc.select:m,7}\ne: ${oc.select:x}\nf: ${oc.select:x,'bf16'}\n"
        + "g: ${oc.select:x,${a}}\nh: ${oc.select:l,7}\ni: ${oc.select:x,true}\n")
    #expect(config["b"]?.scalar == .integer(5))
    #expect(config["c"]?.scalar == .integer(7))
    #expect(config["d"]?.scalar == .integer(7))
    #expect(config["e"]?.isNull == true)
    #expect(config["f"]?.scalar == .text("bf16"))
    #expect(config["g"]?.scalar == .integer(5))
    #expect(config["h"]?.scalar == nil)
    #expect(config["i"]?.scalar == .bool(true))
  }

  @Test func aMandatoryValueIsMissing() {
    let config = read("a: ???\nb: ${a}\nc: \"???\"\n")
    #expect(config["a"]?.unknown == .missing)
    #expect(config["a"]?.isNull == false)
    #expect(config["b"]?.unknown == .missing)
    #expect(config["c"]?.unknown == .missing)
  }

  @Test func aLaunchersFileIsReadBelowItsKey() {
    let text = "model: {x: 3}\na: ${training.model.x}\nb: ${other.x}\nc: ${training}\n"
    let config = read(text, interpolation: .omegaConfBelow(["training"]))
    #expect(config["a"]?.scalar == .integer(3))
    #expect(config["b"]?.unknown == .missing)
    #expect(config["c"]?.unknown == .missing)
    #expect(read(text)["a"]?.unknown == .missing)
  }

  @Test(.timeLimit(.minutes(10))) func cyclesAndBranchesEnd() {
    #expect(read("a: ${add:${b},1}\nb: ${add:${a},1}\n")["a"]?.unknown == .cycle)
    #expect(read("a: ${oc.select:a,1}\n")["a"]?.scalar == nil)
    var sums = "a0: 1\n"
    var selects = "a0: 1\n"
    for i in 1...200 {
      sums += "a\(i): ${add:${a\(i - 1)},${a\(i - 1)},${a\(i - 1)}}\n"
      selects += "a\(i): ${oc.select:a\(i - 1).x,${a\(i - 1)}}\n"
    }
    #expect(read(sums)["a2"]?.scalar == .integer(9))
    #expect(read(sums)["a200"]?.unknown == .cycle)
    #expect(read(selects)["a3"]?.scalar == .integer(1))
    #expect(read(selects)["a200"]?.unknown == .cycle)
  }

  @Test(.timeLimit(.minutes(10))) func deepNestingEnds() {
    let calls = String(repeating: "${add:1,", count: 20_000)
    let deep = calls + "1" + String(repeating: "}", count: 20_000)
    #expect(read("a: \(deep)\n")["a"]?.scalar?.number == nil)
    let wide = "${add:" + [String](repeating: "1", count: 50_000).joined(separator: ",") + "}"
    #expect(read("a: \(wide)\n")["a"]?.scalar == .integer(50_000))
    let open = String(repeating: "${", count: 20_000)
    #expect(read("a: \"\(open)\"\n")["a"]?.scalar?.number == nil)
  }
}
