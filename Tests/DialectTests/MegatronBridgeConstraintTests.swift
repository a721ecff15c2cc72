import Linting
import Testing

/// What Megatron-Bridge refuses of overrides, and passes over.
@Suite struct MegatronBridgeConstraintTests {
  private static func file(_ lines: String...) -> String {
    """
    model:
      seq_length: 1024
    train:
      train_iters: 100
      global_batch_size: 8
    logger: {log_interval: 1}
    """ + "\n" + lines.map { "" + $0 + "\n" }.joined()
  }

  private static let all: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`lr_warmup_iters` and `lr_decay_samples` exclude",
      file("scheduler: {lr_warmup_iters: 10, lr_decay_samples: 1000}"),
      file("scheduler: {lr_warmup_iters: 10, lr_decay_iters: 100}")),
    ConstraintCase(
      "framework-constraint", "`train_iters` and `lr_decay_samples` exclude",
      file("scheduler: {lr_decay_samples: 1000}"), file("scheduler: {lr_decay_iters: 100}")),
    ConstraintCase(
      "framework-constraint", "`lr_warmup_fraction` and `lr_warmup_samples`",
      file("scheduler: {lr_warmup_fraction: 0.1, lr_warmup_samples: 100}"),
      file("scheduler: {lr_warmup_fraction: 0.1}")),
    ConstraintCase(
      "framework-constraint", "`override_opt_param_scheduler` and",
      file(
        "scheduler: {override_opt_param_scheduler: true, use_checkpoint_opt_param_scheduler: true}"),
      file("scheduler: {override_opt_param_scheduler: true}")),
    ConstraintCase(
      "precision-conflict", "`fp16` and `bf16` exclude",
      file("optimizer: {fp16: true, bf16: true}"), file("optimizer: {bf16: true}")),
    ConstraintCase(
      "framework-constraint", "`use_megatron_fsdp` and `use_torch_fsdp2`",
      file("dist: {use_megatron_fsdp: true, use_torch_fsdp2: true}"),
      file("dist: {use_megatron_fsdp: true, use_torch_fsdp2: false}")),
    ConstraintCase(
      "framework-constraint", "`async_save` needs `save`",
      file("checkpoint: {async_save: true, save: null}"),
      file("checkpoint: {async_save: true, save: /a}")),
    ConstraintCase(
      "framework-constraint", "needs `use_persistent_ckpt_worker`",
      file("checkpoint: {async_save: true, use_persistent_ckpt_worker: false}"),
      file("checkpoint: {async_save: true}")),
    ConstraintCase(
      "framework-constraint", "`ckpt_step` needs `load`",
      file("checkpoint: {ckpt_step: 10, load: null}"), file("checkpoint: {ckpt_step: 10}")),
    ConstraintCase(
      "adapter-conflict", "`peft` needs `pretrained_checkpoint`",
      file("peft: {dim: 8}", "checkpoint: {pretrained_checkpoint: null}"), file("peft: {dim: 8}")),
    ConstraintCase(
      "packing-conflict", "`enable_offline_packing` and",
      file("dataset: {enable_offline_packing: true, enable_in_batch_packing: true}"),
      file("dataset: {enable_in_batch_packing: true}")),
    ConstraintCase(
      "framework-constraint", "`use_pytorch_profiler` and",
      file("profiling: {use_pytorch_profiler: true, use_nsys_profiler: true}"),
      file("profiling: {use_nsys_profiler: true}")),
    ConstraintCase(
      "framework-constraint", "profiling ends before",
      file("profiling: {profile_step_start: 10, profile_step_end: 5}"),
      file("profiling: {profile_step_start: 10, profile_step_end: 12}")),
    ConstraintCase(
      "unknown-key", .warning, "`finetune_lr` is no key of Megatron-Bridge",
      file("optimizer: {finetune_lr: 0.00001}"), file("optimizer: {lr: 0.00001}")),
    ConstraintCase(
      "unknown-key", .warning, "`min_lrs` is no key", file("optimizer: {min_lrs: 0.00001}"),
      file("optimizer: {min_lr: 0.00001}")),
    ConstraintCase(
      "unknown-key", .note, "`colour` is not a key", file("optimizer: {colour: 1}"),
      file("model_: {colour: 1}")),
  ]

  @Test(arguments: all)
  func aBrokenDemandIsFound(_ demand: ConstraintCase) { demand.check(name: "override.yaml") }
}
