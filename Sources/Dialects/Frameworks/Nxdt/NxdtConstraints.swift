import Composition
import RunPlan

/// What neuronx-distributed-training refuses once the job runs, at 2.26.
extension Nxdt {
  private static let orchestrator = "examples/training_orchestrator.py, process_config"
  private static let trainer = "lightning_modules/nlp_overrides.py, NLPTrainer"
  private static let megatron =
    "lightning_modules/model/megatron/megatron_base_model.py, _validate_and_override_config"

  package static func constrain(_ keys: inout KeyReader) {
    constrainTrainer(&keys)
    constrainPrecision(&keys)
    constrainExperts(&keys)
    if keys.word("model_source") == "megatron" { constrainMegatron(&keys) }
    let ranks = keys.count("distributed_strategy.tensor_model_parallel_size", fallback: 1)
    if keys.flag("distributed_strategy.sequence_parallel") == true, ranks == 1 {
      keys.note(
        .inert, .remarkable, at: "distributed_strategy.sequence_parallel",
        "`sequence_parallel` has no effect without tensor parallelism", label: "turned off",
        with: [("distributed_strategy.tensor_model_parallel_size", "1")], help: "set it to false",
        source: megatron)
    }
  }

  private static func constrainTrainer(_ keys: inout KeyReader) {
    if let passes = keys.number("trainer.accumulate_grad_batches").value, passes > 1 {
      keys.refuse(
        at: "trainer.accumulate_grad_batches", "`accumulate_grad_batches` has to be 1",
        label: "\(Magnitude.plain(passes)) passes a step",
        with: [("data.global_batch_size", "decides how many passes a step takes")],
        help: "set it to 1, and data.global_batch_size to the batch that is meant", source: trainer)
    }
    keys.refuseOn("trainer.enable_model_summary", source: trainer)
  }

  /// The message of the framework names another word than its check knows.
  private static func constrainPrecision(_ keys: inout KeyReader) {
    guard keys.word("precision.type") == "mixed_precisionSR" else { return }
    keys.refuse(
      .precision, at: "precision.type", "`mixed_precisionSR` is refused, though it is documented",
      label: "not a type that is known", because: "the launcher knows mixed_precision_SR only",
      help: "take mixed_precision, or manual with the switches written out", source: orchestrator)
  }

  private static func constrainExperts(_ keys: inout KeyReader) {
    guard keys.isSet("model.moe") else { return }
    if keys.flag("model.moe.dropless") == true {
      if keys.flag("model.moe.glu_mlp") == false {
        keys.refuseLone(
          .other, "model.moe.dropless", needs: "model.moe.glu_mlp", label: "on",
          source: orchestrator)
      }
      if keys.word("model_source") == "megatron", let word = keys.word("model.activation"),
        word != "silu", word != "swiglu"
      {
        keys.refuse(
          at: "model.activation", "`dropless` experts need `swiglu`", label: word,
          with: [("model.moe.dropless", "on")], help: "set model.activation to swiglu",
          source: orchestrator)
      }
      if let factor = keys.number("model.moe.capacity_factor").value, factor > 0 {
        keys.note(
          .inert, .remarkable, at: "model.moe.capacity_factor",
          "`capacity_factor` has no effect with `dropless`", label: "set to 0",
          with: [("model.moe.dropless", "drops no token")], help: "set it to 0.0",
          source: orchestrator)
      }
    } else if keys.flag("model.moe.dropless", fallback: false) == false,
      let factor = keys.number("model.moe.capacity_factor").value, factor <= 0
    {
      keys.refuse(
        at: "model.moe.capacity_factor", "dropping tokens needs a `capacity_factor` above 0",
        label: "every token is dropped", with: [("model.moe.dropless", "off")],
        help: "raise it, or set dropless to true", source: orchestrator)
    }
  }

  private static func constrainMegatron(_ keys: inout KeyReader) {
    if keys.flag("distributed_strategy.zero1", fallback: false) == false,
      keys.isSet("distributed_strategy")
    {
      let path =
        keys.has("distributed_strategy.zero1")
        ? "distributed_strategy.zero1" : "distributed_strategy"
      keys.refuse(
        at: path, "Megatron models need `zero1`", label: "off", help: "set zero1 to true",
        source: megatron)
    }
    keys.refuseOn("model.megatron_amp_o2", source: megatron)
    keys.refuseOn("model.gradient_accumulation_fusion", source: megatron)
    keys.refuseOn("model.use_emha", source: megatron)
    keys.refuseOn("model.bias_dropout_add_fusion", source: megatron)
    keys.refuseOn("model.bias_activation_fusion", source: megatron)
    if let layers = keys.number("model.activations_checkpoint_num_layers").value, layers > 1 {
      keys.refuse(
        at: "model.activations_checkpoint_num_layers",
        "`activations_checkpoint_num_layers` above 1 is not supported",
        label: "\(Magnitude.plain(layers)) layers", help: "set it to 1", source: megatron)
    }
    if keys.word("model.activations_checkpoint_method") == "block" {
      keys.refuse(
        at: "model.activations_checkpoint_method",
        "`activations_checkpoint_method: block` is not supported", label: "not uniform",
        help: "write uniform", source: megatron)
    }
    if let word = keys.word("trainer.precision"), !word.contains("32") {
      keys.refuse(
        .precision, at: "trainer.precision", "`trainer.precision` has to be 32", label: word,
        with: [("precision.type", "decides the format")], help: "set it to 32",
        source: "lightning_modules/model/megatron/megatron_gpt_model.py, MegatronGPTModel.__init__")
    }
    Nemo.constrainStages(&keys, megatron, parallel: "distributed_strategy.")
  }
}
