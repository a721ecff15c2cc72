import Engine
import Linting
import RunPlan
import SourceText
import Testing

/// Files that a config names, from memory: what they add, and what they contradict.
@Suite struct LinkTests {
  /// Files by the path that a key would name them by.
  private struct Shelf: FileOpener {
    let files: [String: String]

    func open(_ path: String, namedIn base: String, limit: Int) -> OpenedFile? {
      guard let text = files[path] else { return nil }
      let bytes = Array(text.utf8)
      return OpenedFile(name: path, bytes: Array(bytes.prefix(limit)), size: bytes.count)
    }
  }

  private func report(_ text: String, _ files: [String: String]) -> FileReport {
    Linter().opening(by: Shelf(files: files)).report(
      on: SourceFile(name: "run.yaml", text: text))
  }

  private func plan(_ text: String, _ files: [String: String]) -> TrainingPlan? {
    report(text, files).plans.first?.plan
  }

  // MARK: DeepSpeed

  private static let axolotl = """
    base_model: NousResearch/Llama-3.2-1B
    datasets:
      - path: teknium/GPT4-LLM-Cleaned
        type: alpaca
    micro_batch_size: 2
    gradient_accumulation_steps: 8
    learning_rate: 0.0002
    num_epochs: 1
    sequence_len: 2048
    deepspeed: ds/zero3.json

    """

  @Test func theStageIsReadFromTheNamedFile() throws {
    let files = [
      "ds/zero3.json": #"{"zero_optimization": {"stage": 3}, "bf16": {"enabled": "auto"}}"#
    ]
    let stage = try #require(plan(Self.axolotl, files)?[.zeroStage])
    #expect(stage.value == 3)
    #expect(stage.span?.file == .main)
    #expect(report(Self.axolotl, files).findings.filter { $0.severity == .error }.isEmpty)
  }

