import Engine
import Linting
import RunPlan
import Settings
import SourceText
import TestSupport
import Testing

/// How settings reach the files that they are about.
@Suite struct SettingsTests {
  /// A run that is stopped far too early for its size, with a number that PyYAML reads as text.
  private static let run = """
    num_layers: 32
    hidden_size: 4096
    num_attention_heads: 32
    seq_length: 2048
    max_position_embeddings: 2048
    pos_emb: rotary
    no_weight_tying: true
    train_batch_size: 1024
    train_iters: 10000

    """

  private func linter(_ change: (inout LintOptions) -> Void = { _ in }) -> Linter {
    var options = LintOptions()
    options.settings = SettingsStore(.nearest)
    change(&options)
    return Linter(options)
  }

  private func linter(
    settings: String, _ change: (inout LintOptions) -> Void = { _ in }
  ) -> Linter {
    linter { options in
      options.settings = SettingsStore(
        .text(SourceFile(name: ".trainlint.yaml", text: settings)))
      change(&options)
    }
  }

  private func report(
    _ linter: Linter, _ name: String = "a.yml", _ text: String = run
  ) -> FileReport {
    linter.report(on: SourceFile(name: name, text: text))
  }

  private func rules(_ report: FileReport) -> [String] {
    report.visible.map { "\($0.rule.name) \($0.severity.name)" }
  }

  // MARK: Where they are

  @Test func theNearestFileAboveHolds() throws {
    let folder = try TemporaryFolder([
      ".trainlint.yaml": "rules: {undertrained-large-model: error}\n",
      "a/b/.trainlint.yaml": "rules: {undertrained-large-model: note}\n",
    ])
    let linter = linter()
    func severity(_ path: String) -> [String] { rules(report(linter, folder.path + path)) }
    #expect(severity("/x.yml") == ["undertrained-large-model error"])
    #expect(severity("/a/x.yml") == ["undertrained-large-model error"])
    #expect(severity("/a/b/x.yml") == ["undertrained-large-model note"])
    #expect(severity("/a/b/c/d/../x.yml") == ["undertrained-large-model note"])
  }

  @Test func nothingAboveTheWorkTreeCounts() throws {
    let folder = try TemporaryFolder([
      ".trainlint.yaml": "rules: {undertrained-large-model: off, tokens-per-parameter: off}\n",
      "work/.git/HEAD": "",
      "work/a/b.txt": "",
    ])
    #expect(!rules(report(linter(), folder.path + "/work/a/x.yml")).isEmpty)
    #expect(rules(report(linter(), folder.path + "/x.yml")).isEmpty)
  }

  @Test func oneFileMayHoldForAll() throws {
    let folder = try TemporaryFolder([
      "one.yaml": "rules: {undertrained-large-model: off, tokens-per-parameter: off}\n"
    ])
    let linter = linter { $0.settings = SettingsStore(.file(folder.path + "/one.yaml")) }
    #expect(rules(report(linter, "/anywhere/x.yml")).isEmpty)
  }

  @Test func extendedFilesAreWeakerAndCountedFromTheirOwnFolder() throws {
    let folder = try TemporaryFolder([
      "org/base.yaml": "extends: [strict, more.yaml]\nfacts: {world_size: 64, nodes: 4}\n",
      "org/more.yaml": "rules: {undertrained-large-model: error}\n",
      "team/.trainlint.yaml": "extends: ../org/base.yaml\nfacts: {files: deep/**, nodes: 8}\n",
    ])
    let linter = linter()
    let found = report(linter, folder.path + "/team/deep/x.yml")
    #expect(found.plans.first?.plan.value(.nodes) == 8)
    #expect(found.plans.first?.plan.value(.worldSize) == 64)
    #expect(rules(found).contains("undertrained-large-model error"))
    #expect(linter.options.settings?.problems == [])
    #expect(report(linter, folder.path + "/team/x.yml").plans.first?.plan.value(.nodes) == 4)
  }

