import Composition
import ConfigSyntax
import RunPlan

/// What torchtune's recipes refuse once they run.
///
/// A file does not name its recipe, and each recipe reads keys that others pass over. A demand is
/// noted only where every recipe that the file can be meant for makes it.
extension Torchtune {
  package static func constrain(_ keys: inout KeyReader) {
    let recipe = Recipe(keys)
    constrainPrecision(&keys, recipe)
    constrainBackwardOptimizer(&keys, recipe)
    constrainOffloading(&keys, recipe)
    constrainCheckpointing(&keys, recipe)
    constrainParallel(&keys, recipe)
    constrainAdapters(&keys, recipe)
    constrainQuantization(&keys, recipe)
    constrainData(
      &keys, packs: recipe.isSupervised,
      readsCollator: recipe.isSupervised && !recipe.isDistillation)
    if recipe.isSupervised, !recipe.isDistillation {
      constrainEvaluation(&keys, isDistributed: recipe.isDistributed)
    }
    constrainTrajectories(&keys)
  }

  /// What a file says of the recipe that it is meant for.
  private struct Recipe {
    let isSupervised: Bool
    let isPPO: Bool
    let isGroup: Bool
    let isDistillation: Bool
    let hasAdapters: Bool
    let hasQuantizer: Bool
    /// Whether keys are there that only recipes for several devices read.
    let isDistributed: Bool

    init(_ keys: KeyReader) {
      let regime = keys.reading.regime
      isSupervised = regime == .supervisedFinetuning || regime == .continuedPretraining
      isPPO = keys.has("policy_model") || keys.has("ppo_batch_size")
      isGroup = regime == .reinforcementLearning && !isPPO
      isDistillation = keys.has("teacher_model")
      hasAdapters = keys.word("model._component_")?.contains("lora") ?? false
      hasQuantizer = keys.isSet("quantizer")
      isDistributed = Self.distributed.contains { keys.isSet($0) }
    }

    private static let distributed = [
      "tensor_parallel_dim", "tensor_parallel_plan", "context_parallel_dim",
      "data_parallel_shard_dim", "data_parallel_replicate_dim", "fsdp_cpu_offload",
      "fsdp_reshard_after_forward", "custom_sharded_layers",
    ]

    /// Whether every weight is tuned on labelled rows.
    var tunesAll: Bool { isSupervised && !hasAdapters && !isDistillation }
  }

  // MARK: Precision and memory

  private static func constrainPrecision(_ keys: inout KeyReader, _ recipe: Recipe) {
    guard !recipe.isGroup, keys.word("dtype") == "fp16" else { return }
    keys.refuse(
      at: "dtype", "torchtune does not train in `fp16`", label: "no loss scaling here",
      help: "set dtype to bf16 or fp32", source: "recipes/full_finetune_distributed.py, __init__")
  }

  private static func constrainBackwardOptimizer(_ keys: inout KeyReader, _ recipe: Recipe) {
    guard !recipe.hasAdapters, !recipe.isDistillation, !recipe.isGroup,
      keys.flag("optimizer_in_bwd") == true
    else { return }
    let source =
      recipe.isPPO
      ? "recipes/ppo_full_finetune_single_device.py, _setup_training_parameters"
      : "recipes/full_finetune_single_device.py, __init__"
    if let steps = keys.written("gradient_accumulation_steps"), steps.value > 1 {
      keys.refuse(
        at: "gradient_accumulation_steps",
        "`optimizer_in_bwd` leaves no gradients to accumulate",
        label: "\(Magnitude.plain(steps.value)) backward passes a step",
        with: [("optimizer_in_bwd", "steps in each backward pass")],
        help: "set gradient_accumulation_steps to 1, or optimizer_in_bwd to false", source: source)
    }
    if keys.isSet("clip_grad_norm"), !recipe.isPPO {
      keys.refuse(
        at: "clip_grad_norm", "`optimizer_in_bwd` leaves no gradients to clip",
        label: "of all gradients at once",
        with: [("optimizer_in_bwd", "steps in each backward pass")],
        help: "remove clip_grad_norm, or set optimizer_in_bwd to false", source: source)
    }
    guard recipe.tunesAll, recipe.isDistributed else { return }
    let path = keys.flag("compile") == true ? "compile" : "compile.optimizer_step"
    guard keys.flag(path) == true else { return }
    keys.refuse(
      at: path, "`optimizer_in_bwd` has no step of its own to compile",
      label: "compiles the optimizer's step",
      with: [("optimizer_in_bwd", "steps in each backward pass")],
      help: "set optimizer_in_bwd or compile.optimizer_step to false",
      source: "recipes/full_finetune_distributed.py, setup")
  }

