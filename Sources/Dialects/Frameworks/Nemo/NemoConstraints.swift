import Composition
import RunPlan

/// What NeMo 1 refuses once the job runs, at 8cfedd7.
extension Nemo {
  private static let baseModel = "nlp/models/language_modeling/megatron_base_model.py, "

  package static func constrain(_ keys: inout KeyReader) {
    let check = baseModel + "_validate_and_override_config"
    keys.refuseOn("model.use_emha", source: check)
    if let passes = keys.number("trainer.accumulate_grad_batches").value, passes > 1 {
      keys.refuse(
        at: "trainer.accumulate_grad_batches", "`accumulate_grad_batches` has to be 1",
        label: "\(Magnitude.plain(passes)) passes a step",
        with: [("model.global_batch_size", "decides how many passes a step takes")],
        help: "set it to 1, and model.global_batch_size to the batch that is meant",
        source: "nlp/models/language_modeling/megatron_gpt_model.py, _validate_trainer")
    }
    if keys.flag("model.fsdp") == true, keys.flag("model.fp8") == true {
      keys.refusePair(
        .precision, "model.fsdp", "model.fp8", words: ("shards the weights", "8 bits"),
        source: check)
    }
    constrainHalf(&keys)
    constrainStages(&keys, check)
    remarkSequenceParallel(&keys)
    constrainManager(&keys)
  }

  /// Master weights go with bf16 only.
  private static func constrainHalf(_ keys: inout KeyReader) {
    guard keys.flag("model.megatron_amp_O2") == true else { return }
    let optimizer = keys.word("model.optim.name") ?? ""
    let distributed = ["distributed_fused_adam", "mcore_distributed_optim"]
    let halves = ["16", "16-mixed"]
    if let precision = keys.word("trainer.precision"), halves.contains(precision),
      !optimizer.isEmpty, !distributed.contains(optimizer)
    {
      keys.refuse(
        .precision, at: "model.megatron_amp_O2", "`megatron_amp_O2` does not work with fp16",
        label: "master weights", with: [("trainer.precision", "fp16")],
        help: "set it to false, or trainer.precision to bf16",
        source: baseModel + "configure_optimizers")
    }
    if optimizer == "distributed_fused_adam",
      keys.flag("model.optim.contiguous_grad_buffer") == false
    {
      keys.refuse(
        at: "model.optim.contiguous_grad_buffer",
        "`megatron_amp_O2` needs `contiguous_grad_buffer`", label: "off",
        with: [("model.megatron_amp_O2", "one buffer for all gradients")],
        help: "set contiguous_grad_buffer to true", source: baseModel + "setup_optimization")
    }
  }

  static func constrainStages(
    _ keys: inout KeyReader, _ source: String, parallel: String = "model.", fallback: Int = 1
  ) {
    let split = ["embedding", "loss"].map { "model.account_for_\($0)_in_pipeline_split" }
    let virtual = parallel + "virtual_pipeline_model_parallel_size"
    guard let parts = keys.count(virtual, fallback: 1), parts > 1,
      let stages = keys.count(parallel + "pipeline_model_parallel_size", fallback: fallback),
      stages > 0, let layers = keys.count("model.num_layers", fallback: 0), layers > 0,
      (layers / stages) % parts != 0, !split.contains(where: { keys.isSet($0) })
    else { return }
    keys.refuse(
      at: virtual, "\(layers / stages) layers of a stage do not divide into \(parts) parts",
      label: "\(parts) parts",
      with: [
        ("model.num_layers", "\(layers) layers"),
        (parallel + "pipeline_model_parallel_size", "\(stages) stages"),
      ], help: "take a divisor of the layers of a stage", source: source)
  }

  private static func remarkSequenceParallel(_ keys: inout KeyReader) {
    guard keys.flag("model.sequence_parallel") == true,
      keys.number("model.tensor_model_parallel_size").value == 1
    else { return }
    keys.note(
      .inert, .remarkable, at: "model.sequence_parallel",
      "`sequence_parallel` has no effect without tensor parallelism", label: "turned off",
      with: [("model.tensor_model_parallel_size", "1")], help: "set it to false",
      source: baseModel + "_validate_and_override_config")
  }

  /// The manager of experiments brings the loggers and the checkpoints; the trainer must not.
  private static func constrainManager(_ keys: inout KeyReader) {
    let manager = "nemo/utils/exp_manager.py, "
    let loggers = ["tensorboard", "wandb", "mlflow"].map { "exp_manager.create_\($0)_logger" }
    if keys.flag("trainer.logger") == true,
      let logger = loggers.first(where: { keys.flag($0) == true })
    {
      keys.refuse(
        at: "trainer.logger", "the trainer and `exp_manager` both make a logger", label: "one",
        with: [(logger, "another")], help: "set trainer.logger to false",
        source: manager + "error_checks")
    }
    let callback = "exp_manager.create_checkpoint_callback"
    if keys.flag("trainer.enable_checkpointing") == true, keys.flag(callback) == true {
      keys.refuse(
        .other, at: "trainer.enable_checkpointing",
        "the trainer and `exp_manager` both make checkpoints", label: "makes them",
        with: [(callback, "makes them too")], help: "set trainer.enable_checkpointing to false",
        source: manager + "configure_checkpointing")
    }
  }
}

extension NemoLauncher {
  package static func constrain(_ keys: inout KeyReader) { Nemo.constrain(&keys) }
}
