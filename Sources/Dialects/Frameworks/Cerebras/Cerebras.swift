package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// The Cerebras model zoo from its release 2.3 on: one `trainer`, or a list of them.
///
/// Read from `modelzoo/trainer/callbacks/loop.py`, `models/nlp/*/*.py`, `layers/*.py`. Of a list
/// of trainers the first is read.
package enum Cerebras: Dialect {
  package static let id = DialectID("cerebras")

  package static let fingerprint = Fingerprint(
    all: ["trainer.init"],
    any: [
      .atLeast(
        1,
        of: [
          "trainer.init.model", "trainer.init.optimizer", "trainer.init.schedulers",
          "trainer.init.loop",
        ]),
      .atLeast(
        1,
        of: [
          "trainer.fit", "trainer.init.loop", "trainer.init.backend.backend_type",
        ]),
    ],
    // Models of pictures.
    none: [
      "trainer.init.model.image_model_trunks", "trainer.init.model.image_size",
      "trainer.init.model.patch_size", "trainer.init.model.depth",
    ])

  package static let loading = Loading.castingYAML

  package static let bindings: [KeyBinding] = []

  package static let scopeKey: String? = "trainer"

  package static func scope(of root: ConfigValue) -> ConfigValue {
    guard let trainers = root.member("trainer"), trainers.isSequence else { return root }
    return trainers.items.first ?? root
  }

  package static func complete(_ keys: inout KeyReader) {
    CerebrasCommon.claimRanks(&keys, "trainer.init.backend.cluster_config.num_csx")
    let batch = "trainer.fit.train_dataloader"
    keys.reading.hasSparseWeights = keys.isSet("trainer.init.sparsity")
    let isRun = keys.has("trainer.fit") || keys.has("trainer.init.loop")
    if isRun {
      let steps = CerebrasLoop(
        steps: "trainer.init.loop.num_steps", limit: "trainer.init.loop.max_steps",
        epochs: "trainer.init.loop.num_epochs",
        stepsPerEpoch: "trainer.init.loop.steps_per_epoch")
      steps.read(&keys)
      readBatch(&keys, batch)
      readSchedule(&keys)
      readLabels(&keys)
      readStart(&keys)
    } else {
      // An evaluation of a model.
      keys.reading.regime = nil
    }
    CerebrasModel(part: modelPart(keys), data: batch).read(&keys)
  }

  /// Where the model that is trained stands: with DPO inside another one.
  static func modelPart(_ keys: KeyReader) -> String {
    let model = "trainer.init.model."
    return keys.has(model + "policy_model") ? model + "policy_model." : model
  }

  /// The batch is that of all systems; only GPUs accumulate steps of it.
  private static func readBatch(_ keys: inout KeyReader, _ data: String) {
    let path = "\(data).batch_size"
    let accumulation = keys.count("trainer.init.loop.grad_accum_steps", fallback: 1)
    guard let accumulation else { return }
    let backend = keys.text("trainer.init.backend.backend_type")?.value ?? "CSX"
    if accumulation == 1 || backend == "CSX" {
      keys.claim(.globalBatch, path)
    }
    for callback in keys.value("trainer.init.callbacks")?.items ?? [] {
      let name = "csx.performance.micro_batch_size"
      guard let value = callback.member("ScopedTrainFlags")?.member(name),
        case .value(let size, let source) = KeyReader.number(of: value, key: name)
      else { continue }
      keys.add(Claim(.microBatch, size, .written(source), slot: keys.slot(for: source)))
    }
  }

  // MARK: Schedule

  private static func readSchedule(_ keys: inout KeyReader) {
    let optimizer = keys.value("trainer.init.optimizer")?.entries.first
    if let optimizer, let span = optimizer.value.keySpan {
      keys.reading.labels[.optimizer] = LabelClaim(optimizer.key, origin: .written(span))
      let decay = "trainer.init.optimizer.\(optimizer.key).weight_decay"
      keys.claim(.weightDecay, decay)
    }
    guard let list = keys.value("trainer.init.schedulers") else {
      if let name = optimizer?.key {
        keys.claim(.learningRate, "trainer.init.optimizer.\(name).learning_rate")
      }
      return
    }
    let first = list.isSequence ? list.items.first : list
    CerebrasSchedule(phases: first.flatMap { phases(of: $0) } ?? []).claim(&keys)
  }

  /// The phases of `{SequentialLR: {schedulers: […]}}`, `{LinearLR: {…}}` and the like.
  private static func phases(of item: ConfigValue, depth: Int = 0) -> [CerebrasSchedule.Phase]? {
    guard let entry = item.entries.first, depth < 8 else { return nil }
    if let inner = entry.value.member("scheduler"), inner.isMapping {
      return phases(of: inner, depth: depth + 1)
    }
    guard let list = entry.value.member("schedulers") else {
      return [CerebrasSchedule.Phase(name: entry.key, keys: entry.value)]
    }
    guard entry.key.hasPrefix("Sequential") else { return nil }
    return list.items.flatMap { phases(of: $0, depth: depth + 1) ?? [] }
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    let path = "trainer.init.precision.fp16_type"
    if keys.flag("trainer.init.precision.enabled") == false {
      keys.labelWord(.precision, "fp32", at: "trainer.init.precision.enabled")
    } else {
      CerebrasCommon.labelPrecision(&keys, path)
    }
  }

  private static func readStart(_ keys: inout KeyReader) {
    switch keys.text("trainer.init.model.name")?.value {
    case "dpo": keys.reading.regime = .preferenceTuning
    case "bert/classifier", "bert/token_classifier", "bert/extractive_summarization":
      keys.reading.regime = .supervisedFinetuning
    default: break
    }
    let path = "trainer.fit.ckpt_path"
    if let value = keys.value(path), !value.isNull { keys.reading.resumesFrom = value.span }
    for callback in keys.value("trainer.init.callbacks")?.items ?? [] {
      guard let value = callback["LoadCheckpointStates.load_checkpoint_states"],
        KeyReader.text(of: value)?.value == "model"
      else { continue }
      // Only the weights are taken over: steps and schedule begin anew.
      if keys.reading.regime == .pretraining { keys.reading.regime = .continuedPretraining }
      keys.reading.resumesFrom = keys.reading.resumesFrom ?? value.span
    }
  }
}
