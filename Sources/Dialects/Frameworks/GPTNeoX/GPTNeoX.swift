import Composition
import ConfigSyntax
package import RunPlan
package import SourceText

/// EleutherAI GPT-NeoX, and the Pythia files written for it.
///
/// Read from `megatron/neox_arguments/{neox_args,deepspeed_args,arguments}.py`,
/// `megatron/learning_rates.py`, `megatron/training.py`.
package enum GPTNeoX: Dialect {
  package static let id = DialectID("gpt-neox")

  private static let own = [
    "pipe_parallel_size", "model_parallel_size", "train_iters", "lr_decay_iters",
    "checkpoint_activations", "attention_config", "no_weight_tying", "gpt_j_residual",
    "output_layer_parallelism", "data_impl", "make_vocab_size_divisible_by", "checkpoint_factor",
    "partition_activations",
  ]

  package static let fingerprint = Fingerprint(
    any: [
      .atLeast(1, of: own),
      .atLeast(2, of: own + ["num_layers", "hidden_size", "num_attention_heads"]),
    ],
    none: [
      "model", "trainer", "train", "language_model", "peft_type", "base_emb_dim", "architectures",
      "model_type", "MODEL_ARGS",
    ],
    foldsHyphens: true)

  /// `arguments.py` reads every config, `.json` ones too, with PyYAML's `FullLoader`.
  package static let loading = Loading(
    .pyYAML, castsText: false, foldsHyphens: true, traits: LoaderTraits(buildsPythonData: true))

  package static func loading(of file: SourceFile) -> Loading { loading }

  package static let bindings: [KeyBinding] = [
    KeyBinding(.steps, "train_iters"),
    KeyBinding(.contextLength, "max_position_embeddings"),
    KeyBinding(.sequenceLength, "seq_length"),
    KeyBinding(.globalBatch, "train_batch_size"),
    KeyBinding(.microBatch, "train_micro_batch_size_per_gpu"),
    KeyBinding(.accumulation, "gradient_accumulation_steps", "gas", fallback: 1),
    KeyBinding(.tensorParallel, "model_parallel_size", fallback: 1),
    KeyBinding(.contextParallel, "context_parallel_size", fallback: 1),
    KeyBinding(.worldSize, "global_num_gpus"),
    KeyBinding(.nodes, "num_nodes"),
    KeyBinding(.devicesPerNode, "num_gpus"),
    KeyBinding(.zeroStage, "zero_optimization.stage"),
    KeyBinding(.learningRate, "optimizer.params.lr"),
    KeyBinding(.minLearningRate, "min_lr", fallback: 0),
    KeyBinding(.weightDecay, "weight_decay", fallback: 0.1),
  ]

  package static func complete(_ keys: inout KeyReader) {
    keys.reading.contextLimit = .hard
    keys.reading.shapeDemands = [.headsOverTensor, .kvHeadsOverTensor]
    readPipeline(&keys)
    readDuration(&keys)
    readSchedule(&keys)
    readLabels(&keys)
    readRegime(&keys)
    readBenchmark(&keys)
    keys.expectNumbers(
      "optimizer.params.eps", "optimizer.params.betas", "optimizer.params.momentum",
      "layernorm_epsilon", "rms_norm_epsilon", "init_method_std", "gradient_clipping",
      "attention_dropout", "hidden_dropout")
    keys.expectNumbers(
      whole: true, "zero_optimization.allgather_bucket_size",
      "zero_optimization.reduce_bucket_size")
    GPTNeoXModel.read(&keys)
    GPTNeoXMemory.read(&keys)
  }

  /// Size 0 means: one stage, without the pipeline engine.
  private static func readPipeline(_ keys: inout KeyReader) {
    switch keys.number("pipe_parallel_size") {
    case .value(let stages, let source):
      keys.add(
        Claim(.pipelineParallel, max(1, stages), .written(source), slot: keys.slot(for: source)))
    case .absent:
      keys.add(Claim(.pipelineParallel, 1, .frameworkDefault(key: "pipe_parallel_size")))
    case .unknown: break
    }
  }

  private static func readDuration(_ keys: inout KeyReader) {
    if let steps = keys.reading.claims[.steps] {
      keys.reading.duration.governing = steps
      if case .value(let epochs, let source) = keys.number("train_epochs"), epochs > 0 {
        // `validate_train_epochs` refuses the pair.
        keys.reading.duration.ignored = [Claim(.epochs, epochs, .written(source))]
        keys.reading.duration.refusesIgnored = true
      }
    } else if !keys.isSet("train_iters") {
      keys.reading.duration.governing = keys.claim(.epochs, "train_epochs")
    }
  }

  private static func readSchedule(_ keys: inout KeyReader) {
    let style = keys.text("lr_decay_style")?.value.lowercased() ?? "linear"
    var schedule = Schedule()
    switch style {
    case "linear": schedule.shape = .linear
    case "cosine":
      schedule.shape = .cosine
      // `AnnealingLR` does not stop the cosine at its end.
      schedule.afterEnd = .risesAgain
    case "constant": schedule.shape = .constant
    default: schedule.shape = .unknown
    }
    schedule.warmup = WarmupKeys(share: keys.written("warmup"), shareName: "warmup")
    let end = decayEnd(&keys)
    if keys.isSet("lr_decay_iters") || keys.isSet("lr_decay_fraction") { schedule.decayEnd = end }
    keys.reading.schedule = schedule
    keys.derive(.warmupSteps, "warmup × decay steps", from: warmupShare(keys), end) {
      ($0[0] * $0[1]).rounded(.down)
    }
  }

  /// The warmup as a share of the decay.
  private static func warmupShare(_ keys: KeyReader) -> Claim? {
    switch keys.number("warmup") {
    case .value(let share, let source):
      share < 0 ? nil : Claim(.warmupSteps, share, .written(source))
    case .absent: Claim(.warmupSteps, 0.01, .frameworkDefault(key: "warmup"))
    case .unknown: nil
    }
  }

  /// `lr_decay_iters`, else a fraction of the run, else the run.
  private static func decayEnd(_ keys: inout KeyReader) -> Claim? {
    if keys.isSet("lr_decay_iters") { return keys.claim(.decaySteps, "lr_decay_iters") }
    let steps = keys.reading.claims[.steps]
    if case .value(let fraction, _) = keys.number("lr_decay_fraction") {
      return keys.derive(.decaySteps, "lr_decay_fraction × train_iters", from: steps) {
        max(1, ($0[0] * fraction).rounded(.down))
      }
    }
    return keys.derive(.decaySteps, "train_iters", from: steps) { $0[0] }
  }

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.optimizer, "optimizer.type", fallback: "Adam")
    keys.label(.scheduler, "lr_decay_style", fallback: "linear")
    keys.label(.launcher, "launcher", fallback: "pdsh")
    if keys.flag("fp16.enabled") ?? keys.has("fp16.type") {
      keys.labelWord(.precision, "fp16", at: "fp16")
    } else if keys.flag("bf16.enabled") == true {
      keys.labelWord(.precision, "bf16", at: "bf16")
    } else if keys.text("precision")?.value == "bfloat16" {
      keys.labelWord(.precision, "bf16", at: "precision")
    } else {
      keys.label(.precision, "precision", fallback: "fp32")
    }
    keys.reading.usesMuP = keys.flag("use_mup") ?? false
  }

  private static func readBenchmark(_ keys: inout KeyReader) {
    // The autotuner runs each candidate for a few steps and throws the weights away.
    for path in ["autotuning.enabled", "autotuning_config.enabled"] where keys.flag(path) == true {
      keys.reading.mockData = keys.value(path)?.span
    }
  }

  private static func readRegime(_ keys: inout KeyReader) {
    switch keys.text("train_impl")?.value {
    case "dpo", "kto", "rm": keys.reading.regime = .preferenceTuning
    case "reinforce": keys.reading.regime = .reinforcementLearning
    default:
      if keys.has("train_label_data_paths") {
        keys.reading.regime = .supervisedFinetuning
      } else if keys.flag("finetune") == true {
        keys.reading.regime = .continuedPretraining
      }
    }
  }
}
