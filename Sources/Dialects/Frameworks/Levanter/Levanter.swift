import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Stanford's levanter, and the marin files written for it.
///
/// Read from `src/levanter/{trainer,schedule}.py`, `optim/config.py`, `main/*.py`, `data/text.py`.
/// draccus casts every value to the type of its field.
package enum Levanter: Dialect {
  package static let id = DialectID("levanter")

  package static let fingerprint = Fingerprint(
    all: ["trainer"],
    any: [
      .atLeast(
        1,
        of: [
          "trainer.num_train_steps", "trainer.train_batch_size", "trainer.per_device_parallelism",
          "trainer.mp", "trainer.model_axis_size", "trainer.tensor_parallel_axes",
        ]),
      .atLeast(
        1,
        of: [
          "data", "optimizer", "supervised_data", "initialize_from_hf", "model_name_or_path",
        ]),
    ],
    // What evaluates, samples or exports a checkpoint; other frameworks' trainers.
    none: [
      "checkpoint_path", "hf_checkpoint", "trainer.init", "trainer.max_epochs",
      "trainer.total_epochs", "trainer.max_steps", "trainer.devices",
    ])

  package static let loading = Loading(
    .pyYAML, castsText: true, assembly: .includeTags)

  package static let bindings: [KeyBinding] = [
    KeyBinding(.tensorParallel, "trainer.model_axis_size", fallback: 1)
  ]

  package static func complete(_ keys: inout KeyReader) {
    if keys.flag("trainer.allow_nondivisible_batch_size") == true {
      keys.reading.batchDivision = .uneven
    }
    for quantity: Quantity in [.pipelineParallel, .contextParallel] {
      keys.add(Claim(quantity, 1, .derived(formula: "not split by levanter", from: [])))
    }
    readRegime(&keys)
    readDuration(&keys)
    LevanterModel.read(&keys)
    readBatch(&keys)
    if isReadable("optimizer", keys) { LevanterSchedule.read(&keys) }
    readLabels(&keys)
    keys.nameRun("trainer.id", "trainer.wandb.name")
  }

  /// Whether a section stands in the file, or is absent so that its defaults hold.
  ///
  /// It does neither where it is `!include`d from another file.
  static func isReadable(_ section: String, _ keys: KeyReader) -> Bool {
    guard let value = keys.value(section) else { return true }
    return value.isMapping || value.isNull
  }

  // MARK: Length and batch

  private static func readDuration(_ keys: inout KeyReader) {
    let path = "trainer.num_train_steps"
    if !keys.isSet(path), let epochs = keys.number("epoch").value, epochs > 0 {
      // The default is only a bound then.
      keys.reading.duration.governing = keys.claim(.epochs, "epoch")
    } else {
      keys.reading.duration.governing = keys.claim(.steps, path, fallback: 400_000)
    }
  }

  /// The batch counts sequences over all devices; -1 leaves it to the devices.
  private static func readBatch(_ keys: inout KeyReader) {
    let batch = "trainer.train_batch_size"
    if keys.value(batch)?.isSequence == true {
      readBatchSchedule(&keys, batch)
    } else if keys.number(batch).value ?? 0 >= 0 {
      keys.claim(.globalBatch, batch, fallback: 512)
    }
    let perDevice = "trainer.per_device_parallelism"
    if let size = keys.number(perDevice).value, size > 0 {
      keys.claim(.microBatch, perDevice)
      if keys.number(batch).value == -1 { claimOneStep(&keys, batch) }
    } else if !keys.isSet(perDevice) || keys.number(perDevice).value == -1 {
      claimOneStep(&keys, perDevice)
    }
  }

  /// Without either of the two sizes nothing is accumulated.
  private static func claimOneStep(_ keys: inout KeyReader, _ path: String) {
    keys.add(Claim(.accumulation, 1, .frameworkDefault(key: path)))
  }

  /// Sums the tokens of a batch that grows: `[{start, value}, …]`.
  private static func readBatchSchedule(_ keys: inout KeyReader, _ path: String) {
    keys.reading.fillsSequences = false
    let phases = keys.value(path)?.items ?? []
    let starts = phases.map { $0.member("start")?.scalar?.number }
    let sizes = phases.map { $0.member("value")?.scalar?.number }
    keys.derive(
      .tokens, "sequence length × steps × batch, phase by phase", from: keys.reading.claims[.steps],
      keys.reading.claims[.sequenceLength]
    ) { values in
      var sum = 0.0
      for place in phases.indices {
        let next = place + 1 < phases.count ? starts[place + 1] : values[0]
        guard let start = starts[place], let size = sizes[place], let next else { return nil }
        sum += max(0, min(next, values[0]) - start) * size
      }
      return sum * values[1]
    }
  }

  // MARK: Start

  private static func readRegime(_ keys: inout KeyReader) {
    if let value = keys.value("initialize_from_checkpoint_path"), !value.isNull {
      keys.reading.regime = .continuedPretraining
      keys.reading.resumesFrom = value.span
    }
    for path in ["trainer.initialize_from", "trainer.load_checkpoint_path"] {
      if let value = keys.value(path), !value.isNull { keys.reading.resumesFrom = value.span }
    }
    if let value = keys.value("initialize_from_hf"), !value.isNull,
      keys.flag("initialize_from_hf") != false
    {
      keys.reading.regime = .continuedPretraining
      keys.reading.resumesFrom = value.span
    }
    if isTuned(keys) { keys.reading.regime = .supervisedFinetuning }
    if let path = adapterKey(keys) {
      keys.labelWord(.adapter, "lora", at: path)
      keys.claim(.loraRank, "lora.r", fallback: 8)
      keys.claim(.loraAlpha, "lora.alpha", fallback: 8)
    }
  }

  /// The key that gives `lora_lm.py` away, which trains adapters.
  static func adapterKey(_ keys: KeyReader) -> String? {
    ["lora", "peft_save_path", "peft_hf_upload", "merged_hf_save_path", "max_train_length"]
      .first { keys.isSet($0) }
  }

  /// Whether the data are answers: those of the scripts for it, or chats and nothing else.
  private static func isTuned(_ keys: KeyReader) -> Bool {
    let own = ["supervised_data", "chat_train_urls", "model_name_or_path"]
    if own.contains(where: { keys.isSet($0) }) { return true }
    if keys.isSet("lora"), !keys.isSet("initialize_from_hf") { return true }
    if keys.text("data.format.type")?.value == "chat" { return true }
    let parts = keys.value("data.configs")?.entries ?? []
    return !parts.isEmpty
      && parts.allSatisfy { part in
        part.value["format.type"].flatMap { KeyReader.text(of: $0) }?.value == "chat"
      }
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    if isReadable("optimizer", keys) { keys.label(.optimizer, "optimizer.type", fallback: "adam") }
    let path = "trainer.mp"
    guard let policy = keys.text(path)?.value else {
      keys.label(.precision, path, fallback: "fp32")
      return
    }
    // `p=f32,c=bfloat16`, or one word for all of it.
    let parts = policy.split(separator: ",")
    let compute = parts.first { $0.hasPrefix("c=") || $0.hasPrefix("compute=") }
    guard let word = (compute ?? parts.first)?.split(separator: "=").last else { return }
    let words = [
      "f32": "fp32", "float32": "fp32", "full": "fp32", "bf16": "bf16", "bfloat16": "bf16",
      "f16": "fp16", "float16": "fp16",
    ]
    if let short = words[String(word)] { keys.labelWord(.precision, short, at: path) }
  }
}

extension Levanter {
  /// A mixture has its data sets in `configs`, and draws from them.
  package static func nameData(_ keys: inout KeyReader) {
    if keys.hasNone(of: "data.configs", "data.components") { keys.noteData("data.id") }
  }
}
