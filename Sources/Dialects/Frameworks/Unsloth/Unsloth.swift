import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Unsloth's command line, and the defaults of its Studio for one model.
///
/// Read from `unsloth_cli/config.py`, `unsloth_cli/commands/train.py` and
/// `studio/backend/core/training/trainer.py`.
package enum Unsloth: Dialect {
  package static let id = DialectID("unsloth")

  package static let fingerprint = Fingerprint(
    any: [
      .atLeast(1, of: ["training.max_seq_length", "training.training_type"]),
      .atLeast(
        1,
        of: [
          "training.num_epochs", "training.max_steps", "training.batch_size",
          "training.gradient_accumulation_steps",
        ]),
      .atLeast(
        1,
        of: [
          "lora.lora_r", "lora.lora_alpha", "data.format_type", "training.train_on_completions",
          "training.load_in_4bit", "training.random_seed",
        ]),
    ],
    none: ["base_model", "model_name_or_path", "trainer", "training.per_device_train_batch_size"])

  package static let loading = Loading.castingYAML

  package static let bindings: [KeyBinding] = [
    KeyBinding(.sequenceLength, "training.max_seq_length", fallback: 2048),
    KeyBinding(.microBatch, "training.batch_size", fallback: 2),
    KeyBinding(.accumulation, "training.gradient_accumulation_steps", fallback: 4),
    KeyBinding(.learningRate, "training.learning_rate", fallback: 2e-4),
    KeyBinding(.weightDecay, "training.weight_decay", fallback: 0.01),
  ]

  package static func complete(_ keys: inout KeyReader) {
    keys.reading.regime = .supervisedFinetuning
    keys.reading.fillsSequences = keys.flag("training.packing") == true
    readDuration(&keys)
    let model = keys.isSet("model") ? HubModel.read(&keys, at: "model") : nil
    readSchedule(&keys, isText: model.map { !$0.seesImages } ?? false)
    readAdapter(&keys, model)
    keys.label(.baseModel, "model")
  }

  /// The Studio reads keys that the command line leaves out; its files name no model.
  private static func isOfStudio(_ keys: KeyReader) -> Bool { !keys.has("model") }

  // MARK: Duration

  /// Steps win; 0 is no number of steps.
  private static func readDuration(_ keys: inout KeyReader) {
    switch keys.number("training.max_steps") {
    case .value(let steps, _) where steps > 0:
      keys.reading.duration.governing = keys.claim(.steps, "training.max_steps")
      if case .value(let epochs, let source) = keys.number("training.num_epochs"), epochs > 0 {
        keys.reading.duration.ignored = [
          Claim(.epochs, epochs, .written(source), slot: keys.slot(for: source))
        ]
      }
    case .unknown: break
    case .value, .absent:
      guard let epochs = keys.share("training.num_epochs", fallback: 3), epochs > 0 else { return }
      keys.reading.duration.governing = keys.claim(.epochs, "training.num_epochs", fallback: 3)
    }
  }

  // MARK: Schedule

  private static func readSchedule(_ keys: inout KeyReader, isText: Bool) {
    let (steps, share) = ("training.warmup_steps", "training.warmup_ratio")
    var schedule = Schedule()
    schedule.warmup = WarmupKeys(
      steps: keys.written(steps), stepsName: steps, refusals: .brokenSteps)
    if isOfStudio(keys), keys.isSet(share) {
      schedule.warmup = WarmupKeys(
        steps: keys.written(steps), share: keys.written(share), stepsName: steps, shareName: share,
        refusals: .brokenSteps)
      if let part = keys.share(share, fallback: 0), part <= 1 {
        keys.derive(.warmupSteps, "warmup_ratio × max_steps", from: keys.reading.claims[.steps]) {
          ($0[0] * part).rounded(.up)
        }
      }
    } else {
      keys.claim(.warmupSteps, steps, fallback: 5)
    }
    readShape(&keys, &schedule, isText: isText)
    keys.reading.schedule = schedule
  }

  /// The command line has no key for the scheduler; models that see images get another one.
  private static func readShape(
    _ keys: inout KeyReader, _ schedule: inout Schedule, isText: Bool
  ) {
    let path = "training.lr_scheduler_type"
    if isOfStudio(keys), keys.isSet(path) {
      keys.label(.scheduler, path)
      keys.label(.optimizer, "training.optim")
      switch keys.text(path)?.value {
      case "linear": schedule.shape = .linear
      case "cosine": schedule.shape = .cosine
      case "constant", "constant_with_warmup": schedule.shape = .constant
      default: break
      }
    } else if isText {
      schedule.shape = .linear
      keys.reading.labels[.scheduler] = LabelClaim("linear", certainty: .frameworkDefault)
      keys.reading.labels[.optimizer] = LabelClaim("adamw_8bit", certainty: .frameworkDefault)
    }
  }

  // MARK: Adapters

  private static func readAdapter(_ keys: inout KeyReader, _ model: HubModel?) {
    let (type, bits) = ("training.training_type", "training.load_in_4bit")
    let kind = keys.isSet(type) ? keys.text(type)?.value.lowercased() : "lora"
    keys.reading.contextLimit = .extended
    if kind == "full" {
      keys.labelWord(.adapter, "full", at: type)
      model?.trainAll(&keys)
    } else if kind == "lora" {
      // In the Studio the user chooses it, whatever the defaults for a model say of the rest.
      let isStated = keys.isSet(type) || keys.isSet(bits) || !isOfStudio(keys)
      if isStated, let isQuantised = keys.flag(bits, fallback: true) {
        let origin = keys.value(bits)?.origin
        keys.reading.labels[.adapter] = LabelClaim(
          isQuantised ? "qlora" : "lora", origin: origin,
          certainty: origin == nil ? .frameworkDefault : .exact)
      }
      let rank = keys.claim(.loraRank, "lora.lora_r", fallback: 64)
      keys.claim(.loraAlpha, "lora.lora_alpha", fallback: 16)
      guard let model, !model.seesImages, keys.flag("lora.use_dora", fallback: false) == false,
        let names = targets(keys)
      else { return }
      model.trainAdapters(&keys, rank: rank, names: names)
    }
  }

  /// Text with commas on the command line, a list in the Studio; nil where it is neither.
  private static func targets(_ keys: KeyReader) -> [String]? {
    let path = "lora.target_modules"
    guard let value = keys.value(path) else {
      return ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    }
    if value.isSequence {
      let names = value.items.compactMap { KeyReader.text(of: $0)?.value }
      return names.count == value.items.count && !names.isEmpty ? names : nil
    }
    let names = KeyReader.text(of: value)?.value.split { $0 == "," || $0 == " " }.map(String.init)
    return names?.isEmpty == false ? names : nil
  }
}

extension Unsloth {
  /// The command line takes one data set.
  package static func nameData(_ keys: inout KeyReader) {
    keys.noteData("data.dataset")
  }
}
