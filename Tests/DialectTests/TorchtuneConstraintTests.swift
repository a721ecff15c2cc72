import Linting
import Testing

/// What torchtune's recipes refuse, and which keys they know.
@Suite struct TorchtuneConstraintTests {
  private static let optimizer = "optimizer: {_component_: torch.optim.AdamW, lr: 0.00002}\n"
  private static let full = optimizer + "model: {_component_: torchtune.models.llama3.llama3_8b}\n"
  private static let lora =
    optimizer
    + "model: {_component_: torchtune.models.llama3.lora_llama3_8b, lora_rank: 8, lora_alpha: 16}\n"
  private static let ppo =
    optimizer + "policy_model: {_component_: torchtune.models.mistral.mistral_7b}\n"
  private static let data = "dataset: {_component_: torchtune.datasets.alpaca_dataset, "
  private static let tokenizer =
    "tokenizer: {_component_: torchtune.models.llama3.llama3_tokenizer, path: a, "

  private static let refused: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "does not train in `fp16`", full + "dtype: fp16",
      full + "dtype: bf16"),
    ConstraintCase(
      "framework-constraint", "no gradients to accumulate",
      full + "optimizer_in_bwd: true\ngradient_accumulation_steps: 8",
      full + "optimizer_in_bwd: true\ngradient_accumulation_steps: 1"),
    ConstraintCase(
      "framework-constraint", "no gradients to clip",
      full + "optimizer_in_bwd: true\nclip_grad_norm: 1.0",
      full + "optimizer_in_bwd: true\nclip_grad_norm: null"),
    ConstraintCase(
      "framework-constraint", "no gradients to clip",
      full + "optimizer_in_bwd: true\nclip_grad_norm: 1.0",
      lora + "optimizer_in_bwd: true\nclip_grad_norm: 1.0"),
    ConstraintCase(
      "framework-constraint", "no step of its own to compile",
      full + "optimizer_in_bwd: true\nfsdp_cpu_offload: true\ncompile: true",
      full + "optimizer_in_bwd: true\nfsdp_cpu_offload: true\ncompile: {optimizer_step: false}"),
    ConstraintCase(
      "framework-constraint", "needs `enable_activation_checkpointing`",
      lora + "enable_activation_offloading: true",
      lora + "enable_activation_offloading: true\nenable_activation_checkpointing: true"),
    ConstraintCase(
      "framework-constraint", "works on CUDA and XPU only",
      lora + "device: cpu\nenable_activation_offloading: true",
      lora + "device: cuda\nenable_activation_offloading: true"),
    ConstraintCase(
      "framework-constraint", "the LoRA recipe has no tensor parallelism",
      lora + "tensor_parallel_dim: 2", lora + "tensor_parallel_dim: 1"),
    ConstraintCase(
      "framework-constraint", "needs a `tensor_parallel_plan`", full + "tensor_parallel_dim: 2",
      full + "tensor_parallel_dim: 2\ntensor_parallel_plan: {_component_: my.plan}"),
    ConstraintCase(
      "framework-constraint", "`enable_fp8_training` has no context parallelism",
      full + "enable_fp8_training: true\ncontext_parallel_dim: 2",
      full + "enable_fp8_training: false\ncontext_parallel_dim: 2"),
    ConstraintCase(
      "adapter-conflict", "needs `save_adapter_weights_only`",
      lora + "checkpointer: {model_type: LLAMA4}",
      lora + "checkpointer: {model_type: LLAMA4}\nsave_adapter_weights_only: true"),
    ConstraintCase(
      "adapter-conflict", "does not work with DoRA",
      "quantizer: {_component_: a.b}\n" + optimizer
        + "model: {_component_: torchtune.models.llama3.lora_llama3_8b, use_dora: true}",
      "quantizer: {_component_: a.b}\n" + optimizer
        + "model: {_component_: torchtune.models.llama3.lora_llama3_8b, use_dora: false}"),
    ConstraintCase(
      "framework-constraint", "padding on the left",
      full + "collate_fn: torchtune.data.left_pad_sequence",
      full + "collate_fn: torchtune.data.padded_collate_sft"),
    ConstraintCase(
      "packing-conflict", "`packed` needs `tokenizer.max_seq_len`",
      full + tokenizer + "max_seq_len: null}\n" + data + "packed: true}",
      full + tokenizer + "max_seq_len: 4096}\n" + data + "packed: true}"),
    ConstraintCase(
      "packing-conflict", "data with images cannot be packed",
      full
        + "dataset: {_component_: torchtune.datasets.multimodal.the_cauldron_dataset, packed: true}",
      full + "dataset: {_component_: torchtune.datasets.multimodal.the_cauldron_dataset}"),
    ConstraintCase(
      "packing-conflict", "several data sets cannot pack",
      lora + "datasets: [{source: a}]\ndataloader: {packed: true}",
      lora + "datasets: [{source: a}]\ndataloader: {packed: false}"),
    ConstraintCase(
      "framework-constraint", "`batch_size` does not divide by `forward_batch_size`",
      ppo + "batch_size: 64\nforward_batch_size: 24\nppo_batch_size: 64",
      ppo + "batch_size: 64\nforward_batch_size: 16\nppo_batch_size: 64"),
    ConstraintCase(
      "framework-constraint", "`ppo_batch_size` does not divide by `gradient_accumulation_steps`",
      ppo + "batch_size: 64\nppo_batch_size: 64\ngradient_accumulation_steps: 3",
      ppo + "batch_size: 64\nppo_batch_size: 64\ngradient_accumulation_steps: 2"),
    ConstraintCase(
      "framework-constraint", "`num_steps` is less than one `batch_size`",
      ppo + "batch_size: 64\nppo_batch_size: 64\nnum_steps: 60",
      ppo + "batch_size: 64\nppo_batch_size: 64\nnum_steps: 640"),
    ConstraintCase(
      "invalid-value", "`tensor_parallel_dim` takes", full + "tensor_parallel_dim: 0",
      full + "tensor_parallel_dim: 1"),
  ]

  private static let doubtful: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", .warning, "checkpoints nothing",
      full + "ac_mode: selective\nenable_activation_checkpointing: true",
      full + "ac_mode: selective\nenable_activation_checkpointing: false"),
    ConstraintCase(
      "framework-constraint", .warning, "needs a `quantizer`", full + "fake_quant_after_n_steps: 9",
      full + "fake_quant_after_n_steps: 9\nquantizer: {_component_: a.b}"),
    ConstraintCase(
      "framework-constraint", .warning, "belongs to the tokenizer since torchtune 0.3",
      full + data + "max_seq_len: 512}", full + tokenizer + "max_seq_len: 512}\n" + data + "}"),
    ConstraintCase(
      "inert-key", .note, "has no effect on a model without adapters",
      full + "save_adapter_weights_only: true", lora + "save_adapter_weights_only: true"),
    ConstraintCase(
      "evaluation-never-runs", .warning, "`run_val_every_n_steps` needs `dataset_val`",
      full + "run_val_every_n_steps: 100",
      full + "run_val_every_n_steps: 100\ndataset_val: {_component_: a.b}"),
    ConstraintCase(
      "evaluation-never-runs", .error, "`run_val_every_n_steps` needs `dataset_val`",
      full + "run_val_every_n_steps: 100\nfsdp_cpu_offload: false",
      full + "run_val_every_n_steps: null\nfsdp_cpu_offload: false"),
    ConstraintCase(
      "unknown-key", .warning, "`lora_rank` is", full + "lora_rank: 8", lora),
    ConstraintCase(
      "unknown-key", .warning, "`ouput_dir` is no key", full + "ouput_dir: a",
      full + "output_dir: a"),
    ConstraintCase(
      "unknown-key", .note, "`colour` is not a key", full + "colour: a",
      full + "colour: a\noutput_dir: /data/${colour}/run"),
    ConstraintCase(
      "unknown-key", .warning, "was removed in 0.5", full + "fsdp_sharding_strategy: FULL_SHARD",
      full),
    ConstraintCase(
      "unknown-key", .warning, "`prompt` is read at inference only", full + "prompt: Hello", full),
  ]

  @Test(arguments: refused + doubtful) func aDemandIsHeld(_ demand: ConstraintCase) {
    demand.check(name: "run.yaml")
  }
}