  @Test(arguments: [
    ("extends: .trainlint.yaml", "settings that extend themselves"),
    ("extends: b.yaml", "settings that extend themselves"),
    ("extends: absent.yaml", "there is no file"),
    ("extends: [\"https://example.org/a.yaml\"]", "trainlint opens no network connection"),
    ("extends: /etc/hosts", "/etc/hosts is no relative path"),
    ("extends: sub", "there is no file"), ("rules: [", "the bracket `[` is never closed"),
  ])
  func whatCannotBeExtendedIsSaid(text: String, message: String) throws {
    let folder = try TemporaryFolder([
      ".trainlint.yaml": text, "b.yaml": "extends: c.yaml\n",
      "c.yaml": "extends: .trainlint.yaml\n",
      "sub/x.txt": "",
    ])
    let linter = linter()
    #expect(!report(linter, folder.path + "/x.yml").plans.isEmpty)
    let problems = linter.options.settings?.problems ?? []
    #expect(problems.count == 1)
    #expect(problems.first?.message.contains(message) == true, "\(problems.map(\.message))")
    #expect(problems.first?.line == 1)
  }

  @Test func aFileThatIsExtendedTwiceCountsOnce() throws {
    var files = [".trainlint.yaml": "extends: [l0.yaml, l0.yaml]\n"]
    for i in 0..<40 { files["l\(i).yaml"] = "extends: [l\(i + 1).yaml, l\(i + 1).yaml]\n" }
    files["l40.yaml"] = "rules: {undertrained-large-model: off, tokens-per-parameter: off}\n"
    let folder = try TemporaryFolder(files)
    #expect(rules(report(linter(), folder.path + "/x.yml")).isEmpty)
  }

  // MARK: What they do

  @Test func rulesAreSwitchedAndSet() {
    let off = linter(settings: "rules: {undertrained-large-model: off, tokens-per-parameter: off}")
    #expect(rules(report(off)).isEmpty)
    let larger = linter(settings: "rules: {undertrained-large-model: {min_parameters: 100B}}")
    #expect(!rules(report(larger)).contains { $0.hasPrefix("undertrained-large-model") })
    let note = linter(settings: "rules: {undertrained-large-model: note}")
    #expect(rules(report(note)) == ["undertrained-large-model note"])
  }

  @Test func theCommandLineOutranksTheFile() {
    let text =
      "extends: [strict]\nrules: {undertrained-large-model: off, tokens-per-parameter: off}\nfacts: {world_size: 8}"
    let selected = linter(settings: text) { $0.selected = ["undertrained-large-model"] }
    #expect(rules(report(selected)) == ["undertrained-large-model warning"])
    let quiet = linter(settings: "rules: {undertrained-large-model: error}") {
      $0.ignored = ["undertrained-large-model", "tokens-per-parameter"]
    }
    #expect(rules(report(quiet)).isEmpty)
    let facts = linter(settings: text) { try? $0.facts.declare("world_size", "64") }
    #expect(report(facts).plans.first?.plan.value(.worldSize) == 64)
  }

  @Test func aCommentOutranksTheFile() {
    let text = "# trainlint: fact world_size=64\n" + Self.run
    let report = report(linter(settings: "facts: {world_size: 8, nodes: 4}"), "a.yml", text)
    #expect(report.plans.first?.plan.value(.worldSize) == 64)
    #expect(report.plans.first?.plan.value(.nodes) == 4)
  }

  @Test func theProfileComesFromTheFileUnlessNamed() {
    let text = Self.run + "data_impl: 1e5  # trainlint: ignore[number-as-string]\n"
    func reasons(_ linter: Linter) -> Bool {
      rules(report(linter, "a.yml", text)).contains("suppression-without-reason note")
    }
    #expect(reasons(linter(settings: "extends: [strict]")))
    #expect(!reasons(linter(settings: "extends: [recommended]")))
    #expect(!reasons(linter(settings: "extends: [strict]") { $0.profile = .recommended }))
  }

  @Test func aLawIsTaken() {
    func words(_ text: String) -> [String] {
      report(linter(settings: text)).visible.map { $0.finding.consequence ?? "" }
    }
    #expect(words("law: hoffmann-2022") != words(""))
  }

  @Test func excludedFilesAreLookedAtByNobody() {
    let linter = linter(settings: "files: {include: \"*.yml\", exclude: [charts/**]}")
    #expect(report(linter, "charts/a.yml").skipped == .excluded)
    #expect(linter.leavesOut("charts/a.yml") && linter.leavesOut("b.json"))
    #expect(!linter.leavesOut("b.yml"))
    #expect(report(linter, "b.json").skipped != .excluded)
  }

  @Test func aSettingsFileIsNoConfig() {
    #expect(report(linter(), "x/.trainlint.yaml", "rules: {}").skipped == .settings)
  }

