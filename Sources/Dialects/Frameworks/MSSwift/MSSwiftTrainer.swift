import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What ms-swift's keys mean on the trainer of Hugging Face.
enum MSSwiftTrainer {
  static func read(_ keys: inout KeyReader) {
    keys.claim(.microBatch, "per_device_train_batch_size", fallback: 1)
    readAccumulation(&keys)
    keys.add(Claim(.pipelineParallel, 1, .derived(formula: "no pipeline here", from: [])))
    keys.claim(.tensorParallel, "deepspeed_autotp_size", fallback: 1)
    keys.claim(.contextParallel, "sequence_parallel_size", fallback: 1)
    readDuration(&keys)
    readRates(&keys)
    readWarmup(&keys)
    readStage(&keys)
    readLabels(&keys)
  }

  // MARK: Batch

  /// Without a number as many micro-batches are joined as make 16 rows over all ranks.
  private static func readAccumulation(_ keys: inout KeyReader) {
    let path = "gradient_accumulation_steps"
    guard !keys.isSet(path), !keys.reading.isPartial else {
      keys.claim(.accumulation, path)
      return
    }
    if keys.text("rlhf_type")?.value == "grpo" {
      keys.claim(.accumulation, path, fallback: 1)
    } else if let rows = keys.reading.claims[.microBatch], rows.value >= 16 {
      keys.derive(.accumulation, "16 rows over all ranks, one micro-batch at least", from: rows) {
        _ in 1
      }
    }
  }

  // MARK: Duration

  /// Steps win over epochs; `max_epochs` ends either.
  private static func readDuration(_ keys: inout KeyReader) {
    let ends = keys.isSet("max_epochs")
    switch keys.number("max_steps") {
    case .value(let steps, let source) where steps > 0:
      keys.reading.duration.governing = keys.add(
        Claim(
          .steps, steps, .written(source), slot: keys.slot(for: source),
          certainty: ends ? .estimate : .exact))
      if case .value(let epochs, let source) = keys.number("num_train_epochs") {
        keys.reading.duration.ignored = [
          Claim(.epochs, epochs, .written(source), slot: keys.slot(for: source))
        ]
      }
    case .unknown: break
    case .value, .absent:
      guard keys.flag("streaming") != true else { return }
      let planned = keys.share("num_train_epochs", fallback: 3)
      if ends, let planned, let limit = keys.share("max_epochs", fallback: 0), limit < planned {
        keys.reading.duration.governing = keys.claim(.epochs, "max_epochs")
      } else if !ends || planned != nil {
        keys.reading.duration.governing = keys.claim(.epochs, "num_train_epochs", fallback: 3)
      }
    }
  }

  // MARK: Schedule

  private static func readRates(_ keys: inout KeyReader) {
    let word = MSSwift.tuner(keys).map { keys.text($0)?.value } ?? "lora"
    if let word {
      keys.claim(.learningRate, "learning_rate", fallback: word == "full" ? 1e-5 : 1e-4)
    } else {
      keys.claim(.learningRate, "learning_rate")
    }
    keys.claim(.weightDecay, "weight_decay", fallback: 0.1)
    keys.label(.scheduler, "lr_scheduler_type", fallback: "cosine")
    keys.label(.optimizer, keys.isSet("optimizer") ? "optimizer" : "optim")
    var schedule = Schedule()
    switch keys.isSet("lr_scheduler_type") ? keys.text("lr_scheduler_type")?.value : "cosine" {
    case "cosine", "cosine_with_min_lr": schedule.shape = .cosine
    case "linear": schedule.shape = .linear
    case "constant", "constant_with_warmup": schedule.shape = .constant
    case "inverse_sqrt": schedule.shape = .endless
    case "warmup_stable_decay": schedule.shape = .stableThenDecay
    default: break
    }
    // The share has to be below 1, and stands alone.
    schedule.warmup = WarmupKeys(
      steps: keys.written("warmup_steps"), share: keys.written("warmup_ratio"),
      stepsName: "warmup_steps", shareName: "warmup_ratio", refusals: [.largeShare, .both])
    keys.reading.schedule = schedule
  }

  /// The share is taken of the steps of the run, rounded up.
  private static func readWarmup(_ keys: inout KeyReader) {
    guard let share = keys.share("warmup_ratio", fallback: 0) else { return }
    guard share > 0 else {
      keys.claim(.warmupSteps, "warmup_steps", fallback: 0)
      return
    }
    guard share < 1, let steps = keys.reading.claims[.steps] else { return }
    keys.derive(.warmupSteps, "warmup_ratio × max_steps", from: steps) {
      ($0[0] * share).rounded(.up)
    }
  }

  // MARK: Placement and words

  /// The names of the DeepSpeed files that come with ms-swift.
  private static func readStage(_ keys: inout KeyReader) {
    let stages: [String: Double] = [
      "zero0": 0, "zero1": 1, "zero2": 2, "zero2_offload": 2, "zero3": 3, "zero3_offload": 3,
    ]
    if let word = keys.text("deepspeed")?.value, let stage = stages[word],
      let value = keys.value("deepspeed")
    {
      let source = KeySource(key: "deepspeed", origin: value.origin)
      keys.add(Claim(.zeroStage, stage, .written(source)))
    } else {
      TrainingArguments.readDeepSpeed(&keys)
    }
  }

  private static func readLabels(_ keys: inout KeyReader) {
    if keys.flag("bf16") == true {
      keys.labelWord(.precision, "bf16", at: "bf16")
    } else if keys.flag("fp16") == true {
      keys.labelWord(.precision, "fp16", at: "fp16")
    } else if !keys.isSet("bf16"), !keys.isSet("fp16") {
      switch keys.text("torch_dtype")?.value {
      case "bfloat16": keys.labelWord(.precision, "bf16", at: "torch_dtype")
      // Both are trained with 16-bit arithmetic: `_init_mixed_precision`.
      case "float16", "float32": keys.labelWord(.precision, "fp16", at: "torch_dtype")
      default: break
      }
    }
  }
}
