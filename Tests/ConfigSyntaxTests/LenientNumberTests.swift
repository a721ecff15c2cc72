import ConfigSyntax
import Testing

@Suite struct LenientNumberTests {
  @Test(arguments: [
    ("300B", 300e9), ("1.2T", 1.2e12), ("10k", 10_000), ("10K", 10_000), ("7M", 7e6),
    ("1_000", 1_000),
    ("1e12", 1e12), ("1E+12", 1e12), ("2.5e-4", 2.5e-4), ("-3", -3), ("+.5", 0.5), ("5.", 5),
    ("2.2B", 2.2e9),
    ("7b", 7e9), ("1t", 1e12), ("0", 0), ("1.1T", 1.1e12),
  ])
  func peoplesNumbersAreUnderstood(_ text: String, _ value: Double) {
    #expect(lenientNumber(text) == value)
  }

  @Test(arguments: [
    "", "B", "k", "500m", "1:30", "1,000", "x", "1e", "--1", "1 B", "0x10", "inf", "nan", "1BB",
    "1e400", "1_e_",
  ])
  func otherTextsAreNoNumbers(_ text: String) { #expect(lenientNumber(text) == nil) }
}
