import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// torchtune.
///
/// Read from `recipes/*.py`, `recipes/dev/*.py`, `torchtune/training/lr_schedulers.py`,
/// `torchtune/datasets/_packed.py` and `torchtune/models`.
package enum Torchtune: Dialect {
  package static let id = DialectID("torchtune")

  /// Files that evaluate, generate or quantise have a model and no optimizer.
  package static let fingerprint = Fingerprint(any: [
    .atLeast(1, of: ["model._component_", "policy_model._component_"]),
    .atLeast(1, of: ["optimizer._component_", "training.optimizer._component_"]),
  ])

  package static let loading = Loading.omegaConf

  package static let resolvesAlone = true

  package static let bindings: [KeyBinding] = [
    KeyBinding(.sequenceLength, "tokenizer.max_seq_len"),
    KeyBinding(.tensorParallel, "tensor_parallel_dim", fallback: 1),
    KeyBinding(.contextParallel, "context_parallel_dim", fallback: 1),
    KeyBinding(.learningRate, "optimizer.lr", "training.optimizer.lr"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    let path = TorchtuneModel.path(keys)
    readLength(&keys)
    readParallel(&keys)
    readRegime(&keys)
    readBatch(&keys)
    readDuration(&keys)
    readSchedule(&keys)
    readLabels(&keys)
    TorchtuneModel.read(&keys, at: path)
    TorchtuneMemory.read(&keys)
    TrainingCadences.readEvaluation(&keys, steps: "run_val_every_n_steps")
  }

  // MARK: Sequences

  /// Before the tokenizer had it, the length was the data set's.
  private static func readLength(_ keys: inout KeyReader) {
    if !keys.has("tokenizer.max_seq_len") {
      keys.claim(.sequenceLength, "dataset.max_seq_len")
    }
    let data = keys.value("dataset")
    let parts = data.map { $0.isSequence ? $0.items : [$0] } ?? []
    let isPacked =
      parts.isEmpty
      ? keys.flag("dataloader.packed") == true
      : parts.allSatisfy { $0["packed"]?.scalar == .bool(true) }
    keys.reading.fillsSequences = isPacked
  }

  private static func readParallel(_ keys: inout KeyReader) {
    keys.add(Claim(.pipelineParallel, 1, .derived(formula: "no pipeline in torchtune", from: [])))
    keys.reading.shapeDemands = [.headsOverTensor, .kvHeadsOverTensor]
    // Without a size, or with -1, the shards take up what the launcher gives.
    guard case .value(let shards, let source) = keys.number("data_parallel_shard_dim"), shards > 0
    else { return }
    let replicas: Claim
    switch keys.number("data_parallel_replicate_dim") {
    case .value(let count, let source): replicas = Claim(.dataParallel, count, .written(source))
    case .absent:
      replicas = Claim(.dataParallel, 1, .frameworkDefault(key: "data_parallel_replicate_dim"))
    case .unknown: return
    }
    keys.derive(
      .dataParallel, "data_parallel_replicate_dim × data_parallel_shard_dim", from: replicas,
      Claim(.dataParallel, shards, .written(source))
    ) { $0[0] * $0[1] }
  }

  // MARK: Kind

  private static func readRegime(_ keys: inout KeyReader) {
    let loss = (component(keys, "loss") ?? component(keys, "training.loss") ?? "").lowercased()
    let data = component(keys, "dataset") ?? ""
    if isPPO(keys) || keys.has("ppo_epochs") || keys.has("training.ppo_epochs")
      || loss.contains("grpo") || loss.contains("ppo")
    {
      keys.reading.regime = .reinforcementLearning
      // Prompts are answered to any length.
      keys.reading.fillsSequences = false
    } else if preferenceLosses.contains(where: { loss.hasSuffix($0) }) {
      keys.reading.regime = .preferenceTuning
    } else if ["text_completion_dataset", "cnn_dailymail_articles_dataset", "wikitext_dataset"]
      .contains(where: { data.hasSuffix($0) })
    {
      keys.reading.regime = .continuedPretraining
    } else {
      keys.reading.regime = .supervisedFinetuning
    }
    if keys.flag("resume_from_checkpoint") == true {
      keys.reading.resumesFrom = keys.value("resume_from_checkpoint")?.span
    }
  }

  private static let preferenceLosses = ["dpoloss", "ipoloss", "rsoloss", "simpoloss", "ktoloss"]

  private static func component(_ keys: KeyReader, _ path: String) -> String? {
    keys.text(path + "._component_")?.value
  }

  private static func isPPO(_ keys: KeyReader) -> Bool { keys.isSet("ppo_batch_size") }

  // MARK: Batch

  private static func readBatch(_ keys: inout KeyReader) {
    if isPPO(keys) {
      // The trajectories of one step; its micro-batches are what accumulation leaves of them.
      let accumulation = keys.claim(.accumulation, "gradient_accumulation_steps")
      keys.derive(
        .microBatch, "ppo_batch_size / gradient_accumulation_steps",
        from: number(keys, "ppo_batch_size", .microBatch), accumulation
      ) { $0[1] > 0 ? ($0[0] / $0[1]).rounded(.down) : nil }
    } else if keys.isSet("grpo_samples") {
      keys.derive(
        .microBatch, "batch_size × grpo_samples", from: number(keys, "batch_size", .microBatch),
        number(keys, "grpo_samples", .microBatch)
      ) { $0[0] * $0[1] }
      keys.add(Claim(.accumulation, 1, .derived(formula: "one backward pass a step", from: [])))
    } else {
      keys.claim(.microBatch, "batch_size", "training.batch_size")
      keys.claim(.accumulation, "gradient_accumulation_steps")
    }
  }

  /// A number that takes part in a quantity.
  private static func number(_ keys: KeyReader, _ path: String, _ quantity: Quantity) -> Claim? {
    guard case .value(let value, let source) = keys.number(path) else { return nil }
    return Claim(quantity, value, .written(source))
  }

  // MARK: Duration

  private static func readDuration(_ keys: inout KeyReader) {
    guard !isPPO(keys) else { return readTrajectories(&keys) }
    // With `grpo_samples` a number of rollouts may end the run before its epochs.
    guard !keys.isSet("grpo_samples") || !keys.isSet("num_steps") else { return }
    let epochs = readEpochs(&keys)
    keys.reading.duration.governing = epochs
    // The recipe for several weighted data sets knows no length and counts to the limit;
    // elsewhere the limit is one only if the data reach so far.
    guard keys.has("datasets"), let epochs, epochs.value >= 1,
      case .value(let limit, let source) = keys.number("max_steps_per_epoch")
    else { return }
    let perEpoch = Claim(.steps, limit, .written(source))
    keys.reading.duration.governing = keys.derive(
      .steps, "epochs × max_steps_per_epoch", from: epochs, perEpoch,
      slot: keys.slot(for: source, scale: epochs.value, isWhole: true)
    ) { $0[0] * $0[1] }
  }

  /// Under a limit of steps an epoch may see a part of the data only.
  private static func readEpochs(_ keys: inout KeyReader) -> Claim? {
    guard keys.isSet("max_steps_per_epoch"), !keys.has("datasets"),
      case .value(let count, let source) = keys.number("epochs")
    else { return keys.claim(.epochs, "epochs") }
    return keys.add(
      Claim(
        .epochs, count, .written(source), slot: keys.slot(for: source), certainty: .estimate))
  }

  /// `num_steps` counts trajectories, each of which is used in every PPO epoch.
  private static func readTrajectories(_ keys: inout KeyReader) {
    let batch = number(keys, "batch_size", .globalBatch)
    let update = number(keys, "ppo_batch_size", .globalBatch)
    guard case .value(let total, let source) = keys.number("num_steps"),
      let rounds = keys.share("ppo_epochs", fallback: 1), let batch, let update,
      batch.value >= update.value, update.value > 0
    else { return }
    let updates = rounds * (batch.value / update.value).rounded(.down)
    keys.reading.duration.governing = keys.derive(
      .steps, "num_steps / batch_size × ppo_epochs × batch_size / ppo_batch_size",
      from: Claim(.examples, total, .written(source)), batch, update,
      slot: keys.slot(for: source, scale: updates / batch.value, isWhole: true)
    ) { _ in (total / batch.value).rounded(.down) * updates }
  }

  // MARK: Schedule

  private static func readSchedule(_ keys: inout KeyReader) {
    var schedule = Schedule()
    if !keys.holds("lr_scheduler") {
      if !keys.reading.isPartial { schedule.shape = .constant }
    } else if component(keys, "lr_scheduler")?.hasSuffix("get_cosine_schedule_with_warmup") == true
    {
      let steps = "lr_scheduler.num_warmup_steps"
      keys.claim(.warmupSteps, steps)
      schedule.warmup = WarmupKeys(steps: keys.written(steps), stepsName: steps)
      let cycles = "lr_scheduler.num_cycles"
      if keys.share(cycles, fallback: 0.5) == 0.5 {
        schedule.shape = .cosine
        keys.add(Claim(.minLearningRate, 0, .derived(formula: "a cosine to zero", from: [])))
      }
    }
    keys.reading.schedule = schedule
    if !keys.isSet("optimizer.weight_decay"),
      ["torch.optim.AdamW", "bitsandbytes.optim.AdamW8bit", "bitsandbytes.optim.PagedAdamW8bit"]
        .contains(component(keys, "optimizer"))
    {
      keys.claim(.weightDecay, "optimizer.weight_decay", fallback: 0.01)
    } else {
      keys.claim(.weightDecay, "optimizer.weight_decay", "training.optimizer.weight_decay")
    }
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    for path in ["optimizer._component_", "training.optimizer._component_"] {
      keys.label(.optimizer, path)
    }
    if keys.holds("lr_scheduler") {
      keys.label(.scheduler, "lr_scheduler._component_")
    } else {
      keys.label(.scheduler, "lr_scheduler", fallback: "constant")
    }
    if keys.flag("enable_fp8_training") == true {
      keys.labelWord(.precision, "fp8", at: "enable_fp8_training")
    } else {
      keys.label(.precision, "dtype")
    }
  }
}

extension Torchtune {
  /// What `load_dataset` is handed.
  package static func nameData(_ keys: inout KeyReader) {
    keys.noteData("dataset", "source", unless: "data_files", "data_dir", "name", "subset")
  }
}
