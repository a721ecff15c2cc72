import Linting
import Testing

/// What neuronx-distributed-training refuses and does not read.
@Suite struct NxdtConstraintTests {
  private static func file(_ lines: String...) -> String {
    """
    data:
      micro_batch_size: 1
      global_batch_size: 64
    """ + "\n" + lines.map { "" + $0 + "\n" }.joined()
  }

  private static let all: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`accumulate_grad_batches` has to be 1",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model: {num_layers: 12, a: 1}", "trainer: {devices: 32, accumulate_grad_batches: 2}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model: {num_layers: 12, a: 1}", "trainer: {devices: 32, accumulate_grad_batches: 1}")),
    ConstraintCase(
      "framework-constraint", "`enable_model_summary` is not supported",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model: {num_layers: 12, a: 1}", "trainer: {devices: 32, enable_model_summary: true}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model: {num_layers: 12, a: 1}", "trainer: {devices: 32, max_steps: 10}")),
    ConstraintCase(
      "precision-conflict", "`mixed_precisionSR` is refused",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model: {num_layers: 12, a: 1}", "trainer: {devices: 32, max_steps: 10}",
        "precision: {type: mixed_precisionSR}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model: {num_layers: 12, a: 1}", "trainer: {devices: 32, max_steps: 10}",
        "precision: {type: mixed_precision}")),
    ConstraintCase(
      "framework-constraint", "`dropless` needs `glu_mlp`",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}",
        "model: {num_layers: 12, moe: {dropless: true, glu_mlp: false}}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}",
        "model: {num_layers: 12, moe: {dropless: true, glu_mlp: true}}")),
    ConstraintCase(
      "framework-constraint", "`dropless` experts need `swiglu`",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, activation: gelu, moe: {dropless: true}}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, activation: swiglu, moe: {dropless: true}}")),
    ConstraintCase(
      "inert-key", .note, "`capacity_factor` has no effect",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}",
        "model: {num_layers: 12, moe: {dropless: true, capacity_factor: 1.0}}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}",
        "model: {num_layers: 12, moe: {dropless: true, capacity_factor: 0.0}}")),
    ConstraintCase(
      "framework-constraint", "dropping tokens needs",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}",
        "model: {num_layers: 12, moe: {dropless: false, capacity_factor: 0.0}}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}",
        "model: {num_layers: 12, moe: {dropless: false, capacity_factor: 2.0}}")),
    ConstraintCase(
      "framework-constraint", "Megatron models need `zero1`",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: false}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, a: 1}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, a: 1}")),
    ConstraintCase(
      "framework-constraint", "`gradient_accumulation_fusion` is not supported",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, gradient_accumulation_fusion: true}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, gradient_accumulation_fusion: false}")),
    ConstraintCase(
      "framework-constraint", "`activations_checkpoint_num_layers` above 1",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, activations_checkpoint_num_layers: 2}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, activations_checkpoint_num_layers: 1}")),
    ConstraintCase(
      "framework-constraint", "`activations_checkpoint_method: block`",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, activations_checkpoint_method: block}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, activations_checkpoint_method: uniform}")),
    ConstraintCase(
      "precision-conflict", "`trainer.precision` has to be 32",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model_source: megatron", "model: {num_layers: 12, a: 1}",
        "trainer: {devices: 32, precision: bf16}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model_source: megatron", "model: {num_layers: 12, a: 1}",
        "trainer: {devices: 32, precision: 32}")),
    ConstraintCase(
      "framework-constraint", "do not divide into 5 parts",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true, virtual_pipeline_model_parallel_size: 5}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, a: 1}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true, virtual_pipeline_model_parallel_size: 4}",
        "trainer: {devices: 32, max_steps: 10}", "model_source: megatron",
        "model: {num_layers: 12, a: 1}")),
    ConstraintCase(
      "inert-key", .note, "`sequence_parallel` has no effect",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 1, sequence_parallel: true}",
        "trainer: {devices: 32, max_steps: 10}", "model: {num_layers: 12, a: 1}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, sequence_parallel: true}",
        "trainer: {devices: 32, max_steps: 10}", "model: {num_layers: 12, a: 1}")),
    ConstraintCase(
      "unknown-key", .note, "`fp32_grads_cc` is not a key",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model: {num_layers: 12, a: 1}",
        "precision: {type: manual, fp32_grad_acc: true, fp32_grads_cc: false}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "trainer: {devices: 32, max_steps: 10}", "model: {num_layers: 12, a: 1}",
        "precision: {type: manual, fp32_grad_acc: true}")),
    ConstraintCase(
      "unknown-key", .warning, "`vnc` is called `lnc`",
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model: {num_layers: 12, a: 1}", "trainer: {devices: 32, vnc: 2}"),
      file(
        "distributed_strategy: {tensor_model_parallel_size: 8, zero1: true}",
        "model: {num_layers: 12, a: 1}", "trainer: {devices: 32, lnc: 2}")),
  ]

  @Test(arguments: all)
  func aBrokenDemandIsFound(_ demand: ConstraintCase) { demand.check(name: "config.yaml") }
}
