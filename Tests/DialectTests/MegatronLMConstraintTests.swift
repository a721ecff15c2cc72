import Engine
import Linting
import SourceText
import Testing

/// What Megatron-LM refuses, and names that its parser does not know.
@Suite struct MegatronLMConstraintTests {
  private static func file(_ lines: String...) -> String {
    """
    MODEL_ARGS:
      --num-layers: 12
      --hidden-size: 768
      --num-attention-heads: 12
      --seq-length: 1024
      --max-position-embeddings: 1024
      --micro-batch-size: 4
      --lr: 3.0e-4
    """ + "\n" + lines.map { "  " + $0 + "\n" }.joined()
  }

  private static let values: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`--bf16` is a switch",
      file("--global-batch-size: 32", "--train-iters: 50000", "--bf16: false"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--bf16: true")),
    ConstraintCase(
      "precision-conflict", "`--fp16` and `--bf16` exclude",
      file("--global-batch-size: 32", "--train-iters: 50000", "--fp16: true", "--bf16: true"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--fp16: true")),
    ConstraintCase(
      "precision-conflict", "`--fp4-format` and `--fp8-format`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--fp4-format: e2m1",
        "--fp8-format: hybrid"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--fp8-format: hybrid")),
    ConstraintCase(
      "precision-conflict", "`--fp16-lm-cross-entropy` needs",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--bf16: true",
        "--fp16-lm-cross-entropy: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--fp16: true",
        "--fp16-lm-cross-entropy: true")),
    ConstraintCase(
      "precision-conflict", "`--fp32-residual-connection` needs",
      file("--global-batch-size: 32", "--train-iters: 50000", "--fp32-residual-connection: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--bf16: true",
        "--fp32-residual-connection: true")),
    ConstraintCase(
      "precision-conflict", "`--fp8-param-gather` needs",
      file("--global-batch-size: 32", "--train-iters: 50000", "--fp8-param-gather: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--fp8-format: hybrid",
        "--fp8-param-gather: true")),
  ]

  private static let schedule: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`--lr-decay-samples` does not go",
      file("--global-batch-size: 32", "--train-iters: 50000", "--lr-decay-samples: 100000"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--lr-decay-iters: 50000")),
    ConstraintCase(
      "framework-constraint", "`--lr-warmup-samples` does not go",
      file("--global-batch-size: 32", "--train-iters: 50000", "--lr-warmup-samples: 1000"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--lr-warmup-samples: 0")),
    ConstraintCase(
      "framework-constraint", "`--lr-decay-iters` does not go",
      file("--global-batch-size: 32", "--train-samples: 100000", "--lr-decay-iters: 1000"),
      file("--global-batch-size: 32", "--train-samples: 100000", "--lr-decay-samples: 100000")),
    ConstraintCase(
      "framework-constraint", "`--lr-warmup-fraction` and `--lr-warmup-samples`",
      file(
        "--global-batch-size: 32", "--train-samples: 100000", "--lr-warmup-fraction: 0.01",
        "--lr-warmup-samples: 100"),
      file("--global-batch-size: 32", "--train-samples: 100000", "--lr-warmup-fraction: 0.01")),
    ConstraintCase(
      "framework-constraint", "`--start-weight-decay` needs",
      file("--global-batch-size: 32", "--train-iters: 50000", "--start-weight-decay: 0.01"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--weight-decay-incr-style: linear",
        "--start-weight-decay: 0.01", "--end-weight-decay: 0.1")),
    ConstraintCase(
      "framework-constraint", "needs `--end-weight-decay`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--weight-decay-incr-style: linear",
        "--start-weight-decay: 0.01"), file("--global-batch-size: 32", "--train-iters: 50000")),
  ]

  private static let data: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`--mock-data` and `--data-path` exclude",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--mock-data: true",
        "--data-path: /data/a"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--mock-data: true")),
    ConstraintCase(
      "framework-constraint", "`--data-path` and `--data-args-path`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--data-path: /data/a",
        "--data-args-path: /data/b"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--data-args-path: /data/b")),
    ConstraintCase(
      "framework-constraint", "does not go with `--step-batch-size-schedule`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000",
        "--step-batch-size-schedule: '0:32 1B:64'"),
      file("--train-iters: 50000", "--step-batch-size-schedule: '0:32 1B:64'")),
    ConstraintCase(
      "framework-constraint", "`--seq-length` 1024 is no multiple of 6",
      file("--global-batch-size: 32", "--train-iters: 50000", "--context-parallel-size: 3"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--context-parallel-size: 4")),
    ConstraintCase(
      "grpo-divisibility", "30 answers do not divide into batches of 32",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--perform-rl-step: true",
        "--grpo-prompts-per-step: 5", "--grpo-group-size: 3"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--perform-rl-step: true",
        "--grpo-prompts-per-step: 8", "--grpo-group-size: 4")),
    ConstraintCase(
      "grpo-divisibility", "`--exit-interval` 3 is no multiple of 2",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--perform-rl-step: true",
        "--grpo-prompts-per-step: 8", "--grpo-group-size: 4", "--exit-interval: 3"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--perform-rl-step: true",
        "--grpo-prompts-per-step: 8", "--grpo-group-size: 4", "--exit-interval: 4")),
  ]

  private static let parallel: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`--expert-model-parallel-size` needs `--num-experts`",
      file("--global-batch-size: 32", "--train-iters: 50000", "--expert-model-parallel-size: 4"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--expert-model-parallel-size: 4",
        "--num-experts: 8")),
    ConstraintCase(
      "framework-constraint", "6 experts do not divide among 4",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--expert-model-parallel-size: 4",
        "--num-experts: 6"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--expert-model-parallel-size: 4",
        "--num-experts: 8")),
    ConstraintCase(
      "framework-constraint", "two keys cut the stages",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--pipeline-model-parallel-size: 2",
        "--num-layers-per-virtual-pipeline-stage: 3", "--num-virtual-stages-per-pipeline-rank: 2"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--pipeline-model-parallel-size: 2",
        "--num-virtual-stages-per-pipeline-rank: 2")),
    ConstraintCase(
      "framework-constraint", "6 layers of a stage do not divide",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--pipeline-model-parallel-size: 2",
        "--num-layers-per-virtual-pipeline-stage: 4"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--pipeline-model-parallel-size: 2",
        "--num-layers-per-virtual-pipeline-stage: 3")),
    ConstraintCase(
      "framework-constraint", "virtual stages need",
      file(
        "--global-batch-size: 32", "--train-iters: 50000",
        "--num-virtual-stages-per-pipeline-rank: 2"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--pipeline-model-parallel-size: 2",
        "--num-virtual-stages-per-pipeline-rank: 2")),
    ConstraintCase(
      "framework-constraint", "`--tp-comm-overlap` needs",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--tensor-model-parallel-size: 2",
        "--tp-comm-overlap: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--tensor-model-parallel-size: 2",
        "--tp-comm-overlap: true", "--sequence-parallel: true")),
    ConstraintCase(
      "framework-constraint", "needs `--use-distributed-optimizer`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--overlap-param-gather: true",
        "--overlap-grad-reduce: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--overlap-param-gather: true",
        "--overlap-grad-reduce: true", "--use-distributed-optimizer: true")),
    ConstraintCase(
      "framework-constraint", "needs `--overlap-grad-reduce`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--overlap-param-gather: true",
        "--use-distributed-optimizer: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--overlap-param-gather: true",
        "--overlap-grad-reduce: true", "--use-distributed-optimizer: true")),
    ConstraintCase(
      "framework-constraint",
      "`--use-distributed-optimizer` does not work with `--use-torch-fsdp2`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--use-torch-fsdp2: true",
        "--use-distributed-optimizer: true"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--use-torch-fsdp2: true")),
    ConstraintCase(
      "framework-constraint", "`torch_dcp` needs",
      file("--global-batch-size: 32", "--train-iters: 50000", "--ckpt-format: torch_dcp"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--ckpt-format: torch_dcp",
        "--use-torch-fsdp2: true")),
    ConstraintCase(
      "framework-constraint", "`--optimizer-cpu-offload` needs",
      file("--global-batch-size: 32", "--train-iters: 50000", "--optimizer-cpu-offload: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--optimizer-cpu-offload: true",
        "--use-precision-aware-optimizer: true")),
  ]

  private static let memory: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`--recompute-method` does not go with selective",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--recompute-granularity: selective",
        "--recompute-method: uniform"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--recompute-granularity: selective")),
    ConstraintCase(
      "framework-constraint", "full recomputation needs `--recompute-num-layers`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--recompute-granularity: full",
        "--recompute-method: uniform"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--recompute-granularity: full",
        "--recompute-method: uniform", "--recompute-num-layers: 1")),
    ConstraintCase(
      "framework-constraint", "needs tensor parallelism",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--distribute-saved-activations: true",
        "--recompute-granularity: full", "--recompute-method: uniform", "--recompute-num-layers: 1"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--distribute-saved-activations: true",
        "--tensor-model-parallel-size: 2", "--recompute-granularity: full",
        "--recompute-method: uniform", "--recompute-num-layers: 1")),
    ConstraintCase(
      "framework-constraint", "needs full recomputation",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--distribute-saved-activations: true",
        "--tensor-model-parallel-size: 2"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--tensor-model-parallel-size: 2")),
    ConstraintCase(
      "framework-constraint", "`--group-query-attention` excludes",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--multi-latent-attention: true",
        "--group-query-attention: true"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--multi-latent-attention: true")),
    ConstraintCase(
      "framework-constraint", "`--moe-shared-expert-overlap` does not work",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--num-experts: 8",
        "--moe-shared-expert-intermediate-size: 512", "--moe-shared-expert-overlap: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--num-experts: 8",
        "--moe-shared-expert-intermediate-size: 512", "--moe-shared-expert-overlap: true",
        "--moe-token-dispatcher-type: alltoall")),
    ConstraintCase(
      "framework-constraint", "needs `--moe-expert-capacity-factor`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--num-experts: 8",
        "--moe-pad-expert-input-to-capacity: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--num-experts: 8",
        "--moe-pad-expert-input-to-capacity: true", "--moe-expert-capacity-factor: 1.0")),
    ConstraintCase(
      "framework-constraint", "`--moe-use-upcycling` needs",
      file("--global-batch-size: 32", "--train-iters: 50000", "--moe-use-upcycling: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--moe-use-upcycling: true",
        "--save: /a", "--save-interval: 5")),
  ]

  private static let saving: [ConstraintCase] = [
    ConstraintCase(
      "checkpoint-never-saved", "`--save` needs `--save-interval`",
      file("--global-batch-size: 32", "--train-iters: 50000", "--save: /a"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--save: /a", "--save-interval: 10")),
    ConstraintCase(
      "checkpoint-never-saved", .warning, "without `--save` saves nothing",
      file("--global-batch-size: 32", "--train-iters: 50000", "--save-interval: 10"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--save: /a", "--save-interval: 10")),
    ConstraintCase(
      "framework-constraint", "`--save-retain-interval` 15 is no multiple of 10",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--save: /a", "--save-interval: 10",
        "--save-retain-interval: 15"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--save: /a", "--save-interval: 10",
        "--save-retain-interval: 20")),
    ConstraintCase(
      "framework-constraint", "`--use-checkpoint-args` needs",
      file("--global-batch-size: 32", "--train-iters: 50000", "--use-checkpoint-args: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--use-checkpoint-args: true",
        "--load: /a")),
    ConstraintCase(
      "framework-constraint", "needs `--ckpt-convert-save`",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--ckpt-convert-format: torch_dist",
        "--load: /a"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--ckpt-convert-format: torch_dist",
        "--load: /a", "--ckpt-convert-save: /b")),
    ConstraintCase(
      "framework-constraint", "local checkpoints need",
      file("--global-batch-size: 32", "--train-iters: 50000", "--non-persistent-ckpt-type: local"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--non-persistent-ckpt-type: local",
        "--non-persistent-local-ckpt-dir: /a")),
    ConstraintCase(
      "framework-constraint", "`--replication` needs",
      file("--global-batch-size: 32", "--train-iters: 50000", "--replication: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--replication: true",
        "--replication-jump: 2")),
    ConstraintCase(
      "framework-constraint", "`--override-ckpt-iteration` excludes",
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--override-ckpt-iteration: 5",
        "--finetune: true"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--finetune: true")),
    ConstraintCase(
      "framework-constraint", "`--log-memory-interval` 150",
      file("--global-batch-size: 32", "--train-iters: 50000", "--log-memory-interval: 150"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--log-memory-interval: 200")),
    ConstraintCase(
      "inert-key", .note, "`--use-mcore-models` has no effect",
      file("--global-batch-size: 32", "--train-iters: 50000", "--use-mcore-models: true"),
      file("--global-batch-size: 32", "--train-iters: 50000")),
    ConstraintCase(
      "inert-key", .note, "`--sequence-parallel` has no effect",
      file("--global-batch-size: 32", "--train-iters: 50000", "--sequence-parallel: true"),
      file(
        "--global-batch-size: 32", "--train-iters: 50000", "--sequence-parallel: true",
        "--tensor-model-parallel-size: 2")),
  ]

  private static let names: [ConstraintCase] = [
    ConstraintCase(
      "unknown-key", "`--globl-batch-size` is no key",
      file("--globl-batch-size: 32", "--train-iters: 50000"),
      file("--global-batch-size: 32", "--train-iters: 50000")),
    ConstraintCase(
      "unknown-key", "`--train_samples` is no key",
      file("--global-batch-size: 32", "--train_samples: 100", "--train-iters: 50000"),
      file("--global-batch-size: 32", "--train-iters: 50000")),
    ConstraintCase(
      "unknown-key", .warning, "`--use-custom-fsdp` is called `--use-megatron-fsdp`",
      file("--global-batch-size: 32", "--train-iters: 50000", "--use-custom-fsdp: true"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--use-megatron-fsdp: true")),
    ConstraintCase(
      "deprecated-key", "`--batch-size` is called `--micro-batch-size`",
      file("--global-batch-size: 32", "--train-iters: 50000", "--batch-size: 4"),
      file("--global-batch-size: 32", "--train-iters: 50000")),
    ConstraintCase(
      "deprecated-key", "`--warmup` is called `--lr-warmup-fraction`",
      file("--global-batch-size: 32", "--train-iters: 50000", "--warmup: 0.01"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--lr-warmup-fraction: 0.01")),
    ConstraintCase(
      "deprecated-key", .warning, "`--enable-cuda-graph` is called",
      file("--global-batch-size: 32", "--train-iters: 50000", "--enable-cuda-graph: true"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--cuda-graph-impl: local")),
    ConstraintCase(
      "invalid-value", "`--lr-decay-style` takes",
      file("--global-batch-size: 32", "--train-iters: 50000", "--lr-decay-style: cosin"),
      file("--global-batch-size: 32", "--train-iters: 50000", "--lr-decay-style: cosine")),
  ]

  @Test(arguments: values + schedule + data + parallel + memory + saving + names)
  func aBrokenDemandIsFound(_ demand: ConstraintCase) { demand.check(name: "model_config.yaml") }

  /// Arguments of NeMo under the same key are another parser's, the nested form has none.
  @Test func otherFormsAreNotHeldAgainstTheArguments() {
    let nested = """
      language_model:
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        any_key_at_all: 1
      model_parallel:
        tensor_model_parallel_size: 1
      micro_batch_size: 4
      train_iters: 100
      seq_length: 128
      """
    let report = Linter().report(on: SourceFile(name: "a.yaml", text: nested))
    #expect(report.findings.filter { $0.rule == "unknown-key" }.isEmpty)
  }
}