  private static func constrainOffloading(_ keys: inout KeyReader, _ recipe: Recipe) {
    let key = "enable_activation_offloading"
    guard !recipe.isDistillation, !recipe.isGroup, !recipe.isPPO, keys.flag(key) == true else {
      return
    }
    let source = "recipes/full_finetune_distributed.py, __init__"
    if keys.flag("enable_activation_checkpointing", fallback: false) == false {
      keys.refuse(
        at: key, "`\(key)` needs `enable_activation_checkpointing`",
        label: "offloads what checkpointing keeps",
        with: [("enable_activation_checkpointing", "off")],
        help: "set enable_activation_checkpointing to true, or \(key) to false", source: source)
    }
    if let device = keys.word("device"), ["cpu", "mps", "npu", "hpu"].contains(device) {
      keys.refuse(
        at: key, "`\(key)` works on CUDA and XPU only", label: "on",
        with: [("device", "neither")], help: "set \(key) to false", source: source)
    }
  }

  /// With both ways of checkpointing asked for, neither branch of the recipe is taken.
  private static func constrainCheckpointing(_ keys: inout KeyReader, _ recipe: Recipe) {
    guard recipe.tunesAll, keys.isSet("ac_mode"),
      keys.flag("enable_activation_checkpointing") == true
    else { return }
    keys.warn(
      at: "enable_activation_checkpointing",
      "with `ac_mode`, `enable_activation_checkpointing` checkpoints nothing", label: "on",
      with: [("ac_mode", "counts only where the other is off")],
      because: "no activations are checkpointed at all",
      help: "set enable_activation_checkpointing to false, or remove ac_mode",
      source: "recipes/full_finetune_distributed.py, _setup_model")
  }

  // MARK: Parallelism

  private static func constrainParallel(_ keys: inout KeyReader, _ recipe: Recipe) {
    guard recipe.isSupervised, !recipe.isDistillation else { return }
    if let size = keys.written("tensor_parallel_dim"), size.value > 1 {
      if recipe.hasAdapters, !recipe.hasQuantizer {
        keys.refuse(
          at: "tensor_parallel_dim", "the LoRA recipe has no tensor parallelism",
          label: "\(Magnitude.plain(size.value)) ranks a layer",
          with: [("model._component_", "with adapters")], help: "set tensor_parallel_dim to 1",
          source: "recipes/lora_finetune_distributed.py, __init__")
      } else if !recipe.hasAdapters, !keys.isSet("tensor_parallel_plan") {
        keys.refuse(
          at: "tensor_parallel_dim", "`tensor_parallel_dim` needs a `tensor_parallel_plan`",
          label: "\(Magnitude.plain(size.value)) ranks a layer",
          help: "set tensor_parallel_plan to a plan for this model",
          source: "recipes/full_finetune_distributed.py, __init__")
      }
    }
    guard recipe.tunesAll, keys.flag("enable_fp8_training") == true,
      let size = keys.written("context_parallel_dim"), size.value > 1
    else { return }
    keys.refuse(
      at: "context_parallel_dim", "`enable_fp8_training` has no context parallelism",
      label: "\(Magnitude.plain(size.value)) ranks a sequence",
      with: [("enable_fp8_training", "on")],
      help: "set context_parallel_dim to 1, or enable_fp8_training to false",
      source: "recipes/full_finetune_distributed.py, _setup_model")
  }

  // MARK: Adapters

  private static func constrainAdapters(_ keys: inout KeyReader, _ recipe: Recipe) {
    if recipe.isSupervised, recipe.hasAdapters, !recipe.hasQuantizer, !recipe.isDistillation,
      keys.word("checkpointer.model_type") == "LLAMA4",
      keys.flag("save_adapter_weights_only", fallback: false) == false
    {
      keys.refuse(
        .adapter, at: "checkpointer.model_type",
        "Llama 4 with LoRA needs `save_adapter_weights_only`", label: "Llama 4",
        with: [("save_adapter_weights_only", "off")],
        help: "set save_adapter_weights_only to true",
        source: "recipes/lora_finetune_distributed.py, setup")
    }
    if recipe.hasAdapters, recipe.hasQuantizer, keys.flag("model.use_dora") == true {
      keys.refuse(
        .adapter, at: "model.use_dora", "quantisation-aware training does not work with DoRA",
        label: "DoRA", with: [("quantizer", "quantisation-aware training")],
        help: "set model.use_dora to false",
        source: "recipes/qat_lora_finetune_distributed.py, _convert_model_to_qat")
    }
    if recipe.isSupervised, !recipe.hasAdapters, keys.word("model._component_") != nil,
      keys.flag("save_adapter_weights_only") == true
    {
      keys.note(
        .inert, .remarkable, at: "save_adapter_weights_only",
        "`save_adapter_weights_only` has no effect on a model without adapters",
        label: "not read", with: [("model._component_", "no adapters")],
        help: "remove it, or use a builder with lora in its name",
        source: "recipes/full_finetune_distributed.py")
    }
  }

  private static func constrainQuantization(_ keys: inout KeyReader, _ recipe: Recipe) {
    guard keys.isSet("fake_quant_after_n_steps"), !recipe.hasQuantizer else { return }
    keys.warn(
      at: "fake_quant_after_n_steps", "`fake_quant_after_n_steps` needs a `quantizer`",
      label: "for quantisation-aware training",
      because: "the recipes that read the key stop without a quantizer, the others ignore it",
      help: "set quantizer, or remove the key", source: "recipes/qat_distributed.py, _setup_model")
  }
}
