import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What ms-swift's keys mean on Megatron, whether started by hand or over Ray.
enum MSSwiftMegatron {
  static func read(_ keys: inout KeyReader) {
    func path(_ name: String) -> String { MSSwift.path(keys, name) }
    let own = (
      micro: path("micro_batch_size"), batch: path("global_batch_size"),
      tensor: path("tensor_model_parallel_size"), pipeline: path("pipeline_model_parallel_size"),
      context: path("context_parallel_size"), expert: path("expert_model_parallel_size"),
      rate: path("lr"), low: path("min_lr"), decay: path("weight_decay")
    )
    keys.claim(.microBatch, own.micro, fallback: 1)
    keys.claim(.globalBatch, own.batch, fallback: 16)
    keys.claim(.tensorParallel, own.tensor, fallback: 1)
    keys.claim(.pipelineParallel, own.pipeline, fallback: 1)
    keys.claim(.contextParallel, own.context, fallback: 1)
    keys.claim(.expertParallel, own.expert, fallback: 1)
    // The group that trains has processors of its own.
    keys.claim(.worldSize, "train.gpus")
    if keys.isSet("train.gpus") { keys.claim(.nodes, "nnodes", fallback: 1) }
    let tuner = MSSwift.tuner(keys).map { keys.text($0)?.value } ?? "full"
    keys.claim(.learningRate, own.rate, fallback: tuner.map { $0 == "full" ? 1e-5 : 1e-4 })
    keys.claim(.minLearningRate, own.low, fallback: 0)
    keys.claim(.weightDecay, own.decay, fallback: 0.1)
    readDuration(&keys)
    readSchedule(&keys)
    readLabels(&keys)
  }

  // MARK: Duration

  /// Where the data have a length, epochs replace whatever `train_iters` says.
  private static func readDuration(_ keys: inout KeyReader) {
    let (epochs, iterations) = (
      MSSwift.path(keys, "num_train_epochs"), MSSwift.path(keys, "train_iters")
    )
    let isStreaming = keys.flag("streaming") == true
    guard keys.isSet(epochs), !isStreaming else {
      keys.reading.duration.governing = keys.claim(.steps, iterations)
      if isStreaming, case .value(let count, let source) = keys.number(epochs) {
        keys.reading.duration.ignored = [Claim(.epochs, count, .written(source))]
      }
      return
    }
    keys.reading.duration.governing = keys.claim(.epochs, epochs)
    if case .value(let steps, let source) = keys.number(iterations) {
      keys.reading.duration.ignored = [
        Claim(.steps, steps, .written(source), slot: keys.slot(for: source))
      ]
    }
    readSteps(&keys)
  }

  /// Prompts come as many times as they are answered; rows of other kinds may be dropped or packed.
  private static func readSteps(_ keys: inout KeyReader) {
    guard keys.text("rlhf_type")?.value == "grpo", let rows = rows(keys),
      let answers = keys.share(MSSwift.path(keys, "num_generations"), fallback: 8),
      let micro = keys.reading.claims[.microBatch], let batch = keys.reading.claims[.globalBatch],
      let world = keys.reading.claims[.worldSize], let epochs = keys.reading.claims[.epochs],
      let tensor = keys.reading.claims[.tensorParallel],
      let stages = keys.reading.claims[.pipelineParallel],
      let context = keys.reading.claims[.contextParallel]
    else { return }
    let ranks = world.value / (tensor.value * stages.value * context.value)
    let step = micro.value * ranks.rounded(.down)
    guard step > 0, batch.value > 0 else { return }
    keys.derive(
      .steps, "prompts × num_generations × num_train_epochs / global_batch_size", from: rows,
      epochs, batch, micro, world, tensor
    ) { values in
      let samples = (values[0] / step).rounded(.down) * step * answers
      return (samples * values[1] / values[2]).rounded(.down)
    }
  }

  /// The rows of all data sets where each says how many are drawn of it.
  static func rows(_ keys: KeyReader) -> Claim? {
    guard let value = keys.value("dataset"), keys.share("split_dataset_ratio", fallback: 0) == 0,
      keys.flag("packing") != true, !keys.holds("cached_dataset")
    else { return nil }
    var sum = 0.0
    for item in value.isSequence ? value.items : [value] {
      guard let text = KeyReader.text(of: item)?.value, let mark = text.lastIndex(of: "#"),
        let count = Double(text[text.index(after: mark)...]), count > 0
      else { return nil }
      sum += count
    }
    return Claim(.examples, sum, .written(KeySource(key: "dataset", origin: value.origin)))
  }

  // MARK: Schedule

  private static func readSchedule(_ keys: inout KeyReader) {
    func path(_ name: String) -> String { MSSwift.path(keys, name) }
    let (style, end) = (path("lr_decay_style"), path("lr_decay_iters"))
    let (share, count) = (path("lr_warmup_fraction"), path("lr_warmup_iters"))
    keys.label(.scheduler, style, fallback: "cosine")
    var schedule = Schedule()
    switch keys.isSet(style) ? keys.text(style)?.value : "cosine" {
    case "cosine": schedule.shape = .cosine
    case "linear": schedule.shape = .linear
    case "constant": schedule.shape = .constant
    case "inverse-square-root": schedule.shape = .endless
    case "WSD": schedule.shape = .stableThenDecay
    default: break
    }
    schedule.decayEnd = keys.claim(.decaySteps, end)
    let low = keys.reading.claims[.minLearningRate]?.value
    schedule.decaysToPeak = low != nil && low == keys.reading.claims[.learningRate]?.value
    schedule.warmup = WarmupKeys(
      steps: keys.written(count), share: keys.written(share), stepsName: count, shareName: share)
    keys.reading.schedule = schedule
    // The share wins over the number, and is one of the decay.
    guard keys.isSet(share) else {
      keys.claim(.warmupSteps, count, fallback: 0)
      return
    }
    guard let part = keys.share(share, fallback: 0) else { return }
    let whole = keys.isSet(end) ? schedule.decayEnd : keys.reading.claims[.steps]
    keys.derive(.warmupSteps, "lr_warmup_fraction × steps of the decay", from: whole) {
      ($0[0] * part).rounded(.down)
    }
  }

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.optimizer, MSSwift.path(keys, "optimizer"), fallback: "adam")
    let eight = MSSwift.path(keys, "fp8_format")
    let dtype = MSSwift.path(keys, "torch_dtype")
    if keys.isSet(eight) {
      keys.labelWord(.precision, "fp8", at: eight)
    } else if keys.flag("bf16") == true {
      keys.labelWord(.precision, "bf16", at: "bf16")
    } else if keys.flag("fp16") == true {
      keys.labelWord(.precision, "fp16", at: "fp16")
    } else if let word = keys.text(dtype)?.value {
      let words = ["bfloat16": "bf16", "float16": "fp16"]
      if let precision = words[word] { keys.labelWord(.precision, precision, at: dtype) }
    }
    if keys.isSet("train.gpus") { keys.labelWord(.launcher, "ray", at: "train.gpus") }
  }
}
