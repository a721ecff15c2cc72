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
      axolotl + "examples/archived/stablelm-2/1.6b/fft.yml", "deprecated-key",
      "deprecated.py, validate_flash_attn_rms_norm: raised where it is true"
    ),
    (
      axolotl + "examples/archived/stablelm-2/1.6b/lora.yml", "deprecated-key",
      "as the file beside it"
    ),
    (
      axolotl + "examples/archived/pythia-12b/config.yml", "deprecated-key",
      "deprecated.py, validate_max_packed_sequence_len: raised where it is set"
    ),
    (
      axolotl + "examples/archived/redpajama/config-3b.yml", "invalid-value",
      "config.py: tokens is a list of texts, the file has a mapping"
    ),
    (
      axolotl + "examples/mistral-medium-3_5/qlora-text.yml", "missing-required-key",
      "model.py: output_dir is a text, and null is none"
    ),
    (
      axolotl + "examples/mistral-medium-3_5/qlora-vision.yml", "missing-required-key",
      "as the file beside it"
    ),
    (
      axolotl + "examples/expert_parallel/qwen3_30ba3b_ep_fft_4gpu.yaml", "warmup-unit",
      "schemas/config.py: warmup_steps is a whole number, the file has 0.1"
    ),
    (
      axolotl + "examples/expert_parallel/qwen3_30ba3b_ep_fsdp_fft_4gpu.yaml", "warmup-unit",
      "as the file beside it"
    ),
    (
      axolotl + "examples/ebft/llama-3b-ebft-strided-fft.yaml", "framework-constraint",
      "validation.py, check_ebft_torch_compile: raised with gradient checkpointing"
    ),
    (
      axolotl + "examples/mistral4/fft-text.yml", "framework-constraint",
      "validation.py, check_fsdp2_w_8bit_optimizer: adamw_bnb_8bit under FSDP 2"
    ),
    (
      axolotl + "examples/mistral4/fft-vision.yml", "framework-constraint",
      "as the file beside it"
    ),
    (
      axolotl + "examples/archived/falcon/config-7b-qlora.yml", "cadence-conflict",
      "validation.py, check_early_stopping: cadences per epoch are no steps"
    ),
    (
      axolotl + "examples/archived/xgen-7b/xgen-7b-8k-qlora.yml", "cadence-conflict",
      "as the falcon file"
    ),
    (
      "llm-foundry/scripts/train/finetune_example/gpt2-arc-easy--cpu.yaml",
      "unresolved-interpolation",
      "config_utils.py, to_container with resolve=True: global_seed moved into variables"
    ),
    (
      "torchtune/torchtune/recipes/configs/llama4/maverick_17B_128E_full.yaml",
      "unresolved-interpolation",
      "config/_utils.py, log_config resolves all: no model_dir in the file"
    ),
    (
      bionemo + "esm1nv/esm1nv_pretrain-job.yaml", "device-count-mismatch",
      "four processes in a pod with one GPU, for a trainer of 2 nodes with 4 devices"
    ),
    (
      bionemo + "esm2nv/esm2nv-training-job.yaml", "device-count-mismatch", "as the file beside it"
    ),
    (
      "manifests/pytorchjob/aws-samples__awsome-distributed-training/3.test_cases/pytorch/"
        + "mosaicml-composer/stable-diffusion/multi-node/3.stable-diffusion-eks.yaml-template",
      "manifest-constraint", "eight GPUs are requested, and the limit is left empty"
    ),
  ]

  private static let axolotl = "axolotl/axolotl/"
  private static let bionemo =
    "manifests/pytorchjob/awslabs__ai-on-eks/infra/bionemo/examples/"
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