  @Test func anIgnoreOfARuleThatIsOffDoesNoHarm() {
    let text = Self.run + "save: 1  # trainlint: ignore[undertrained-large-model] ablation\n"
    let off = linter(settings: "rules: {undertrained-large-model: off, tokens-per-parameter: off}")
    #expect(!rules(report(off, "a.yml", text)).contains("unused-suppression note"))
    #expect(rules(report(linter(), "a.yml", text)).contains("unused-suppression note"))
  }

  @Test func aModelOfTheSettingsHasItsSize() {
    let text = """
      base_model: my-org/base-7b
      datasets:
        - path: my-org/rows
          type: alpaca
      sequence_len: 16384
      micro_batch_size: 1
      num_epochs: 1
      """
    let settings = "models: {my-org/base-7b: {parameters: 7.1B, context_length: 8192}}"
    let report = report(linter(settings: settings), "a.yml", text)
    #expect(report.plans.first?.plan.value(.parameters) == 7.1e9)
    #expect(report.plans.first?.plan.value(.contextLength) == 8192)
  }

  @Test func whatABaseModelOfTheSettingsSawIsJudged() {
    let text = """
      base_model: my-org/base-7b
      datasets:
        - path: my-org/rows
          type: alpaca
      micro_batch_size: 1
      num_epochs: 1
      """
    func told(_ tokens: String) -> [String] {
      let settings = "models: {my-org/base-7b: {parameters: 7B, training_tokens: \(tokens)}}"
      return rules(report(linter(settings: settings), "a.yml", text))
    }
    #expect(told("30B").contains("base-model-undertrained warning"))
    #expect(told("140B").contains("base-model-undertrained note"))
    #expect(!told("2T").contains { $0.hasPrefix("base-model-undertrained") })
  }

  @Test(arguments: [
    ("path: my-org/rows", 2e9), ("path: my-org/rows\n    split: train", 2e9),
    ("path: my-org/rows\n    split: train[:10%]", nil), ("path: my-org/rows\n    shards: 10", nil),
    ("path: my-org/rows\n  - path: my-org/more", 5e9), ("path: my-org/rows\n  - path: other", nil),
    ("path: my-org/rows\n  - path: my-org/rows", nil), ("path: ${DATA}", nil),
  ])
  func aDataSetOfTheSettingsHasItsTokens(item: String, expected: Double?) {
    let text = """
      base_model: NousResearch/Llama-3.2-1B
      datasets:
        - \(item)
      sequence_len: 2048
      micro_batch_size: 1
      num_epochs: 2
      """
    let settings = "datasets: {my-org/rows: {tokens: 2B}, my-org/more: {tokens: 3B}}"
    let plan = report(linter(settings: settings), "a.yml", text).plans.first?.plan
    #expect(plan?.value(.uniqueTokens) == expected)
    #expect(plan?.value(.tokens) == expected.map { 2 * $0 })
    let own = report(
      linter(settings: settings), "a.yml", "# trainlint: fact unique_tokens=7B\n" + text)
    #expect(own.plans.first?.plan.value(.uniqueTokens) == 7e9)
  }

