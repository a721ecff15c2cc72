import RunPlan
import SourceText

/// What the `litgpt finetune_*` commands have of their own.
enum LitgptFinetune {
  static func read(_ keys: inout KeyReader) {
    keys.reading.regime = .supervisedFinetuning
    readBatch(&keys)
    readDuration(&keys)
    readSchedule(&keys)
    readAdapter(&keys)
    if let path = LitgptModel.checkpoint(keys) {
      keys.labelWord(.baseModel, LitgptModel.hubID(of: path.value), at: path.key)
    }
  }

  private static func readBatch(_ keys: inout KeyReader) {
    keys.claim(.globalBatch, "train.global_batch_size", fallback: 16)
    if !keys.has("train.micro_batch_size") {
      keys.claim(.microBatch, "train.micro_batch_size", fallback: 1)
    }
    // Rows are cut to this length and padded only to the longest of their batch.
    keys.claim(.sequenceLength, "train.max_seq_length")
    keys.reading.fillsSequences = false
  }

  /// The run ends with its epochs or at `max_steps`, whichever is first.
  private static func readDuration(_ keys: inout KeyReader) {
    switch keys.number("train.max_steps") {
    case .absent:
      guard keys.isSet("train.epochs") || !keys.has("train.epochs") else { return }
      keys.reading.duration.governing = keys.claim(.epochs, "train.epochs", fallback: 5)
    case .value(let steps, let source):
      // The epochs may be over before; how long they are the data decides.
      let limit = Claim(
        .steps, steps, .written(source), slot: keys.slot(for: source), certainty: .estimate)
      keys.reading.duration.governing = keys.add(limit)
    case .unknown: break
    }
  }

  private static func readSchedule(_ keys: inout KeyReader) {
    keys.reading.schedule.shape = .cosine
    keys.reading.schedule.afterEnd = .risesAgain
    keys.reading.schedule.warmup = Litgpt.warmupKeys(keys)
    // torch's CosineAnnealingLR without an end of its own; `train.min_lr` is not read.
    keys.add(Claim(.minLearningRate, 0, .derived(formula: "the cosine ends at 0", from: [])))
    guard keys.isSet("train.lr_warmup_steps") || !keys.has("train.lr_warmup_steps") else { return }
    Litgpt.readWarmup(&keys, fallback: 100)
  }

  // MARK: Adapters

  private static let loraKeys = [
    "lora_r", "lora_alpha", "lora_dropout", "lora_query", "lora_key", "lora_value",
    "lora_projection", "lora_mlp", "lora_head",
  ]

  /// The command decides, and only its keys are in the file.
  private static func readAdapter(_ keys: inout KeyReader) {
    guard let key = loraKeys.first(where: { keys.has($0) }) else {
      // `finetune_full` alone cannot quantise.
      guard !keys.has("quantize") else { return }
      keys.reading.labels[.adapter] = LabelClaim("full", certainty: .frameworkDefault)
      return
    }
    if keys.isSet("quantize") {
      keys.labelWord(.adapter, "qlora", at: "quantize")
    } else {
      keys.labelWord(.adapter, "lora", at: key)
    }
    let rank = keys.claim(.loraRank, "lora_r", fallback: 8)
    keys.claim(.loraAlpha, "lora_alpha", fallback: 16)
    readTrainable(&keys, rank: rank)
  }

  private static func readTrainable(_ keys: inout KeyReader, rank: Claim?) {
    let matrices: [(key: String, isOn: Bool, targets: Set<AdapterTarget>)] = [
      ("lora_query", true, [.query]), ("lora_key", false, [.key]), ("lora_value", true, [.value]),
      ("lora_projection", false, [.attentionOutput]), ("lora_mlp", false, [.gate, .up, .down]),
    ]
    guard let rank, let count = rank.integer, let shape = keys.reading.architecture?.shape,
      shape.experts == nil
    else { return }
    var targets: Set<AdapterTarget> = []
    for matrix in matrices {
      if keys.isSet(matrix.key), keys.flag(matrix.key) == nil { return }
      if keys.flag(matrix.key) ?? matrix.isOn { targets.formUnion(matrix.targets) }
    }
    guard var trainable = ParameterCount.adapters(rank: count, on: targets, of: shape) else {
      return
    }
    if keys.flag("lora_head") == true {
      let (head, overflow) = (shape.hidden + shape.vocabularyRows)
        .multipliedReportingOverflow(by: count)
      guard !overflow, head < 1 << 60 else { return }
      trainable += head
    }
    let inputs = [rank] + (keys.reading.architecture?.inputs ?? [])
    keys.add(
      Claim(
        .parametersTrainable, Double(trainable),
        .derived(formula: "rank × (inputs + outputs) of the adapted matrices", from: inputs)))
  }
}
