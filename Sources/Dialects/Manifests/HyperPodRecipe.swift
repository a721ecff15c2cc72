import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Recipes of SageMaker HyperPod: a job and its training in one file.
///
/// Read from `recipes_collection` and `launcher` of `aws/sagemaker-hyperpod-recipes`: fine-tunes of
/// open models (`llm_finetuning_aws`, verl), those of Amazon's Nova, and pre-training with NeMo.
package enum HyperPodRecipe: Dialect {
  package static let id = DialectID("hyperpod-recipe")

  package static let fingerprint = Fingerprint(
    all: ["run.model_type"],
    any: [.atLeast(1, of: ["training_config", "data.global_batch_size"])],
    none: ["apiVersion", "kind", "model.optim"])

  /// The launcher puts a recipe below `recipes`, so that its `${…}` start there.
  package static let loading = Loading(
    .omegaConf, interpolation: .omegaConfBelow(["recipes"]), castsText: true)

  package static let bindings: [KeyBinding] = [
    KeyBinding(.nodes, "run.replicas", "trainer.num_nodes", "training_config.trainer.nnodes"),
    KeyBinding(.devicesPerNode, "trainer.devices", "training_config.trainer.n_gpus_per_node"),
    KeyBinding(
      .globalBatch, "training_config.global_batch_size", "data.global_batch_size",
      "training_config.training_args.train_batch_size"),
    KeyBinding(
      .microBatch, "data.micro_batch_size",
      "training_config.training_args.micro_train_batch_size"),
    KeyBinding(
      .sequenceLength, "training_config.max_length", "data.seq_length",
      "training_config.training_args.max_len", "training_config.data.max_length"),
    KeyBinding(.steps, "trainer.max_steps", "training_config.trainer.max_steps"),
    KeyBinding(
      .epochs, "training_config.trainer.max_epochs", "training_config.training_args.max_epochs",
      "training_config.trainer.total_epochs"),
    KeyBinding(
      .learningRate, "optim.config.lr", "training_config.model.optim.lr",
      "training_config.training_args.learning_rate", "training_config.optim.lr",
      "training_config.trainer.optim_config.lr",
      "training_config.actor_rollout_ref.actor.optim.lr"),
    KeyBinding(.minLearningRate, "optim.lr_scheduler.min_lr"),
    KeyBinding(
      .warmupSteps, "optim.lr_scheduler.warmup_steps",
      "training_config.model.optim.sched.warmup_steps"),
    KeyBinding(.weightDecay, "optim.config.weight_decay"),
    KeyBinding(.tensorParallel, "strategy.tensor_model_parallel_size"),
    KeyBinding(.pipelineParallel, "strategy.pipeline_model_parallel_size"),
    KeyBinding(.contextParallel, "strategy.context_parallel_size"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    keys.nameRun("run.name")
    readRegime(&keys)
    keys.derive(
      .worldSize, "nodes × devices_per_node", from: keys.reading.claims[.nodes],
      keys.reading.claims[.devicesPerNode]
    ) { $0[0] * $0[1] }
    let isSupervised = keys.has("training_config.data") && !keys.has(reinforcement)
    if isSupervised {
      keys.claim(.globalBatch, "training_config.data.train_batch_size")
      // Rows are put together up to a number of tokens else.
      if keys.flag("training_config.data.use_dynamic_bsz") == false {
        keys.claim(.microBatch, "training_config.data.micro_batch_size_per_gpu")
      }
    }
    readModel(&keys)
    keys.reading.claims.removeAll { $0.value <= 0 && [.steps, .epochs].contains($0.quantity) }
    keys.reading.duration.governing = keys.reading.claims[.steps] ?? keys.reading.claims[.epochs]
  }

  private static let reinforcement = "training_config.actor_rollout_ref"

  private static func readRegime(_ keys: inout KeyReader) {
    keys.reading.fillsSequences = false
    let trainer = keys.text("training_config.training_args.trainer_type")?.value
    let isTuned = keys.has("training_config") || keys.has("peft") || keys.has("model.peft")
    if !isTuned, !keys.isSet("resume.restore_config") {
      // Megatron's indexed data sets fill every row.
      keys.reading.fillsSequences = true
    } else if keys.has(reinforcement) || keys.has("training_config.rollout") {
      keys.reading.regime = .reinforcementLearning
    } else if trainer == "dpo" || keys.has("training_config.model.dpo_cfg")
      || keys.has("training_config.training_args.beta")
    {
      keys.reading.regime = .preferenceTuning
    } else {
      keys.reading.regime = .supervisedFinetuning
    }
  }

  private static func readModel(_ keys: inout KeyReader) {
    let paths = [
      "training_config.model_config.model_name_or_path", "training_config.model.path",
      "training_config.actor_rollout_ref.model.path",
    ]
    for path in paths {
      guard let name = keys.text(path)?.value, name.contains("/") else { continue }
      keys.labelWord(.baseModel, name, at: path)
      break
    }
    for path in [
      "training_config.model_config.peft_config.r", "training_config.model.lora_rank",
      "training_config.actor_rollout_ref.model.lora_rank",
    ] {
      guard case .value(let rank, let source) = keys.number(path), rank > 0 else { continue }
      keys.add(Claim(.loraRank, rank, .written(source)))
      keys.labelWord(.adapter, "lora", at: path)
    }
  }
}
