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
      let catalogues = type.catalogues
      #expect(paths.filter { path in !catalogues.contains { $0.lists(path) } } == [])
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

  /// Forks and scripts put a word of their own in front of a name.
  @Test func aWordInFrontMakesAnotherKey() {
    let text = """
      distributed_type: MULTI_GPU
      xy_num_machines: 1
      num_processes: 8
      """
    #expect(
      findings(text, rule: "unknown-key")
        == ["warning `xy_num_machines` is not a key that accelerate reads here"])
  }

  @Test func whatAnAliasTakesUpIsRead() {
    let text = """
      distributed_type: FSDP
      colour: &colour {a: 1}
      crayon: *colour
      num_processes: 8
      """
    #expect(
      findings(text, rule: "unknown-key")
        == ["warning `crayon` is not a key that accelerate reads here"])
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

  /// Without them a JSON file would be none any more.
  @Test(arguments: ["\"", "'", ""]) func aMendedWordKeepsItsQuotes(quote: String) {
    let text = """
      distributed_type: FSDP
      num_processes: 8
      compute_environment: \(quote)LOCAL_MACHNE\(quote)
      """
    let report = Linter().report(on: SourceFile(name: "config.yaml", text: text))
    let edits = report.findings.flatMap(\.finding.fixes).flatMap(\.edits)
    #expect(edits.map(\.replacement) == ["\(quote)LOCAL_MACHINE\(quote)"])
  }

  /// The default of a key that is set holds nowhere.
  @Test(arguments: [true, false]) func theDefaultThatHoldsIsNamed(isSet: Bool) {
    let text = """
      base_model: NousResearch/Llama-3.2-1B
      datasets:
        - path: some/answers
          type: alpaca
      micro_batch_size: 2
      gradient_accumulation_steps: 4
      learning_rate: 0.0002
      max_seq_length: 2048
      \(isSet ? "sequence_len: 4096" : "")
      """
    let report = Linter().report(on: SourceFile(name: "config.yaml", text: text))
    let found = report.findings.filter { $0.rule.name == "unknown-key" }
    let standing = isSet ? "nothing reads it" : "nothing reads it: the default, 512, holds"
    #expect(found.map(\.finding.consequence) == [standing])
  }

  /// A file with so many of them is a fork's or another program's.
  @Test func manyStrangeKeysAreOneFinding() {
    let keys = (0..<9).map { "colour_of_\($0)_walls: red" }.joined(separator: "\n")
    let text = "distributed_type: MULTI_GPU\nnum_processes: 8\n" + keys
    #expect(
      findings(text, rule: "unknown-key")
        == ["warning 9 keys that nothing reads: is this a config of accelerate?"])
  }

  @Test func anOldKeyWithoutAValueDoesNoHarm() {
    let text = """
      distributed_type: MULTI_GPU
      num_processes: 8
      fp16: null
      """
    #expect(findings(text, rule: "deprecated-key") == [])
  }

  private let run = """
    model_name_or_path: some/model
    learning_rate: 0.00002
    per_device_train_batch_size: 2
    num_train_epochs: 2

    """

  /// The longer a name, the more of it may be missing; another word is another name.
  @Test func aLongNameCutShortIsASlip() {
    #expect(
      findings(run + "gradient_checkpoint: true", rule: "unknown-key")
        == ["warning `gradient_checkpoint` is no key; `gradient_checkpointing` is"])
    #expect(findings(run + "gradient_preconditioning: true", rule: "unknown-key") == [])
  }

  /// Scripts bring keys of their own: only what resembles a key of the trainer is one.
  @Test func aScriptsOwnKeysAreItsOwn() {
    let text =
      run + """
        my_own_key: 3
        sequence_len: 4
        split: train
        gradient_acumulation_steps: 8
        WarmupRatio2: 1
        """
    #expect(
      findings(text, rule: "unknown-key") == [
        "warning `gradient_acumulation_steps` is no key; `gradient_accumulation_steps` is"
      ])
  }

  @Test func namesOfEarlierReleasesAreNoErrors() {
    let text =
      run + """
        torch_dtype: bfloat16
        overwrite_output_dir: true
        evaluation_strategy: epoch
        beta: 0.1
        max_prompt_length: 512
        """
    #expect(
      findings(text, rule: "unknown-key") == [
        "warning `torch_dtype` is called `dtype` since TRL 0.27",
        "warning `overwrite_output_dir` was removed in transformers 5",
        "warning `evaluation_strategy` is called `eval_strategy` since transformers 4.41",
        "warning `max_prompt_length` was removed in TRL 0.29",
      ])
    #expect(findings(run + "distillation_mode: x\nmax_prompt_length: 5", rule: "unknown-key") == [])
  }

  @Test func aSwitchInTheWordsPlaceIsNotJudgedTwice() {
    let text = run + "eval_strategy: no"
    #expect(findings(text, rule: "invalid-value") == [])
    #expect(
      findings(text, rule: "yaml-boolean-surprise") == [
        "error the loader reads `no` of `eval_strategy` as true or false"
      ])
    #expect(
      findings(run + "save_strategy: stpes", rule: "invalid-value") == [
        "error `save_strategy` takes a word of a list, not `stpes`"
      ])
  }

  private func findings(_ text: String, rule: String) -> [String] {
    let report = Linter().report(on: SourceFile(name: "config.yaml", text: text))
    return report.findings.filter { $0.rule.name == rule }.map {
      "\($0.severity) \($0.finding.headline)"
    }
  }
}
