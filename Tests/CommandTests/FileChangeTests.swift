import TestSupport
import Testing

/// What `--fix`, `--diff` and `--add-ignore` do to files on disk.
@Suite struct FileChangeTests {
  private static let doubled =
    "# kept\n" + Configs.quiet.replacing("\n", with: "   # é\n") + "train_iters: 143000 # again\n"

  private func text(_ name: String, in folder: TemporaryFolder) -> String {
    String(decoding: SharedFolder.contents(of: "\(folder.path)/\(name)") ?? [], as: UTF8.self)
  }

  /// The trainer's file is held against the one that it names as that stands once it is mended.
  @Test func filesThatNameEachOtherAreMendedAlikeByAnyNumberOfThreads() throws {
    let named = """
      {"train_micro_batch_size_per_gpuu": 4, "gradient_accumulation_steps": "auto",
       "zero_optimization": {"stage": 2}}
      """
    let trainer = """
      model_name_or_path: NousResearch/Llama-3.2-1B
      dataset_name: some/answers
      per_device_train_batch_size: 2
      gradient_accumulation_steps: 4
      num_train_epochs: 1
      learning_rate: 2.0e-5
      output_dir: out
      deepspeed: a.json
      """
    for jobs in ["1", "8"] {
      let folder = try TemporaryFolder(["a.json": named, "b.yaml": trainer])
      let outcome = try Program.run(
        ["check", "--unsafe-fixes", "--jobs", jobs, "."], in: folder)
      #expect(outcome.text.contains("DeepSpeed is given 4"), "jobs \(jobs): \(outcome.text)")
    }
  }

  @Test func aFixKeepsModeLinksAndEveryOtherByte() throws {
    let folder = try TemporaryFolder(["a.yaml": Self.doubled])
    folder.link("link.yaml", to: "a.yaml")
    _ = try Program.shell("chmod 640 a.yaml", in: folder)
    let outcome = try Program.run(["check", "--fix", "link.yaml"], in: folder)
    #expect(outcome.code == 0, "\(outcome.text)\(outcome.errorText)")
    #expect(
      try Program.shell("stat -c %a a.yaml; readlink link.yaml", in: folder).text == "640\na.yaml\n"
    )
    let before = Self.doubled.split(separator: "\n")
    let after = text("a.yaml", in: folder).split(separator: "\n")
    #expect(after.count == before.count - 1)
    #expect(after.allSatisfy(before.contains))
    let again = try Program.run(["check", "--fix", "link.yaml"], in: folder)
    #expect(again.code == 0)
    #expect(text("a.yaml", in: folder).split(separator: "\n") == after)
  }

  @Test(arguments: [["."], ["deep/a b.yaml", "./c.yaml"]])
  func aPatchIsWhatTheFixWouldDo(paths: [String]) throws {
    let files = ["deep/a b.yaml": Self.doubled, "c.yaml": Self.doubled]
    let folder = try TemporaryFolder(files)
    let patch = try Program.run(["check", "--diff"] + paths, in: folder)
    #expect(patch.code == 1)
    for (name, content) in files { #expect(text(name, in: folder) == content) }
    let patched = try TemporaryFolder(files)
    try patched.write(patch.output, to: "p.patch")
    let applied = try Program.shell("git init -q . && git apply p.patch", in: patched)
    #expect(applied.code == 0, "\(applied.errorText)")
    #expect(try Program.run(["check", "--fix"] + paths, in: folder).code == 0)
    for name in files.keys { #expect(text(name, in: folder) == text(name, in: patched)) }
  }

  // MARK: Ignore comments

  private func ignoring(_ content: String, name: String = "a.yaml") throws -> String {
    let folder = try TemporaryFolder([name: content])
    let outcome = try Program.run(["check", "--add-ignore", "an ablation", name], in: folder)
    #expect(outcome.code == 0, "\(outcome.text)\(outcome.errorText)")
    let after = text(name, in: folder)
    #expect(try Program.run(["check", name], in: folder).code == 0)
    return after
  }

  @Test func aCommentSaysTheRuleAndTheReason() throws {
    let old = "train_iters: 10000"
    let new = old + "  # trainlint: ignore[undertrained-large-model] an ablation"
    #expect(try ignoring(Configs.loud) == Configs.loud.replacing(old, with: new))
    #expect(
      try ignoring(Configs.loud.replacing("\n", with: "\r\n"))
        == Configs.loud.replacing(old, with: new).replacing("\n", with: "\r\n"))
  }

  @Test func whereAnotherCommentStandsItGoesAbove() throws {
    let old = "train_iters: 10000"
    let content = Configs.loud.replacing(old, with: old + " # short")
    #expect(
      try ignoring(content)
        == content.replacing(
          old, with: "# trainlint: ignore-next-line[undertrained-large-model] an ablation\n" + old))
  }

  @Test func twoRulesOfOneLineShareAComment() throws {
    let content = "# trainlint: fact unique_tokens=1B\n" + Configs.loud
    let after = try ignoring(content)
    #expect(after.split(separator: "\n").count == content.split(separator: "\n").count)
    let line = after.split(separator: "\n").first { $0.hasPrefix("train_iters") } ?? ""
    #expect(line.contains(", "))
    #expect(line.hasSuffix("] an ablation"))
  }

  @Test func whatCannotHoldACommentIsLeft() throws {
    let json = "{\"num_layers\": 12, \"train_iters\": 10, \"seq_length\": 8, \"train_iters\": 11}\n"
    let folder = try TemporaryFolder(["a.json": json])
    let outcome = try Program.run(["check", "--add-ignore", "why", "a.json"], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.errorText.hasPrefix("trainlint: a.json: no comment can stand for "))
    #expect(text("a.json", in: folder) == json)
  }

  @Test func standardInputIsNotChanged() throws {
    let folder = try TemporaryFolder([:])
    let input = Array(Self.doubled.utf8)
    let outcome = try Program.run(["check", "--fix", "-"], input: input, in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.errorText.contains("standard input cannot be changed in place"))
    let patch = try Program.run(
      ["check", "--diff", "--stdin-filename", "conf/a.yaml", "-"], input: input, in: folder)
    #expect(patch.text.hasPrefix("--- a/conf/a.yaml\n"))
  }
}
