import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// NVIDIA NeMo 1: Hydra files for a Lightning trainer and a Megatron model.
///
/// Read from `nlp/models/language_modeling/megatron_{base,gpt}_model.py`, `core/classes/modelPT.py`
/// and `core/optim/lr_scheduler.py` of NeMo.
package enum Nemo: Dialect {
  package static let id = DialectID("nemo")

  package static let fingerprint = Fingerprint(
    all: ["trainer", "model.optim"], any: shares, none: others)

  /// Keys of Neuron's files, of image models, and of conversions that train nothing.
  static let others = [
    "distributed_strategy", "model.mm_cfg", "model.img_h", "model.vision", "run.nemo_file_name",
  ]

  /// What every file for a Megatron model of NeMo has, the launcher's included.
  static let shares: [Fingerprint.Share] = [
    .atLeast(
      1, of: ["trainer.devices", "trainer.num_nodes", "trainer.gpus", "trainer.precision"]),
    .atLeast(
      1,
      of: ["model.micro_batch_size", "model.global_batch_size", "model.tensor_model_parallel_size"]
    ),
    // Image models of NeMo have batches and ranks too.
    .atLeast(
      1,
      of: [
        "model.tokenizer", "model.encoder_seq_length", "model.seq_length",
        "model.data.train_ds", "model.data.data_prefix", "model.data.seq_length", "model.peft",
      ]),
  ]

  package static let loading = Loading.hydra

  package static let bindings: [KeyBinding] = [
    // Without the key it is one node, but such files are completed on the command line.
    KeyBinding(.nodes, "trainer.num_nodes"),
    KeyBinding(.devicesPerNode, "trainer.devices", "trainer.gpus"),
    KeyBinding(.microBatch, "model.micro_batch_size"),
    KeyBinding(.globalBatch, "model.global_batch_size"),
    KeyBinding(.tensorParallel, "model.tensor_model_parallel_size", fallback: 1),
    KeyBinding(.pipelineParallel, "model.pipeline_model_parallel_size", fallback: 1),
    KeyBinding(.contextParallel, "model.context_parallel_size", fallback: 1),
    KeyBinding(.expertParallel, "model.expert_model_parallel_size", fallback: 1),
    KeyBinding(.learningRate, "model.optim.lr"),
    KeyBinding(.weightDecay, "model.optim.weight_decay"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    if !keys.isSet("model.global_batch_size"), keys.number("model.global_batch_size").isAbsent {
      keys.add(Claim(.accumulation, 1, .frameworkDefault(key: "model.global_batch_size")))
    }
    NemoSchedule.readDuration(&keys)
    NemoSchedule.read(&keys)
    readRegime(&keys)
    let isDecoder = NemoModel.isDecoder(keys)
    readData(&keys, isDecoder: isDecoder)
    readSharding(&keys)
    readLabels(&keys)
    readStart(&keys)
    NemoModel.read(&keys, isDecoder: isDecoder)
  }

  // MARK: Data

  private static func readRegime(_ keys: inout KeyReader) {
    if keys.has("trainer.ppo") || keys.has("trainer.reinforce") || keys.has("trainer.grpo") {
      keys.reading.regime = .reinforcementLearning
    } else if keys.has("trainer.dpo") || keys.has("trainer.rm") || keys.has("trainer.kto")
      || keys.has("model.reward_model_type") || keys.has("model.output_sequence")
    {
      keys.reading.regime = .preferenceTuning
    } else if keys.has("model.data.train_ds") || keys.has("model.peft")
      || keys.has("trainer.sft")
    {
      keys.reading.regime = .supervisedFinetuning
    }
  }

  private static func readData(_ keys: inout KeyReader, isDecoder: Bool) {
    if keys.reading.regime?.isFinetuning == true {
      keys.claim(
        .sequenceLength, "model.data.train_ds.max_seq_length", "model.encoder_seq_length")
      keys.reading.fillsSequences =
        keys.flag("model.data.train_ds.packed_sequence") ?? false
    } else {
      keys.claim(
        .sequenceLength, "model.data.seq_length", "model.encoder_seq_length", "model.seq_length")
      // Encoders see padded sentences, and decoders a length of their own.
      keys.reading.fillsSequences = isDecoder
      readRampUp(&keys)
    }
    if keys.text("model.data.data_impl")?.value == "mock" {
      keys.reading.mockData = keys.value("model.data.data_impl")?.span
    } else if keys.flag("model.data.mock_dataset") == true {
      keys.reading.mockData = keys.value("model.data.mock_dataset")?.span
    }
  }

  /// A batch that grows makes a step worth less at first: tokens are counted stage by stage.
  private static func readRampUp(_ keys: inout KeyReader) {
    let path = "model.rampup_batch_size"
    guard keys.isSet(path) else { return }
    let isFilled = keys.reading.fillsSequences
    keys.reading.fillsSequences = false
    let stages = keys.value(path)?.items.compactMap { $0.scalar?.number } ?? []
    guard isFilled, stages.count == 3 else { return }
    keys.derive(
      .tokens, "sequences of the ramp-up and of the steps after it × sequence length",
      from: keys.reading.claims[.steps], keys.reading.claims[.globalBatch],
      keys.reading.claims[.sequenceLength]
    ) { values in
      sequences(steps: values[0], batch: values[1], ramp: stages).map { $0 * values[2] }
    }
  }

  /// How many sequences `steps` take where `ramp` is a first batch, an increment and a length.
  private static func sequences(steps: Double, batch: Double, ramp: [Double]) -> Double? {
    let (first, increment, length) = (ramp[0], ramp[1], ramp[2])
    guard first > 0, increment > 0, length > 0, first < batch else { return nil }
    let count = (batch - first) / increment
    guard count == count.rounded(), count < 100_000 else { return nil }
    var (taken, left) = (0.0, steps)
    for stage in 0..<Int(count) {
      let size = first + Double(stage) * increment
      let missing = length / count * Double(stage + 1) - taken
      let needed = min(left, max(0, (missing / size).rounded(.up)))
      taken += needed * size
      left -= needed
    }
    return taken + left * batch
  }

  private static func readSharding(_ keys: inout KeyReader) {
    func claim(_ stage: Double, _ key: String) {
      guard let value = keys.value(key) else { return }
      keys.add(
        Claim(.zeroStage, stage, .written(KeySource(key: key, origin: value.origin))))
    }
    if keys.flag("model.fsdp") == true {
      switch keys.text("model.fsdp_sharding_strategy")?.value ?? "full" {
      case "full": claim(3, "model.fsdp")
      case "grad": claim(2, "model.fsdp_sharding_strategy")
      default: break
      }
    } else if let name = keys.text("model.optim.name")?.value,
      name == "distributed_fused_adam" || name == "mcore_distributed_optim"
    {
      claim(1, "model.optim.name")
    }
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.optimizer, "model.optim.name")
    keys.label(.scheduler, "model.optim.sched.name")
    let precision = keys.isSet("trainer.precision") ? "trainer.precision" : "model.precision"
    if keys.flag("model.fp8") == true {
      keys.labelWord(.precision, "fp8", at: "model.fp8")
    } else if let word = keys.text(precision)?.value.lowercased() {
      switch word {
      case "bf16", "bf16-mixed", "bf16-true": keys.labelWord(.precision, "bf16", at: precision)
      case "16", "16-mixed", "16-true": keys.labelWord(.precision, "fp16", at: precision)
      case "32", "32-true": keys.labelWord(.precision, "fp32", at: precision)
      default: keys.label(.precision, precision)
      }
    }
    keys.reading.usesMuP = keys.text("model.optim.name")?.value.hasPrefix("muadam") ?? false
    let callback = "exp_manager.checkpoint_callback_params."
    if let monitor = keys.text(callback + "monitor")?.value, monitor.hasPrefix("val"),
      let kept = keys.number(callback + "save_top_k").value
    {
      keys.reading.keepsBestCheckpoint = kept > 0
    }
    readAdapter(&keys)
  }

  private static func readAdapter(_ keys: inout KeyReader) {
    guard keys.reading.regime?.isFinetuning == true else { return }
    let scheme = "model.peft.peft_scheme"
    switch keys.text(scheme)?.value {
    case "none", "null": keys.labelWord(.adapter, "full", at: scheme)
    case "lora":
      keys.label(.adapter, scheme)
      keys.claim(.loraRank, "model.peft.lora_tuning.adapter_dim")
      keys.claim(.loraAlpha, "model.peft.lora_tuning.alpha")
    case nil:
      if keys.number(scheme).isAbsent {
        keys.reading.labels[.adapter] = LabelClaim("full", certainty: .frameworkDefault)
      }
    default: keys.label(.adapter, scheme)
    }
  }

  /// What the run starts from: weights of another run, or a checkpoint of its own.
  private static func readStart(_ keys: inout KeyReader) {
    for path in ["model.restore_from_path", "restore_from_path"] where keys.isSet(path) {
      keys.label(.baseModel, path)
      if keys.reading.regime == .pretraining { keys.reading.regime = .continuedPretraining }
      keys.reading.resumesFrom = keys.value(path)?.span
    }
    for path in ["model.restore_from_ckpt", "model.resume_from_checkpoint"] where keys.isSet(path) {
      keys.reading.resumesFrom = keys.value(path)?.span
    }
  }
}
