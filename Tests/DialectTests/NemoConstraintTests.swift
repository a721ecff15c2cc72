import Linting
import Testing

/// What NeMo 1 refuses and turns off.
@Suite struct NemoConstraintTests {
  private static func file(_ lines: String...) -> String {
    """
    model:
      micro_batch_size: 1
      global_batch_size: 32
      encoder_seq_length: 1024
      num_layers: 12
      tokenizer: {library: huggingface, type: a/b}
    """ + "\n" + lines.map { "" + $0 + "\n" }.joined()
  }

  private static let all: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`use_emha` is not supported",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  use_emha: true",
        "trainer: {precision: bf16, devices: 8}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  use_emha: false",
        "trainer: {precision: bf16, devices: 8}")),
    ConstraintCase(
      "precision-conflict", "`fsdp` and `fp8` exclude",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  fsdp: true", "  fp8: true",
        "trainer: {precision: bf16, devices: 8}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  fsdp: true",
        "trainer: {precision: bf16, devices: 8}")),
    ConstraintCase(
      "precision-conflict", "`megatron_amp_O2` does not work with fp16",
      file(
        "  optim: {name: adamw, lr: 0.0001}", "  megatron_amp_O2: true",
        "trainer: {precision: 16, devices: 8}"),
      file(
        "  optim: {name: adamw, lr: 0.0001}", "  megatron_amp_O2: true",
        "trainer: {precision: bf16, devices: 8}")),
    ConstraintCase(
      "framework-constraint", "`megatron_amp_O2` needs `contiguous_grad_buffer`",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001, contiguous_grad_buffer: false}",
        "  megatron_amp_O2: true", "trainer: {precision: bf16, devices: 8}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001, contiguous_grad_buffer: true}",
        "  megatron_amp_O2: true", "trainer: {precision: bf16, devices: 8}")),
    ConstraintCase(
      "framework-constraint", "6 layers of a stage do not divide into 4 parts",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  pipeline_model_parallel_size: 2",
        "  virtual_pipeline_model_parallel_size: 4", "trainer: {precision: bf16, devices: 8}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  pipeline_model_parallel_size: 2",
        "  virtual_pipeline_model_parallel_size: 3", "trainer: {precision: bf16, devices: 8}")),
    ConstraintCase(
      "inert-key", .note, "`sequence_parallel` has no effect",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  sequence_parallel: true",
        "  tensor_model_parallel_size: 1", "trainer: {precision: bf16, devices: 8}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  sequence_parallel: true",
        "  tensor_model_parallel_size: 2", "trainer: {precision: bf16, devices: 8}")),
    ConstraintCase(
      "unknown-key", .warning, "`tensor_model_paralel_size` is no key",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  tensor_model_paralel_size: 4",
        "trainer: {precision: bf16, devices: 8}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}", "  tensor_model_parallel_size: 4",
        "trainer: {precision: bf16, devices: 8}")),
  ]

  private static let trainer: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`accumulate_grad_batches` has to be 1",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}",
        "trainer: {precision: bf16, devices: 8, accumulate_grad_batches: 4}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}",
        "trainer: {precision: bf16, devices: 8, accumulate_grad_batches: 1}")),
    ConstraintCase(
      "framework-constraint", "both make a logger",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}",
        "trainer: {precision: bf16, devices: 8, logger: true}",
        "exp_manager: {create_wandb_logger: true}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}",
        "trainer: {precision: bf16, devices: 8, logger: false}",
        "exp_manager: {create_wandb_logger: true}")),
    ConstraintCase(
      "framework-constraint", "both make checkpoints",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}",
        "trainer: {precision: bf16, devices: 8, enable_checkpointing: true}",
        "exp_manager: {create_checkpoint_callback: true}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}",
        "trainer: {precision: bf16, devices: 8, enable_checkpointing: false}",
        "exp_manager: {create_checkpoint_callback: true}")),
    ConstraintCase(
      "unknown-key", .warning, "`max_step` is no key",
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}",
        "trainer: {precision: bf16, devices: 8, max_step: 10}"),
      file(
        "  optim: {name: distributed_fused_adam, lr: 0.0001}",
        "trainer: {precision: bf16, devices: 8, max_steps: 10}")),
  ]

  @Test(arguments: all + trainer)
  func aBrokenDemandIsFound(_ demand: ConstraintCase) { demand.check(name: "conf.yaml") }
}
