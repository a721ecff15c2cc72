import RunPlan
import Testing

@Suite struct MagnitudeTests {
  @Test(arguments: [
    (6_738_415_616.0, "6.74B"), (21e9, "21.0B"), (999_600, "1.00M"), (512, "512"), (0.31, "0.310"),
    (1e12, "1.00T"), (2_097_152, "2.10M"), (1000, "1.00k"), (999, "999"), (8.48e20, "8.48e20"),
  ])
  func shortHasThreeFigures(value: Double, text: String) {
    #expect(Magnitude.short(value) == text)
  }

  @Test(arguments: [
    (64_263.0, "64,263"), (1_000_000, "1,000,000"), (999, "999"), (-1234, "-1,234"), (0, "0"),
  ])
  func groupsDigits(value: Double, text: String) {
    #expect(Magnitude.grouped(value) == text)
  }

  @Test(arguments: [
    (9.999e20, "1.00e21"), (1e-7, "1.00e-7"), (1.0, "1.00e0"),
  ])
  func scientificCarriesRounding(value: Double, text: String) {
    #expect(Magnitude.scientific(value) == text)
  }

  @Test func nothingTraps() {
    for value in [Double.nan, .infinity, -.infinity, 1e308, Double.leastNonzeroMagnitude, -0.0] {
      _ = Magnitude.short(value)
      _ = Magnitude.grouped(value)
      _ = Magnitude.scientific(value)
      _ = Magnitude.percent(value)
      _ = Magnitude.plain(value)
      _ = Magnitude.shortest(value)
    }
  }

  @Test func aSpellingKeepsSuffixAndQuotes() {
    let batches = Spelling(suffix: "ba", quote: "\"")
    #expect(batches.text(for: 1234.2, whole: true) == "\"1235ba\"")
    #expect(Spelling(scale: 1e9, suffix: "B").text(for: 3e11, whole: false) == "300B")
    #expect(Spelling().text(for: .infinity, whole: true) == nil)
    #expect(Spelling().text(for: -4, whole: true) == nil)
  }
}
