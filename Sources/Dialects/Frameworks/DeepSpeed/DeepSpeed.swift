import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// A DeepSpeed configuration: batch, precision and sharding of a run that another file describes.
///
/// Read from `deepspeed/runtime/{config,lr_schedules}.py`, `runtime/zero/config.py` and, for
/// `"auto"`, `transformers/integrations/deepspeed.py`.
package enum DeepSpeed: Dialect {
  package static let id = DialectID("deepspeed")

  private static let batch = [
    "zero_optimization", "train_micro_batch_size_per_gpu", "train_batch_size",
  ]

  /// A global batch alone is everyone's; the rest of DeepSpeed's sections stand in mappings.
  package static let fingerprint = Fingerprint(
    any: [
      .atLeast(1, of: batch),
      .atLeast(
        1,
        of: batch.dropLast() + [
          "steps_per_print", "optimizer.type", "fp16.enabled", "bf16.enabled", "scheduler.type",
          "gradient_clipping", "wall_clock_breakdown",
        ]),
    ],
    none: [
      "model", "base_model", "model_name_or_path", "trainer", "train_input", "num_layers",
      "hidden_size", "pipe_parallel_size", "model_parallel_size", "seq_length", "data_path",
      "lr_decay_style", "model_type", "deepspeed", "deepspeed_config", "distributed_type",
    ],
    foldsHyphens: true)

  package static let loading = Loading.plainYAML

  package static let bindings: [KeyBinding] = [
    KeyBinding(.weightDecay, "optimizer.params.weight_decay")
  ]

  package static func complete(_ keys: inout KeyReader) {
    // Model, data and length are the business of the program that hands the file on.
    keys.reading.regime = nil
    keys.reading.fillsSequences = false
    if keys.flag("elasticity.enabled") != true { readBatch(&keys) }
    readStage(&keys)
    readSchedule(&keys)
    readPrecision(&keys)
    keys.label(.optimizer, "optimizer.type")
    keys.label(.scheduler, "scheduler.type")
    keys.expectNumbers("optimizer.params.betas", "optimizer.params.eps", "gradient_clipping")
    keys.expectNumbers(
      whole: true, "zero_optimization.allgather_bucket_size",
      "zero_optimization.reduce_bucket_size")
  }

  // MARK: Batch

  /// `_set_batch_related_parameters`: two of the three give the third, one alone means no
  /// accumulation.
  private static func readBatch(_ keys: inout KeyReader) {
    let all = keys.claim(.globalBatch, "train_batch_size")
    let micro = keys.claim(.microBatch, "train_micro_batch_size_per_gpu")
    let accumulation = keys.claim(.accumulation, "gradient_accumulation_steps")
    let writesAll = keys.isSet("train_batch_size")
    let writesMicro = keys.isSet("train_micro_batch_size_per_gpu")
    if !keys.isSet("gradient_accumulation_steps"), writesAll != writesMicro {
      keys.claim(.accumulation, "gradient_accumulation_steps", fallback: 1)
    }
    guard all != nil, micro != nil, accumulation != nil else { return }
    readParallel(&keys)
  }

  /// Only where all three numbers are there do they say how many ranks share the data.
  private static func readParallel(_ keys: inout KeyReader) {
    keys.claim(.tensorParallel, "tensor_parallel.autotp_size", fallback: 1)
    keys.add(Claim(.pipelineParallel, 1, .frameworkDefault(key: "pipeline.stages")))
    keys.add(Claim(.contextParallel, 1, .frameworkDefault(key: "sequence_parallel_size")))
  }

  /// A bare `true`, as old files have it, is stage 1.
  private static func readStage(_ keys: inout KeyReader) {
    guard let section = keys.value("zero_optimization"), !section.isNull else {
      if !keys.reading.isPartial {
        keys.add(Claim(.zeroStage, 0, .frameworkDefault(key: "zero_optimization")))
      }
      return
    }
    if let isOn = keys.flag("zero_optimization") {
      let source = KeySource(key: "zero_optimization", origin: section.origin)
      keys.add(Claim(.zeroStage, isOn ? 1 : 0, .written(source)))
    } else if section.isMapping {
      keys.claim(.zeroStage, "zero_optimization.stage", fallback: 0)
    }
  }

  // MARK: Learning rate

  /// The linear decay brings a peak of its own, the constant rate may.
  ///
  /// As of 0.19: before 0.17.2 `WarmupLR` had a peak of 0.001 unless told otherwise, and until
  /// 0.19.2 the cosine rose again behind `total_num_steps`.
  private static func readSchedule(_ keys: inout KeyReader) {
    var schedule = Schedule()
    let type = keys.text("scheduler.type")?.value
    switch type {
    case "WarmupLR": schedule.shape = .constant
    case "WarmupDecayLR": schedule.shape = .linear
    case "WarmupCosineLR": schedule.shape = .cosine
    default: break
    }
    guard schedule.shape.isKnown else {
      if !keys.isSet("scheduler") { keys.claim(.learningRate, "optimizer.params.lr") }
      return
    }
    let parameters = "scheduler.params."
    let hasPeak = type == "WarmupDecayLR" || keys.isSet(parameters + "warmup_max_lr")
    if type == "WarmupCosineLR" || !hasPeak {
      keys.claim(.learningRate, "optimizer.params.lr")
    } else {
      keys.claim(.learningRate, parameters + "warmup_max_lr", fallback: 0.001)
    }
    keys.claim(.warmupSteps, parameters + "warmup_num_steps", fallback: 1_000)
    schedule.warmup = WarmupKeys(
      steps: keys.written(parameters + "warmup_num_steps"),
      stepsName: parameters + "warmup_num_steps")
    schedule.decayEnd = keys.claim(.decaySteps, parameters + "total_num_steps")
    keys.reading.schedule = schedule
  }

  // MARK: Precision

  /// `"auto"` leaves the type to the trainer, and so does a file without either section.
  private static func readPrecision(_ keys: inout KeyReader) {
    if keys.flag("fp16.enabled") == true {
      keys.labelWord(.precision, "fp16", at: "fp16.enabled")
      return
    }
    for section in ["bf16", "bfloat16"] where keys.flag(section + ".enabled") == true {
      keys.labelWord(.precision, "bf16", at: section + ".enabled")
      return
    }
  }
}

extension Schedule.Shape {
  fileprivate var isKnown: Bool { if case .unknown = self { false } else { true } }
}