  @Test(arguments: [
    "model_name_or_path: a/b\ndataset_name: my-org/rows\nmax_steps: 10\nlearning_rate: 1.0e-5",
    "model_name_or_path: a/b\nstage: sft\nfinetuning_type: full\ndataset: my-org/rows\nmax_steps: 10",
    "num_layers: 2\nhidden_size: 8\ntrain_iters: 10\ndata_path: my-org/rows\nseq_length: 8",
  ])
  func otherFrameworksNameTheirDataToo(text: String) {
    let settings = "datasets: {my-org/rows: {tokens: 2B}}"
    let report = report(linter(settings: settings), "a.yml", text)
    #expect(
      report.plans.first?.plan.value(.uniqueTokens) == 2e9, "\(report.dialect?.name ?? "none")")
  }

  /// A settings file of a stranger: whatever its bytes are, files are checked under it.
  @Test func noBytesTrap() {
    var bytes = Array(SettingsStore.template.utf8).filter { $0 != 0x23 }
    var random: UInt64 = 7
    for _ in 0..<400 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = Int(random >> 33) % bytes.count
      let signs = Array("{}[]:,-&*!|>'\"%@#\n\t x0=()<".utf8)
      bytes[place] = signs[Int(random >> 20) % signs.count]
      var options = LintOptions()
      options.settings = SettingsStore(.text(SourceFile(name: ".trainlint.yaml", bytes: bytes)))
      _ = Linter(options).leavesOut("pretrain/a.yml")
      #expect(options.settings?.problems.allSatisfy { $0.line.map { $0 > 0 } ?? true } ?? false)
    }
  }

  // MARK: While they are edited

  @Test func theLastGoodSettingsStayWhileAFileIsBroken() throws {
    let folder = try TemporaryFolder([
      ".trainlint.yaml": "rules: {undertrained-large-model: error}\n"
    ])
    let linter = linter()
    let store = try #require(linter.options.settings)
    let path = folder.path + "/.trainlint.yaml"
    func severity() -> [String] { rules(report(linter, folder.path + "/x.yml")) }
    #expect(severity() == ["undertrained-large-model error"])
    store.refresh(open: [path: Array("rules: {undertrained-large-model: nonsense}".utf8)])
    #expect(severity() == ["undertrained-large-model error"])
    #expect(store.problems.map(\.message) == ["there is no severity nonsense"])
    store.refresh(open: [path: Array("rules: {undertrained-large-model: note}".utf8)])
    #expect(severity() == ["undertrained-large-model note"])
    #expect(store.problems == [])
    try folder.write(
      "rules: {undertrained-large-model: off, tokens-per-parameter: off}\n", to: ".trainlint.yaml")
    store.refresh(open: [:])
    #expect(severity() == [])
  }

  @Test func theTemplateIsAccepted() {
    let linter = linter(settings: SettingsStore.template)
    _ = report(linter)
    #expect(linter.options.settings?.problems == [])
    // With every example switched on.
    let lines = SettingsStore.template.split(separator: "\n").map { line -> String in
      guard line.hasPrefix("# "), line.contains(":") || line.hasPrefix("#   ") else {
        return String(line)
      }
      let rest = line.dropFirst(2)
      let word = rest.drop { $0 == " " }.prefix { $0 != ":" && $0 != " " }
      let isSetting = rest.hasPrefix("  ") || Self.sections.contains(String(word))
      return isSetting ? String(rest) : String(line)
    }
    let whole = self.linter(settings: lines.joined(separator: "\n"))
    let place = whole.settings(of: "pretrain/a.yml")?.settings
    #expect(whole.options.settings?.problems == [], "\(lines.joined(separator: "\n"))")
    #expect(place?.policies.count == 1 && place?.facts.count == 1 && place?.rules.count == 2)
  }

  private static let sections: Set<String> = [
    "law", "facts", "datasets", "models", "merge", "rules", "policy", "files",
  ]

  // MARK: Configurations in several files

  @Test func filesThatMakeOneConfigurationAreReadTogether() throws {
    let folder = try TemporaryFolder([
      ".trainlint.yaml": "merge: {files: 'runs/*.yml', with: [cluster.yml]}\n",
      ".git/HEAD": "", "runs/b.yml": "",
      "cluster.yml": "train-micro-batch-size-per-gpu: 4\nglobal_num_gpus: 64\nlr: 1\n",
    ])
    let options = LintOptions.reading(WorkspaceFiles(), SettingsStore(.nearest))
    let linter = Linter(options)
    let merged = report(linter, folder.path + "/runs/a.yml", Self.run)
    #expect(merged.plans.first?.plan[.worldSize]?.value == 64)
    #expect(merged.plans.first?.plan[.microBatch]?.value == 4)
    #expect(report(linter, folder.path + "/a.yml", Self.run).plans.first?.plan[.worldSize] == nil)
    // Two files of one run must not say the same key.
    let twice = report(linter, folder.path + "/runs/a.yml", Self.run + "global_num_gpus: 8\n")
    let finding = try #require(twice.visible.first { $0.rule.name == "framework-constraint" })
    #expect(finding.severity == .error)
    #expect(finding.finding.headline == "`global_num_gpus` stands in two files of one run")
    #expect(finding.finding.related.count == 1)
  }

  /// A key that is not here may stand in the file that cannot be read.
  @Test func aMergedFileThatIsNotThereLeavesTheRestOpen() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "", ".trainlint.yaml": "merge: {files: '*.yml', with: [cluster.yml]}\n",
    ])
    let linter = Linter(LintOptions.reading(WorkspaceFiles(), SettingsStore(.nearest)))
    let plan = report(linter, folder.path + "/a.yml", Self.run).plans.first?.plan
    #expect(plan?[.steps]?.value == 10000)
    #expect(plan?[.sequenceLength]?.value == 2048)
    #expect(plan?[.tensorParallel] == nil)
  }
}

extension LintOptions {
  fileprivate static func reading(_ files: WorkspaceFiles, _ settings: SettingsStore) -> Self {
    var options = LintOptions()
    options.opener = files
    options.settings = settings
    return options
  }
}