  @Test func withoutTheFileNothingIsSaid() {
    #expect(plan(Self.axolotl, [:])?[.zeroStage] == nil)
    let broken = ["ds/zero3.json": #"{"zero_optimization": {"stage": 3"#]
    #expect(plan(Self.axolotl, broken)?[.zeroStage] == nil)
  }

  @Test(arguments: [
    (#"{"train_micro_batch_size_per_gpu": 4}"#, "batch-arithmetic"),
    (#"{"gradient_accumulation_steps": "8"}"#, "batch-arithmetic"),
    (#"{"train_batch_size": 100}"#, "batch-arithmetic"),
    (#"{"optimizer": {"params": {"lr": 0.0003}}}"#, "framework-constraint"),
  ])
  func contradictionsAreErrors(json: String, rule: String) throws {
    let found = report(Self.axolotl, ["ds/zero3.json": json]).findings.filter {
      $0.rule.name == rule
    }
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.severity == .error)
    #expect(finding.finding.primary.span.file == .main)
    #expect(finding.finding.related.map(\.span.file) == [FileID(1)])
  }

  @Test func autoAgreesWithAnything() {
    let json = """
      {"train_micro_batch_size_per_gpu": "auto", "gradient_accumulation_steps": "auto",
       "train_batch_size": "auto", "gradient_clipping": "auto",
       "optimizer": {"type": "AdamW", "params": {"lr": "auto", "weight_decay": "auto"}}}
      """
    let found = report(Self.axolotl, ["ds/zero3.json": json]).findings
    #expect(found.filter { $0.severity == .error }.isEmpty)
  }

  // MARK: Models

  @Test func aModelInTheWorkspaceIsCounted() {
    let config = """
      {"model_type": "llama", "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2,
       "num_attention_heads": 4, "num_key_value_heads": 4, "vocab_size": 100,
       "tie_word_embeddings": false, "max_position_embeddings": 512}
      """
    let text = Self.axolotl.replacing("NousResearch/Llama-3.2-1B", with: "./model")
    let counted = plan(text, ["./model/config.json": config])
    // 2 × 100·64, per block 4·64² + 3·64·128 + 2·64, and the last norm.
    #expect(counted?[.parameters]?.value == Double(2 * 6_400 + 2 * (16_384 + 24_576 + 128) + 64))
    #expect(plan(text, [:])?[.parameters] == nil)
  }

  /// `owner/name` is the hub's, so no file is asked for.
  @Test func aNameOfTheHubIsNoFolder() {
    let text = Self.axolotl.replacing("NousResearch/Llama-3.2-1B", with: "acme/tiny")
    #expect(plan(text, ["acme/tiny/config.json": #"{"model_type": "llama"}"#])?[.layers] == nil)
  }

  // MARK: Data

  @Test func rowsOfLocalFilesAreAnEstimate() throws {
    let text = Self.axolotl.replacing("teknium/GPT4-LLM-Cleaned", with: "data/train.jsonl")
    let rows = String(repeating: "{\"text\": \"a\"}\n", count: 250)
    let examples = try #require(plan(text, ["data/train.jsonl": rows])?[.examples])
    #expect(examples.value == 250)
    #expect(examples.certainty == .estimate)
    #expect(plan(text, ["data/train.jsonl": "{\n \"text\": 1\n}\n"])?[.examples] == nil)
  }

  /// Of a large file only the start is read; the rest is taken to be like it.
  @Test func largeFilesAreEstimatedFromTheirStart() throws {
    let text = Self.axolotl.replacing("teknium/GPT4-LLM-Cleaned", with: "data/train.jsonl")
    let row = "{\"text\": \"" + String(repeating: "a", count: 1_000) + "\"}\n"
    let rows = String(repeating: row, count: 8_000)
    let examples = try #require(plan(text, ["data/train.jsonl": rows])?[.examples])
    #expect(abs(examples.value - 8_000) < 10)
  }

  @Test func namesOfLlamaFactoryLeadToFiles() {
    let text = """
      model_name_or_path: Qwen/Qwen2.5-7B
      stage: sft
      finetuning_type: full
      dataset: mine,other
      template: qwen
      max_samples: 3
      learning_rate: 1.0e-5
      num_train_epochs: 2.0

      """
    let table = #"{"mine": {"file_name": "a.json"}, "other": {"file_name": "b.json"}}"#
    let files = [
      "data/dataset_info.json": table,
      "data/a.json": #"[{"q": "[{"}, {"q": "]"}]"#,
      "data/b.json": #"[{}, {}, {}, {}, {}]"#,
    ]
    #expect(plan(text, files)?[.examples]?.value == 5)
    #expect(plan(text, files.filter { $0.key != "data/b.json" })?[.examples] == nil)
  }

  // MARK: Parts of the configuration

  @Test func includedPartsStandInTheirPlaces() {
    let text = """
      data: !include data.yaml
      model: !include models/small.yaml
      trainer:
        num_train_steps: 1000
        train_batch_size: 64
        mp: p=f32,c=bfloat16
      optimizer:
        learning_rate: 6E-4

      """
    let model = "type: llama\nhidden_dim: 64\nnum_layers: 2\nnum_heads: 4\nseq_len: 256\n"
    let files = ["models/small.yaml": model, "data.yaml": "tokenizer: gpt2\ncache_dir: c\n"]
    #expect(plan(text, files)?[.layers]?.value == 2)
    #expect(plan(text, files)?[.layers]?.span?.file == .main)
    #expect(plan(text, [:])?[.layers] == nil)
  }

  /// What is wrong in another file is underlined at the link, and its own place told beside it.
  @Test func findingsStandInTheFileUnderCheck() throws {
    let text = """
      data: !include data.yaml
      model:
        type: llama
      trainer:
        num_train_steps: 1000
        train_batch_size: 64
        mp: p=f32,c=bfloat16

      """
    let files = ["data.yaml": "tokenizer: gpt2\nconfigs: {}\n"]
    let found = report(text, files).findings.filter {
      $0.finding.headline == "`data.configs` names no data set"
    }
    let finding = try #require(found.first?.finding)
    #expect(finding.primary.span.file == .main)
    #expect(
      text.utf8.dropFirst(finding.primary.span.bytes.lowerBound).starts(with: "data.yaml".utf8))
  }

  private static let nemo = """
    defaults:
      - base@model: small
    trainer:
      devices: 8
      num_nodes: 2
      max_steps: 1000
      precision: bf16
    model:
      micro_batch_size: 4
      global_batch_size: 128
      encoder_seq_length: 2048
      optim:
        name: adam
        lr: 0.0001

    """

  @Test func filesOfADefaultsListStandBelow() {
    let files = ["base/small.yaml": "micro_batch_size: 1\nnum_layers: 12\nhidden_size: 768\n"]
    let composed = plan(Self.nemo, files)
    #expect(composed?[.microBatch]?.value == 4)
    #expect(composed?[.layers]?.value == 12)
  }

  @Test func aboveTheFileWhereItSaysSo() {
    let text = Self.nemo.replacing("  - base@model", with: "  - _self_\n  - base@model")
    #expect(plan(text, ["base/small.yaml": "micro_batch_size: 1\n"])?[.microBatch]?.value == 1)
  }

  @Test func aCommentAtTheHeadOfAFileSaysWhereItsKeysLie() {
    let text = Self.nemo.replacing("base@model: small", with: "base: small")
    let keys = "num_layers: 12\nhidden_size: 768\n"
    for head in ["# @package model\n", "# ours\n#@package _global_.model\n\n"] {
      #expect(plan(text, ["base/small.yaml": head + keys])?[.layers]?.value == 12)
    }
    // Without one they lie below the group, and after the first key it is a comment like any other.
    #expect(plan(text, ["base/small.yaml": keys])?[.layers] == nil)
    #expect(plan(text, ["base/small.yaml": keys + "# @package model\n"])?[.layers] == nil)
    // The list outranks the file.
    let moved = ["base/small.yaml": "# @package elsewhere\n" + keys]
    #expect(plan(Self.nemo, moved)?[.layers]?.value == 12)
  }

  @Test func listsWithinListsAreFollowedFromTheirOwnGroup() {
    let files = [
      "base/small.yaml": "defaults: [shape@_here_: tiny, /optimizer@optim: adam]\nnum_layers: 12\n",
      "base/shape/tiny.yaml": "hidden_size: 768\nnum_layers: 2\n",
      "optimizer/adam.yaml": "weight_decay: 0.5\n",
    ]
    let composed = plan(Self.nemo, files)
    #expect(composed?[.hiddenSize]?.value == 768)
    #expect(composed?[.layers]?.value == 12)
    #expect(composed?[.weightDecay]?.value == 0.5)
    #expect(composed?[.tensorParallel]?.value == 1)
    // A list that names its own file comes to an end.
    let circle = ["base/small.yaml": "defaults: [/base@_here_: small]\nnum_layers: 12\n"]
    #expect(plan(Self.nemo, circle)?[.tensorParallel] == nil)
  }

  @Test func hydrasOwnGroupsAreNoPartOfTheRun() {
    let text = Self.nemo.replacing(
      "  - base@model: small", with: "  - override hydra/job_logging: none\n  - hydra/launcher: x")
    #expect(plan(text, [:])?[.tensorParallel]?.value == 1)
  }

  /// A key that is not here may stand in the file that cannot be read.
  @Test func anUnreadableDefaultLeavesTheRestOpen() {
    let composed = plan(Self.nemo, [:])
    #expect(composed?[.devicesPerNode]?.value == 8)
    #expect(composed?[.tensorParallel] == nil)
  }
}
