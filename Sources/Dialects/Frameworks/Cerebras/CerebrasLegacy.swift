import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// The Cerebras model zoo up to its release 2.2: `train_input`, `model`, `optimizer`, `runconfig`.
package enum CerebrasLegacy: Dialect {
  package static let id = DialectID("cerebras-legacy")

  package static let fingerprint = Fingerprint(
    all: ["train_input", "runconfig"], any: [.atLeast(1, of: ["model", "optimizer"])],
    // Models of pictures.
    none: [
      "model.image_size", "model.patch_size", "model.depth", "model.input_channels",
      "train_input.image_shape", "train_input.image_size",
    ])

  package static let loading = Loading.castingYAML

  package static let bindings: [KeyBinding] = [
    KeyBinding(.globalBatch, "train_input.batch_size"),
    KeyBinding(.microBatch, "train_input.micro_batch_size"),
    KeyBinding(.weightDecay, "optimizer.weight_decay", "optimizer.weight_decay_rate"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    CerebrasCommon.claimRanks(&keys, "runconfig.num_csx")
    let loop = CerebrasLoop(
      steps: "runconfig.num_steps", limit: "runconfig.max_steps", epochs: "runconfig.num_epochs",
      stepsPerEpoch: "runconfig.steps_per_epoch")
    loop.read(&keys)
    keys.reading.hasSparseWeights = keys.isSet("sparsity")
    readSchedule(&keys)
    keys.label(.optimizer, "optimizer.optimizer_type")
    CerebrasCommon.labelPrecision(&keys, "model.fp16_type")
    let states = "runconfig.load_checkpoint_states"
    if keys.flag("runconfig.is_pretrained_checkpoint") == true
      || keys.text(states)?.value == "model"
    {
      keys.reading.regime = .continuedPretraining
    }
    let path = "runconfig.checkpoint_path"
    if let value = keys.value(path), !value.isNull { keys.reading.resumesFrom = value.span }
    CerebrasModel(part: "model.", data: "train_input").read(&keys)
  }

  private static func readSchedule(_ keys: inout KeyReader) {
    let path = "optimizer.learning_rate"
    guard let value = keys.value(path), value.isSequence || value.isMapping else {
      if keys.claim(.learningRate, path) != nil { keys.reading.schedule.shape = .constant }
      return
    }
    let items = value.isSequence ? value.items : [value]
    let phases = items.compactMap { item in
      item.member("scheduler").flatMap { KeyReader.text(of: $0)?.value }.map {
        CerebrasSchedule.Phase(name: $0, keys: item)
      }
    }
    CerebrasSchedule(phases: phases).claim(&keys)
  }
}
