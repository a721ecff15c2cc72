import Composition
import ConfigSyntax
import Dialects
import RunPlan
import SourceText
import TestSupport
import Testing

/// What stands behind a syntax error may decide anything, so no default is taken for it.
@Suite struct PartialDocumentTests {
  @Test(arguments: [
    "axolotl-qlora.yaml", "config.json", "gpt-neox-6-9b.yml", "litgpt-pythia-1b.yaml",
    "llm-foundry-mpt-1b.yaml", "nanotron-1b.yaml", "olmo-1b.yaml",
  ])
  func noQuantityDiffersFromTheWholeFiles(_ name: String) throws {
    let text = try #require(Repository.read("Tests/Configs/\(name)"))
    let configuration = Configuration(parse(SourceFile(name: name, text: text)))
    let dialect = try #require(DialectCatalogue.recognise(configuration))
    #expect(expectNoGuess(dialect, text, name: name) > 0)
  }

  @Test func aLengthBehindAnErrorIsNotTheDefault() throws {
    let text = """
      model: {d_model: 2048, n_heads: 16, n_layers: 16, max_sequence_length: 2048}
      global_train_batch_size: 512
      foo: bar: baz
      max_duration: 1000000

      """
    let file = SourceFile(name: "run.yaml", text: text)
    let reading = OLMo.read(Configuration(parse(file)), file: file)
    #expect(reading.isPartial)
    let plan = TrainingPlan(reading)
    #expect(plan[.steps] == nil)
    #expect(plan[.tokens] == nil)
    #expect(plan[.parameters] == nil)
    #expect(plan[.sequenceLength]?.value == 2048)
    #expect(plan[.globalBatch]?.value == 512)
  }

  @Test func aValueThatAnErrorCutsOffIsNotNull() {
    let file = SourceFile(name: "run.yaml", text: "global_train_batch_size: @\n")
    let reading = OLMo.read(Configuration(parse(file)), file: file)
    #expect(reading.isPartial)
    #expect(reading.claims.isEmpty)
  }
}

/// Breaks a file at every line, expects each quantity to be the whole file's or unknown, and gives
/// the number of breaks that cut something off.
@discardableResult
func expectNoGuess(
  _ dialect: any Dialect.Type, _ text: String, name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Int {
  func plan(_ text: String) -> TrainingPlan {
    let file = SourceFile(name: name, text: text)
    return TrainingPlan(dialect.read(Configuration(parse(file)), file: file))
  }
  let whole = plan(text)
  guard !whole.reading.isPartial else { return 0 }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  var count = 0
  for (number, line) in lines.enumerated() {
    let indent = String(line.prefix { $0 == " " })
    let key = String(line.prefix { $0 != ":" })
    let breaks: [String] = [
      "foo: bar: baz\n\(line)", "\(indent)foo: bar: baz\n\(line)", "\(key): @",
    ]
    for broken in breaks {
      var parts = lines
      parts[number] = broken
      let cut = plan(parts.joined(separator: "\n"))
      guard cut.reading.isPartial else { continue }
      count += 1
      for quantity in Quantity.allCases {
        guard let claim = cut[quantity], claim.value != whole.value(quantity) else { continue }
        Issue.record(
          "\(quantity.name) \(claim.value), \(claim.derivation), line \(number + 1): \(broken)",
          sourceLocation: sourceLocation)
      }
    }
  }
  return count
}
