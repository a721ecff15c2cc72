import Dialects
import Engine
import Linting
import RunPlan
import SourceText
import Testing

/// The lists of keys, and what a file is told that does not keep to them.
@Suite struct KeyCatalogueTests {
  @Test(arguments: DialectCatalogue.all.filter { $0.catalogue != nil }.map { $0.id.name })
  func everyKeyThatIsReadIsListed(dialect: String) {
    for type in DialectCatalogue.all where type.id.name == dialect {
      let paths = type.bindings.flatMap { $0.paths }
      #expect(paths.filter { !(type.catalogue?.lists($0) ?? false) } == [])
    }
  }

  @Test func aSlipIsToldFromAStrangeKey() {
    let text = """
      distributed_type: MULTI_GPU
      num_machine: 1
      num_processes: 8
      colour: red
      """
    let found = findings(text, rule: "unknown-key")
    #expect(
      found == [
        "error `num_machine` is no key; `num_machines` is",
        "warning `colour` is not a key that accelerate reads here",
      ])
  }

  /// A key whose right name is there as well is no slip of the pen for it.
  @Test func aKeyThatIsThereIsNotMeantTwice() {
    let text = """
      distributed_type: MULTI_GPU
      num_machine: 1
      num_machines: 1
      num_processes: 8
      """
    #expect(
      findings(text, rule: "unknown-key")
        == ["warning `num_machine` is not a key that accelerate reads here"])
  }

  @Test func privateKeysAreNobodysBusiness() {
    let text = """
      distributed_type: MULTI_GPU
      _anchors: {a: 1}
      x-common: {b: 2}
      num_processes: 8
      fsdp_config: {}
      mpirun_config: {whatever: 1}
      """
    #expect(findings(text, rule: "unknown-key") == [])
  }

  @Test func anOldKeyWithoutAValueDoesNoHarm() {
    let text = """
      distributed_type: MULTI_GPU
      num_processes: 8
      fp16: null
      """
    #expect(findings(text, rule: "deprecated-key") == [])
  }

  private func findings(_ text: String, rule: String) -> [String] {
    let report = Linter().report(on: SourceFile(name: "config.yaml", text: text))
    return report.findings.filter { $0.rule.name == rule }.map {
      "\($0.severity) \($0.finding.headline)"
    }
  }
}
