package import Composition
package import RunPlan
import SourceText

/// MosaicML's llm-foundry, its forerunners in `mosaicml/examples`, and jobs of its launcher.
///
/// Read from `llmfoundry/command_utils/train.py`, `llmfoundry/utils/config_utils.py`, and
/// Composer's
/// `core/time.py` and `optim/scheduler.py`.
package enum LLMFoundry: Dialect {
  package static let id = DialectID("llm-foundry")

  package static let fingerprint = Fingerprint(
    all: ["train_loader", "model"],
    any: [
      .atLeast(1, of: ["max_duration", "global_train_batch_size", "device_train_microbatch_size"]),
      .atLeast(1, of: ["max_seq_len", "tokenizer", "tokenizer_name"]),
    ],
    // The encoders of Composer's BERT examples: no language model in the sense of any law here.
    none: ["model.pretrained_model_name"])

  package static let loading = Loading.omegaConf

  package static let resolvesAlone = true

  package static let bindings: [KeyBinding] = [
    // What the loader cuts; the key on top only serves evaluation.
    KeyBinding(
      .sequenceLength, "train_loader.dataset.max_seq_len", "train_loader.max_seq_len",
      "max_seq_len"),
    KeyBinding(.globalBatch, "global_train_batch_size"),
    KeyBinding(.microBatch, "device_train_microbatch_size"),
    KeyBinding(.tensorParallel, "tp_config.tensor_parallel_degree", fallback: 1),
    KeyBinding(.expertParallel, "model.ffn_config.moe_world_size"),
    KeyBinding(.learningRate, "optimizer.lr"),
    KeyBinding(.weightDecay, "optimizer.weight_decay"),
  ]

  package static let scopeKey: String? = "parameters"

  /// The job's file holds the training's file under `parameters`.
  package static func scope(of root: ConfigValue) -> ConfigValue {
    guard root.member("train_loader") == nil, let inner = root.member("parameters"),
      inner.member("train_loader") != nil
    else { return root }
    return inner
  }

  package static func complete(_ keys: inout KeyReader) {
    // A batch that the ranks do not divide is refused; micro-batches may be uneven.
    keys.reading.microBatchDivision = .uneven
    readRanks(&keys)
    let run = readDuration(&keys)
    LLMFoundrySchedule.read(&keys, run: run)
    readLabels(&keys)
    LLMFoundryModel.read(&keys)
    readStorage(&keys)
    readRegime(&keys)
    keys.nameRun("run_name")
  }

  // MARK: Machine

  private static func readRanks(_ keys: inout KeyReader) {
    for quantity: Quantity in [.pipelineParallel, .contextParallel] {
      keys.add(Claim(quantity, 1, .derived(formula: "layers and sequences stay whole", from: [])))
    }
    guard let job = keys.document, job["parameters"] != nil else { return }
    if let gpus = MCLIRun.devices(job) {
      // Composer starts one process for each GPU.
      let slot = gpus.sources.first.flatMap { keys.slot(for: $0) }
      keys.add(Claim(.worldSize, gpus.value, gpus.provenance, slot: slot))
    }
    if let device = MCLIRun.device(job) { keys.reading.labels[.device] = device }
    MCLIRun.readScheduling(&keys, job)
    MCLIRun.check(&keys, job)
    if let command = job["command"], let text = KeyReader.text(of: command)?.value,
      text.split(whereSeparator: { " \n\t".contains($0) }).contains("composer")
    {
      keys.reading.labels[.launcher] = LabelClaim("composer", origin: command.origin)
    }
  }

  // MARK: Duration

  private static func readDuration(_ keys: inout KeyReader) -> WrittenLength? {
    guard case .value(let run) = keys.length("max_duration", in: .composer) else { return nil }
    guard case .value(let subset, let source) = keys.number("train_subset_num_batches"), subset > 0
    else {
      keys.reading.duration.governing = keys.claimRun(run)
      return run
    }
    guard run.unit == .epochs else {
      keys.reading.duration.governing = keys.claimRun(run)
      return run
    }
    // An epoch is cut to so many batches, whatever the size of the data.
    let batches = Claim(.steps, subset, .written(source))
    let epochs = Claim(.epochs, run.amount, run.provenance)
    keys.reading.duration.governing = keys.add(
      Claim(
        .steps, subset * run.amount,
        .derived(formula: "max_duration × train_subset_num_batches", from: [batches, epochs])))
    return WrittenLength(
      amount: subset * run.amount, unit: .steps, suffix: "", source: run.source, key: run.key)
  }

  /// Streams of token ids are read as the type that a key names.
  private static func readStorage(_ keys: inout KeyReader) {
    let path = "train_loader.dataset.token_encoding_type"
    let capacities = ["int8": 128.0, "uint8": 256, "int16": 32_768, "uint16": 65_536]
    guard let type = keys.text(path), let capacity = capacities[type.value] else { return }
    var vocabulary: Claim?
    if case .value(let count, let source) = keys.number("model.vocab_size") {
      vocabulary = Claim(.vocabularySize, count, .written(source))
    }
    keys.reading.tokenStorage = TokenStorage(
      capacity: capacity, vocabulary: vocabulary, key: path, span: type.span)
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.optimizer, "optimizer.name")
    keys.label(.scheduler, "scheduler.name")
    let words = [
      "amp_bf16": "bf16", "bf16": "bf16", "amp_fp16": "fp16", "fp16": "fp16", "amp_fp8": "fp8",
      "fp32": "fp32",
    ]
    if let word = keys.text("precision").flatMap({ words[$0.value] }) {
      keys.labelWord(.precision, word, at: "precision")
    } else if !keys.isSet("precision") {
      keys.label(.precision, "precision", fallback: "bf16")
    }
    guard keys.value("model.peft_config")?.isMapping == true else { return }
    keys.claim(.loraRank, "model.peft_config.r", fallback: 8)
    keys.claim(.loraAlpha, "model.peft_config.lora_alpha", fallback: 8)
    if keys.text("model.peft_config.peft_type")?.value.lowercased() == "lora" {
      keys.labelWord(.adapter, isQuantised(keys) ? "qlora" : "lora", at: "model.peft_config")
    }
  }

  private static func isQuantised(_ keys: KeyReader) -> Bool {
    keys.flag("model.load_in_8bit") == true || keys.flag("model.load_in_4bit") == true
  }

  // MARK: Regime

  private static func readRegime(_ keys: inout KeyReader) {
    let resumes = keys.isSet("load_path")
    if resumes { keys.reading.resumesFrom = keys.value("load_path")?.span }
    let startsFromWeights =
      LLMFoundryModel.isPretrained(keys)
      || resumes && keys.flag("load_weights_only") ?? false
    let model = keys.text("model.name")?.value ?? ""
    if model.contains("dpo") || model.contains("pairwise") || model.contains("reward") {
      keys.reading.regime = .preferenceTuning
    } else if model.contains("ppo") || model.contains("grpo") {
      keys.reading.regime = .reinforcementLearning
    } else if keys.text("train_loader.name")?.value.hasPrefix("finetuning") == true
      || keys.isSet("model.num_labels")
    {
      keys.reading.regime = .supervisedFinetuning
    } else if startsFromWeights {
      keys.reading.regime = .continuedPretraining
    }
    if keys.reading.regime?.isFinetuning ?? false, keys.reading.labels[.adapter] == nil,
      !keys.isSet("model.peft_config")
    {
      keys.reading.labels[.adapter] = LabelClaim("full", certainty: .frameworkDefault)
    }
  }
}

extension LLMFoundry {
  /// A data set of the hub, or the remote folder of a streaming one.
  package static func nameData(_ keys: inout KeyReader) {
    guard keys.hasNone(of: "train_loader.dataset.streams", "train_loader.dataset.epoch_size") else {
      return
    }
    keys.noteData("train_loader.dataset", "hf_name", unless: "hf_kwargs")
    keys.noteData("train_loader.dataset", "remote")
  }
}
