package import Composition
import ConfigSyntax
package import RunPlan
package import SourceText

/// NVIDIA Megatron-LM: command-line arguments kept in a `MODEL_ARGS` mapping, or the nested files
/// of its former `--yaml-cfg`.
///
/// Read from `megatron/training/{arguments,yaml_arguments,training}.py`,
/// `training/config/training_config.py` and `core/optimizer_param_scheduler.py`.
package enum MegatronLM: Dialect {
  package static let id = DialectID("megatron-lm")

  /// A run says how long it is; files for inference do not.
  package static let fingerprint = Fingerprint(
    any: [
      .atLeast(
        1, of: ["--train-iters", "--train-samples", "language_model.num_layers"]),
      .atLeast(
        2,
        of: [
          "--num-layers", "--hidden-size", "--micro-batch-size", "--global-batch-size",
          "--seq-length", "--tensor-model-parallel-size", "--lr", "--hybrid-layer-pattern",
          "model_parallel", "micro_batch_size", "max_position_embeddings", "train_iters",
          "train_samples", "untie_embeddings_and_output_weights",
        ]),
    ])

  /// The values of `MODEL_ARGS` become words of a command line, which its parser types.
  package static let loading = Loading(.goYAML, castsText: true)

  /// The nested files went through PyYAML and were used as they came.
  package static func loading(of file: SourceFile) -> Loading {
    isNested(file) ? .plainYAML : loading
  }

  private static func isNested(_ file: SourceFile) -> Bool {
    let key = Array("language_model:".utf8)
    let bytes = file.bytes
    guard bytes.count > key.count else { return false }
    var start = 0
    while start + key.count <= bytes.count {
      if bytes[start...].starts(with: key) { return true }
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { return false }
      start = end + 1
    }
    return false
  }

  package static let scopeKey: String? = "MODEL_ARGS"

  package static func scope(of root: ConfigValue) -> ConfigValue {
    guard let arguments = root.member("MODEL_ARGS"), arguments.isMapping else { return root }
    return arguments
  }

  package static let bindings: [KeyBinding] = [
    KeyBinding(.sequenceLength, "--seq-length", "seq_length"),
    KeyBinding(.contextLength, "--max-position-embeddings", "max_position_embeddings"),
    KeyBinding(.microBatch, "--micro-batch-size", "micro_batch_size"),
    KeyBinding(
      .tensorParallel, "--tensor-model-parallel-size",
      "model_parallel.tensor_model_parallel_size", fallback: 1),
    KeyBinding(
      .pipelineParallel, "--pipeline-model-parallel-size",
      "model_parallel.pipeline_model_parallel_size", fallback: 1),
    KeyBinding(
      .contextParallel, "--context-parallel-size", "model_parallel.context_parallel_size",
      fallback: 1),
    KeyBinding(
      .expertParallel, "--expert-model-parallel-size",
      "model_parallel.expert_model_parallel_size", fallback: 1),
    KeyBinding(.learningRate, "--lr", "lr"),
    KeyBinding(.minLearningRate, "--min-lr", "min_lr", fallback: 0),
    KeyBinding(.weightDecay, "--weight-decay", "weight_decay", fallback: 0.01),
  ]

  package static func complete(_ keys: inout KeyReader) {
    let form = MegatronForm(keys)
    keys.reading.contextLimit = .hard
    if keys.flag(form["decrease-batch-size-if-needed"]) == true {
      keys.reading.batchDivision = .roundedDown
    }
    readBatch(&keys, form)
    MegatronSchedule.read(&keys, form)
    MegatronModel.read(&keys, form)
    readDemands(&keys, form)
    readSharding(&keys, form)
    readLabels(&keys, form)
    readRegime(&keys, form)
    MegatronMemory.read(&keys, form)
    keys.nameRun(form["wandb-exp-name"])
    if form.isNested {
      keys.expectNumbers(
        "adam_eps", "adam_beta1", "adam_beta2", "clip_grad", "language_model.layernorm_epsilon",
        "language_model.init_method_std")
    }
  }

  // MARK: Batch

  /// A batch that grows on the way is no one number, so only the tokens of the run are known.
  private static func readBatch(_ keys: inout KeyReader, _ form: MegatronForm) {
    guard !form.batchGrows(keys) else { return }
    if keys.isSet(form["global-batch-size"]) {
      keys.claim(.globalBatch, form["global-batch-size"])
    } else if !keys.reading.isPartial {
      // Without a global batch every rank takes one micro-batch a step.
      keys.add(Claim(.accumulation, 1, .frameworkDefault(key: form["global-batch-size"])))
    }
  }

  /// Uneven splits name their own layers, so only plain ones have to divide.
  private static func readDemands(_ keys: inout KeyReader, _ form: MegatronForm) {
    keys.reading.shapeDemands = [.headsOverTensor]
    let uneven = [
      "decoder-first-pipeline-num-layers", "decoder-last-pipeline-num-layers",
      "account-for-embedding-in-pipeline-split", "account-for-loss-in-pipeline-split",
      "pipeline-model-parallel-layout", "hybrid-layer-pattern", "hybrid-override-pattern",
      "num-layers-in-first-pipeline-stage", "num-layers-in-last-pipeline-stage",
      "encoder-num-layers", "decoder-num-layers", "pipeline-model-parallel-split-rank",
    ]
    let isUneven = uneven.contains { keys.isSet(form[$0]) && keys.flag(form[$0]) != false }
    if !isUneven { keys.reading.shapeDemands.insert(.layersOverPipeline) }
  }

  /// What is sharded over the data-parallel ranks, in the stages of ZeRO.
  private static func readSharding(_ keys: inout KeyReader, _ form: MegatronForm) {
    let strategy = form["data-parallel-sharding-strategy"]
    if keys.flag(form["use-megatron-fsdp"]) == true {
      let stages = ["no_shard": 0.0, "optim": 1, "optim_grads": 2, "optim_grads_params": 3]
      guard let name = keys.text(strategy)?.value, let stage = stages[name],
        let value = keys.value(strategy)
      else { return }
      let source = KeySource(key: strategy, origin: value.origin)
      keys.add(Claim(.zeroStage, stage, .written(source)))
    } else if keys.flag(form["use-distributed-optimizer"]) == true,
      let value = keys.value(form["use-distributed-optimizer"])
    {
      let source = KeySource(key: form["use-distributed-optimizer"], origin: value.origin)
      keys.add(Claim(.zeroStage, 1, .written(source)))
    }
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader, _ form: MegatronForm) {
    keys.label(.optimizer, form["optimizer"], fallback: "adam")
    keys.label(.scheduler, form["lr-decay-style"], fallback: "linear")
    if let launcher = keys.document?["LAUNCHER"], let name = KeyReader.text(of: launcher) {
      keys.reading.labels[.launcher] = LabelClaim(name.value, origin: launcher.origin)
    }
    readPrecision(&keys, form)
    keys.reading.usesMuP = keys.flag(form["use-mup"]) == true
    if keys.flag(form["mock-data"]) == true {
      keys.reading.mockData = keys.value(form["mock-data"])?.span
    }
  }

  private static func readPrecision(_ keys: inout KeyReader, _ form: MegatronForm) {
    for path in [form["fp8-format"], form["fp8", in: .languageModel]]
    where keys.isSet(path) && keys.flag(path) != false {
      return keys.labelWord(.precision, "fp8", at: path)
    }
    for word in ["bf16", "fp16"] where keys.flag(form[word, in: .modelParallel]) == true {
      return keys.labelWord(.precision, word, at: form[word, in: .modelParallel])
    }
    keys.reading.labels[.precision] = LabelClaim("fp32", certainty: .frameworkDefault)
  }

  private static func readRegime(_ keys: inout KeyReader, _ form: MegatronForm) {
    if keys.flag(form["perform-rl-step"]) == true {
      keys.reading.regime = .reinforcementLearning
      keys.reading.fillsSequences = false
    } else if keys.flag(form["sft"]) == true {
      keys.reading.regime = .supervisedFinetuning
    } else if keys.flag(form["finetune"]) == true || keys.isSet(form["pretrained-checkpoint"]) {
      let start = keys.isSet(form["pretrained-checkpoint"]) ? "pretrained-checkpoint" : "load"
      keys.reading.regime = .continuedPretraining
      keys.reading.resumesFrom = keys.value(form[start])?.span
    }
  }
}
