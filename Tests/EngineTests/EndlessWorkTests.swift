import Engine
import Linting
import SourceText
import TestSupport
import Testing

/// Small files that could cost more work than they are worth.
@Suite struct EndlessWorkTests {
  private func report(_ text: String, _ name: String = "a.yaml") -> FileReport {
    var options = LintOptions()
    options.opener = WorkspaceFiles()
    return Linter(options).report(on: SourceFile(name: name, text: text))
  }

  /// Words that launchers and what stands before them give a meaning to, in any order.
  @Test(.timeLimit(.minutes(10))) func commandsInAnyOrderOfWordsComeToAnEnd() {
    let words = [
      "ray", "--", "job", "submit", "sudo", "env", "timeout", "5", "uv", "run", "python", "-m",
      "torchrun", "accelerate", "launch", "--nproc_per_node=8", "A=1", "mpirun", "-np", "train.py",
      "deepspeed", "--max_steps", "9", "exec", "bash", "-c", "if", "then", "fi", "&&", "|", "'",
    ]
    var state: UInt64 = 7
    func word() -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return words[Int(state >> 33) % words.count]
    }
    for _ in 0..<1_500 {
      let command = (0..<8).map { _ in word() }.joined(separator: " ")
      _ = report("resources: {accelerators: H100:8}\nnum_nodes: 1\nrun: |\n  \(command)\n")
    }
    #expect(
      report("resources: {accelerators: H100:8}\nrun: sudo -- ray job submit -- python train.py\n")
        .findings.isEmpty)
  }

  @Test(.timeLimit(.minutes(10))) func filesThatNameThemselvesAreReadOnce() throws {
    let document =
      "resources: {accelerators: H100:8}\nrun: torchrun --nproc_per_node=8 t.py --config a.yaml\n"
    let text = Array(repeating: document, count: 40).joined(separator: "---\n")
    let folder = try TemporaryFolder([".git/HEAD": "", "a.yaml": text, "b.yaml": text])
    #expect(report(text, folder.path + "/a.yaml").attached.allSatisfy { $0.text != nil })
    // Another file may be named by each, but not without end.
    #expect(report(text, folder.path + "/c.yaml").plans.count < 1_000)
  }

  @Test(.timeLimit(.minutes(10))) func unknownKeysAreHeldAgainstInterpolationsOnce() {
    var text = "trainer: {max_steps: 10, devices: 8, precision: bf16}\nmodel:\n"
    text += "  micro_batch_size: 1\n  optim: {name: adam, lr: 0.0001}\n"
    for i in 0..<20_000 { text += "  nothing_reads_\(i): 1\n" }
    _ = report(text)
  }

  @Test(.timeLimit(.minutes(10))) func textsInsideAFileShareItsLimit() {
    var text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n"
    for i in 0..<5 {
      text += "  run\(i).yml: |\n    num_layers: 2\n    hidden_size: 64\n    train_iters: 1000\n"
      text += String(repeating: "    seq_length: 64\n", count: 131)
    }
    let found = report(text).visible.filter { $0.rule == "duplicate-key" }
    #expect(found.count == 101)
    #expect(
      found.filter { $0.finding.headline == "550 more findings of this rule in this file" }.count
        == 1)
  }
}
