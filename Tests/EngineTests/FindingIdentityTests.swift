import ConfigSyntax
import Engine
import Linting
import SourceText
import Testing

@Suite struct FindingIdentityTests {
  private let undertrained = """
    num_layers: 32
    hidden_size: 4096
    num_attention_heads: 32
    max_position_embeddings: 2048
    seq_length: 2048
    pos_emb: rotary
    no_weight_tying: true
    train_batch_size: 1024
    train_iters: 10000
    """

  private func identities(_ text: String) -> [FindingIdentity] {
    let report = Linter().report(on: SourceFile(name: "a.yml", text: text))
    return report.findings.map(report.identity)
  }

  @Test(arguments: [
    (
      "12 passes over the same data, 3 to 5 are enough",
      "# passes over the same data, # to # are enough"
    ),
    (
      "3.06 tokens per parameter, about 20 (8.63e20 FLOPs)",
      "# tokens per parameter, about # (# FLOPs)"
    ),
    ("`1e-4` is 10,000 times 2.10M", "`#` is # times #"),
    ("`beta2` of bf16 is -1, ≈4×8", "`beta2` of bf16 is #, ≈#×#"),
    ("1.2.3, 4. and 5,", "#, #. and #,"), ("", ""), ("é漢🙂 7", "é漢🙂 #"),
    ("no-number here -x", "no-number here -x"),
  ])
  func numbersLeaveTheShape(headline: String, shape: String) {
    #expect(FindingIdentity.shape(of: headline) == shape)
  }

  @Test func movedLinesAndOtherNumbersKeepIt() throws {
    let before = identities(undertrained)
    #expect(before.map(\.keyPath) == ["train_iters"])
    let lines = String(repeating: "# a line above\n", count: 50)
    #expect(identities(lines + undertrained) == before)
    #expect(identities("micro: {}\n" + undertrained + "0") != [])
    let shorter = undertrained.replacing("train_iters: 10000", with: "train_iters: 9000")
    #expect(identities(shorter) == before)
  }

  @Test func aNestedPlaceHasItsWholePath() throws {
    let text = "a:\n  b:\n    - c: 1\n      d: [x, {e: 2}]\n"
    let tree = parse(SourceFile(name: "a.yml", text: text))
    func path(_ mark: String) throws -> String {
      let range = try #require(text.utf8.firstRange(of: mark.utf8))
      return tree.keyPath(at: text.utf8.distance(from: text.startIndex, to: range.lowerBound))
    }
    #expect(try path("b:") == "a.b")
    #expect(try path("1") == "a.b[].c")
    #expect(try path("d:") == "a.b[].d")
    #expect(try path("x") == "a.b[].d[]")
    #expect(try path("[x") == "a.b[].d")
    #expect(try path("2}") == "a.b[].d[].e")
    #expect(parse(SourceFile(name: "a.yml", text: "# only\n")).keyPath(at: 3) == "")
  }

  @Test func fingerprintsTellPartsApartAndStayTheSame() {
    let one = FindingIdentity(rule: "a", keyPath: "b.c", shape: "#")
    #expect(one.fingerprint() == one.fingerprint())
    #expect(one.fingerprint().count == 16)
    #expect(one.fingerprint() == "44008219f1139c1a")
    #expect(one.fingerprint(salt: "x") != one.fingerprint())
    let other = FindingIdentity(rule: "ab", keyPath: ".c", shape: "#")
    #expect(other.fingerprint() != one.fingerprint())
  }
}
