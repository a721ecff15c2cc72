import JSONText
import TestSupport
import Testing

/// Settings on the command line.
@Suite struct SettingsCommandTests {
  @Test func settingsBelowTheCheckedFolderHoldForTheirFiles() throws {
    let folder = try TemporaryFolder([
      "a.yaml": Configs.loud, "sub/b.yaml": Configs.loud, "sub/deep/c.yaml": Configs.loud,
      "sub/.trainlint.yaml": "rules: {undertrained-large-model: off, tokens-per-parameter: off}\n",
    ])
    let outcome = try Program.run(["--format", "concise"], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.text.split(separator: "\n").allSatisfy { $0.hasPrefix("a.yaml:") })
    let without = try Program.run(["--no-config", "--format", "concise", "sub"], in: folder)
    #expect(without.text.contains("sub/b.yaml:") && without.text.contains("sub/deep/c.yaml:"))
  }

  @Test func aWrongFileIsNamedAndTheRestIsPrinted() throws {
    let folder = try TemporaryFolder([
      "a.yaml": Configs.loud, "b.yaml": Configs.loud,
      ".trainlint.yaml": "rules:\n  undertrained-large-modle: error\n",
    ])
    for command in [["check"], ["plan", "a.yaml"], ["check", "--jobs", "4"]] {
      let outcome = try Program.run(command, in: folder)
      #expect(outcome.code == 2)
      #expect(
        outcome.errorText == """
          .trainlint.yaml:2:3: error: there is no rule undertrained-large-modle
             = help: did you mean undertrained-large-model?

          """)
      #expect(outcome.text.contains("a.yaml"))
    }
  }

  @Test func oneFileMayBeNamed() throws {
    let folder = try TemporaryFolder([
      "a.yaml": Configs.loud,
      "ci/settings.yaml": "rules: {undertrained-large-model: off, tokens-per-parameter: off}\n",
    ])
    #expect(try Program.run(["--config", "ci/settings.yaml"], in: folder).code == 0)
    let absent = try Program.run(["--config", "absent.yaml"], in: folder)
    #expect(absent.code == 2 && absent.errorText.contains("absent.yaml"))
    let both = try Program.run(["--config", "ci/settings.yaml", "--no-config"], in: folder)
    #expect(both.code == 2)
  }

  @Test func excludedFilesAreLeftOutAndNamedOnesSaySo() throws {
    let folder = try TemporaryFolder([
      "a.yaml": Configs.loud, "charts/b.yaml": Configs.loud,
      ".trainlint.yaml": "files: {exclude: [charts/**]}\n",
    ])
    let walk = try Program.run(["--format", "concise"], in: folder)
    #expect(walk.text.contains("a.yaml:") && !walk.text.contains("charts"))
    let named = try Program.run(["charts/b.yaml"], in: folder)
    #expect(named.code == 0)
    #expect(named.errorText == "charts/b.yaml: skipped, excluded by the settings\n")
    let itself = try Program.run([".trainlint.yaml"], in: folder)
    #expect(itself.code == 0)
  }

  @Test func whatHoldsIsShownWithItsLine() throws {
    let folder = try TemporaryFolder([
      "runs/a.yaml": Configs.loud, "base.yaml": "rules: {data-repetition: {max_epochs: 7}}\n",
      ".trainlint.yaml": """
      extends: [strict, base.yaml]
      facts:
        - {files: "runs/**", world_size: 64}
        - {files: "other/**", nodes: 2}
      policy: {id: budget, require: tokens <= 1T}

      """,
    ])
    let outcome = try Program.run(["--show-settings", "runs/a.yaml"], in: folder)
    #expect(outcome.code == 0)
    #expect(
      outcome.text == """
        runs/a.yaml
          settings: .trainlint.yaml, extends base.yaml
          profile: strict  (.trainlint.yaml:1:11)
          fact: world_size=64  (.trainlint.yaml:3:24)
          rule data-repetition: max_epochs=7  (base.yaml:1:39)
          policy budget: tokens <= 1T  (.trainlint.yaml:5:14)

        """)
    let none = try Program.run(["--no-config", "--show-settings", "runs/a.yaml"], in: folder)
    #expect(none.text == "runs/a.yaml\n  settings: are not looked at\n")
  }

  @Test func aFirstFileIsWrittenOnce() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    #expect(try Program.run(["init"], in: folder).code == 0)
    let before = SharedFolder.contents(of: folder.path + "/.trainlint.yaml")
    #expect(before?.isEmpty == false)
    let plain = try Program.run(["check", "--no-config"], in: folder)
    let with = try Program.run(["check"], in: folder)
    #expect((with.code, with.text, with.errorText) == (plain.code, plain.text, plain.errorText))
    let again = try Program.run(["init"], in: folder)
    #expect(again.code == 2)
    #expect(again.errorText.contains(".trainlint.yaml"))
    #expect(SharedFolder.contents(of: folder.path + "/.trainlint.yaml") == before)
  }

  @Test func aPolicysFindingHasItsIdInJSON() throws {
    let folder = try TemporaryFolder([
      "a.yaml": Configs.quiet,
      ".trainlint.yaml": "policy: {id: budget, require: steps <= 1k, message: Ask first.}\n",
    ])
    let outcome = try Program.run(["--format", "json"], in: folder)
    let json = try JSONValue(parsing: outcome.output)
    let finding = json["files"]?.array?.first?["findings"]?.array?.first
    #expect(finding?["rule"]?.string == "policy")
    #expect(finding?["policy"]?.string == "budget")
    #expect(finding?["message"]?.string == "Ask first.")
  }
}
