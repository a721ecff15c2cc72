import Engine
import Linting
import SourceText
import TestSupport
import Testing

/// Published configs are the judge of false alarms: what their authors ran is right until shown
/// wrong.
@Suite struct PublishedConfigsTests {
  /// Files with a real defect: path below the corpus, rule, and why the finding is right.
  private static let defects: [(path: String, rule: RuleID, why: String)] = [
    (
      gpt + "gpt3_weekly_mcore_tp4_cp2_current_scaling_native_fp8_tp_sp_cp_tp_overlap/"
        + "model_config.yaml",
      "warmup-exceeds-training", "a hundredth of a decay of 320,000 steps is more than the run"
    ),
    (
      gpt + "gpt_grpo_tp1tp2_pp1_dp8_583m_throughputtest/model_config.yaml", "duplicate-key",
      "a logging level of 0, and one of 1 further down"
    ),
    (
      gpt + "gpt_grpo_tp1tp2_pp1_dp8_583m_throughputtest_github/model_config.yaml",
      "duplicate-key", "a copy of the file above"
    ),
    (
      "cerebras-legacy/modelzoo/transformers/pytorch/bert/configs/bert_large_MSL10k_preview.yaml",
      "warmup-exceeds-training", "the rate rises for 85,331 steps, the run has 10,000"
    ),
    (
      archived + "falcon/config-7b-qlora.yml", "cadence-conflict",
      "axolotl/utils/schemas/validation.py, check_early_stopping, asks for steps, not epochs"
    ),
    (
      archived + "xgen-7b/xgen-7b-8k-qlora.yml", "cadence-conflict",
      "axolotl/utils/schemas/validation.py, check_early_stopping, asks for steps, not epochs"
    ),
  ]

  private static let archived = "axolotl/axolotl/examples/archived/"
  private static let gpt = "megatron-lm/tests/functional_tests/test_cases/gpt/"

  @Test(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
  func noPublishedConfigHasAnErrorThatIsNotARealDefect() throws {
    let corpus = try #require(SharedFolder.path) + "/corpus"
    let files = FileWalk.files(in: [corpus]).files
    #expect(files.count > 1000)
    let linter = Linter()
    for entry in files {
      guard let bytes = SharedFolder.contents(of: entry.path) else { continue }
      let file = SourceFile(name: entry.path, bytes: bytes)
      for settled in linter.report(on: file, isNamed: false).findings
      where settled.severity == .error {
        let path = entry.path.dropFirst(corpus.count + 1)
        let isListed = Self.defects.contains { $0.path == path && $0.rule == settled.rule }
        #expect(isListed, "\(path): \(settled.rule.name): \(settled.finding.headline)")
      }
    }
  }
}
