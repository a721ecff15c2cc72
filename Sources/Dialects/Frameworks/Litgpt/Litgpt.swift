import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Lightning litgpt: `litgpt pretrain` and the `litgpt finetune_*` commands.
///
/// Read from `litgpt/{args,config,model,pretrain,utils}.py` and `litgpt/finetune/*.py`, back to the
/// files of early 2024 with their `io` and `train.learning_rate`.
package enum Litgpt: Dialect {
  package static let id = DialectID("litgpt")

  package static let fingerprint = Fingerprint(
    any: [
      .atLeast(
        1,
        of: [
          "train.global_batch_size", "train.micro_batch_size", "train.max_tokens",
          "train.lr_warmup_steps", "train.max_seq_length",
        ]),
      .atLeast(
        1,
        of: [
          "model_name", "model_config", "checkpoint_dir", "io.checkpoint_dir", "model.n_embd",
        ]),
      .atLeast(
        1,
        of: [
          "out_dir", "io.out_dir", "data", "eval", "optimizer", "devices", "precision",
          "logger_name", "tokenizer_dir",
        ]),
    ],
    none: [
      "trainer", "parallelism", "training", "tokens", "model_type", "train_loader", "base_model",
      "model_name_or_path", "scheduler",
    ])

  /// jsonargparse builds its loader on PyYAML's `CSafeLoader`.
  package static let loading = Loading(
    .pyYAML, castsText: true, traits: LoaderTraits(scanner: .libyaml))

  package static let bindings: [KeyBinding] = [
    KeyBinding(.microBatch, "train.micro_batch_size"),
    KeyBinding(.nodes, "num_nodes", fallback: 1),
  ]

  package static func complete(_ keys: inout KeyReader) {
    let isFinetune = isFinetune(keys)
    keys.reading.batchDivision = .roundedDown
    keys.reading.contextLimit = .hard
    readDevices(&keys, isFinetune)
    LitgptModel.read(&keys, isFinetune: isFinetune)
    readLabels(&keys)
    if isFinetune {
      LitgptFinetune.read(&keys)
    } else {
      readPretraining(&keys)
    }
    LitgptMemory.read(&keys, isFinetune: isFinetune)
  }

  /// `finetune` starts from a checkpoint and has no name for an architecture.
  private static func isFinetune(_ keys: KeyReader) -> Bool {
    guard keys.isSet("checkpoint_dir") || keys.isSet("io.checkpoint_dir") else { return false }
    return !["model_name", "model_config", "model.n_embd", "train.max_tokens"]
      .contains { keys.isSet($0) }
  }

  /// Every rank is a data rank; `auto` is what the machine has.
  private static func readDevices(_ keys: inout KeyReader, _ isFinetune: Bool) {
    for quantity in [Quantity.tensorParallel, .pipelineParallel, .contextParallel] {
      keys.add(Claim(quantity, 1, .derived(formula: "litgpt has data ranks only", from: [])))
    }
    if keys.isSet("devices") {
      keys.claim(.devicesPerNode, "devices")
    } else if isFinetune {
      keys.claim(.devicesPerNode, "devices", fallback: 1)
    }
  }

  // MARK: Labels

  private static func readLabels(_ keys: inout KeyReader) {
    if let precision = keys.text("precision") {
      keys.labelWord(.precision, word(for: precision.value), at: "precision")
    }
    keys.reading.labels[.scheduler] = LabelClaim("cosine", certainty: .frameworkDefault)
    readOptimizer(&keys)
  }

  private static func word(for precision: String) -> String {
    switch precision {
    case "bf16-true", "bf16-mixed", "bf16": "bf16"
    case "16-true", "16-mixed", "16": "fp16"
    case "32-true", "32": "fp32"
    case "64-true", "64": "fp64"
    case "transformer-engine", "transformer-engine-float16": "fp8"
    default: precision
    }
  }

  /// A name, or a class path with arguments; older files have the arguments under `train`.
  private static func readOptimizer(_ keys: inout KeyReader) {
    let path = keys.isSet("optimizer.class_path") ? "optimizer.class_path" : "optimizer"
    let written = keys.text(path)?.value
    let name = written?.split(separator: ".").last.map(String.init)
    if let name {
      keys.labelWord(.optimizer, name, at: path)
    } else if !keys.isSet("optimizer") {
      keys.reading.labels[.optimizer] = LabelClaim("AdamW", certainty: .frameworkDefault)
    }
    // torch's own defaults, which litgpt leaves alone.
    let isAdamW = name == "AdamW" || !keys.isSet("optimizer")
    keys.claim(
      .learningRate, "optimizer.init_args.lr", "train.learning_rate",
      fallback: isAdamW ? 1e-3 : nil)
    keys.claim(
      .weightDecay, "optimizer.init_args.weight_decay", "train.weight_decay",
      fallback: isAdamW ? 0.01 : nil)
  }

  // MARK: Pre-training

  /// `train.max_tokens` alone ends the run; the loop reads neither `max_steps` nor `epochs`.
  private static func readPretraining(_ keys: inout KeyReader) {
    keys.claim(.globalBatch, "train.global_batch_size", fallback: 512)
    if !keys.has("train.micro_batch_size") {
      keys.claim(.microBatch, "train.micro_batch_size", fallback: 4)
    }
    if keys.isSet("train.max_seq_length") {
      keys.claim(.sequenceLength, "train.max_seq_length")
    } else {
      keys.derive(.sequenceLength, "block_size", from: keys.reading.claims[.contextLength]) {
        $0[0]
      }
    }
    // A null is refused, and no default takes its place.
    if keys.isSet("train.max_tokens") || !keys.has("train.max_tokens") {
      keys.reading.duration.governing = keys.claim(.tokens, "train.max_tokens", fallback: 3e12)
    }
    if case .value(let steps, let source) = keys.number("train.max_steps") {
      keys.reading.duration.ignored.append(
        Claim(.steps, steps, .written(source), slot: keys.slot(for: source)))
    }
    readPretrainingSchedule(&keys)
    if let start = keys.value("initial_checkpoint_dir"), !start.isNull {
      keys.reading.regime = .continuedPretraining
      keys.reading.resumesFrom = start.span
    }
  }

  private static func readPretrainingSchedule(_ keys: inout KeyReader) {
    keys.reading.schedule.shape = .cosine
    keys.reading.schedule.warmup = warmupKeys(keys)
    let floor = keys.claim(.minLearningRate, "train.min_lr", fallback: 4e-5)
    if let floor, let peak = keys.reading.claims[.learningRate], floor.value == peak.value {
      keys.reading.schedule.decaysToPeak = true
    }
    // A fraction is one of an epoch, whose length the data decides.
    guard !keys.isSet("train.lr_warmup_fraction") else { return }
    readWarmup(&keys, fallback: 2000)
  }

  /// The steps have a default, which the fraction does not replace: they must be set to null.
  static func warmupKeys(_ keys: KeyReader) -> WarmupKeys {
    WarmupKeys(
      steps: keys.written("train.lr_warmup_steps"), share: keys.written("train.lr_warmup_fraction"),
      stepsName: "lr_warmup_steps", shareName: "lr_warmup_fraction",
      refusals: [.brokenSteps, .largeShare, .both], areInterchangeable: false)
  }

  /// Optimizer steps of warmup; null means none.
  static func readWarmup(_ keys: inout KeyReader, fallback: Double) {
    if keys.has("train.lr_warmup_steps"), !keys.isSet("train.lr_warmup_steps"),
      let value = keys.value("train.lr_warmup_steps")
    {
      let source = KeySource(key: "train.lr_warmup_steps", origin: value.origin)
      keys.add(Claim(.warmupSteps, 0, .written(source)))
    } else {
      keys.claim(.warmupSteps, "train.lr_warmup_steps", fallback: fallback)
    }
  }
}
