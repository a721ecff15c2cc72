import TestSupport
import Testing

/// Links on disk: what is opened, what is not, and how places in other files are shown.
@Suite struct LinkCommandTests {
  private static let run = """
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
  private static let contrary = "{\n  \"train_micro_batch_size_per_gpu\": 4\n}\n"

  @Test func placesInOtherFilesAreShownWithTheirPath() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "", "configs/run.yaml": Self.run, "ds/zero3.json": Self.contrary,
    ])
    let text = try Program.run(["check", "configs/run.yaml"], in: folder).text
    #expect(text.contains("= ds/zero3.json:2:37: DeepSpeed's train_micro_batch_size_per_gpu"))
    let json = try Program.run(["check", "--format", "json", "configs/run.yaml"], in: folder).text
    #expect(
      json.contains("\"path\":\"ds/zero3.json\"") || json.contains("\"path\": \"ds/zero3.json\""))
  }

  @Test func nothingOutsideTheWorkspaceIsOpened() throws {
    let outside = try TemporaryFolder(["zero3.json": Self.contrary])
    let folder = try TemporaryFolder([".git/HEAD": "", "run.yaml": Self.run])
    folder.link("ds", to: outside.path)
    #expect(try Program.run(["check", "run.yaml"], in: folder).code == 0)
    let absolute = Self.run.replacing("ds/zero3.json", with: "\(outside.path)/zero3.json")
    try folder.write(absolute, to: "run.yaml")
    #expect(try Program.run(["check", "run.yaml"], in: folder).code == 0)
    let climbing = Self.run.replacing(
      "ds/zero3.json", with: "../" + (outside.path.split(separator: "/").last ?? "") + "/zero3.json"
    )
    try folder.write(climbing, to: "run.yaml")
    #expect(try Program.run(["check", "run.yaml"], in: folder).code == 0)
  }

  /// Which one the framework would read depends on where it is started.
  @Test func twoCandidatesAreNone() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "", "configs/run.yaml": Self.run, "ds/zero3.json": Self.contrary,
      "configs/ds/zero3.json": "{}",
    ])
    #expect(try Program.run(["check", "configs/run.yaml"], in: folder).code == 0)
  }
}
