import Composition
import ConfigSyntax
import ReferenceData
package import RunPlan
import SourceText

/// LLaMA-Factory's rewrite, which it calls v1.
///
/// Read from `src/llamafactory/v1/config/*.py`, `v1/core/base_trainer.py`,
/// `v1/core/utils/batching.py` and the plugins for adapters and batches.
package enum LlamaFactoryV1: Dialect {
  package static let id = DialectID("llamafactory-v1")

  package static let fingerprint = Fingerprint(
    all: ["model", "train_dataset"],
    any: [
      .atLeast(
        1,
        of: [
          "model_class", "dist_config", "kernel_config", "peft_config", "quant_config",
          "batching_strategy", "optim_config", "cutoff_len",
        ]),
      .atLeast(
        1,
        of: [
          "micro_batch_size", "global_batch_size", "learning_rate", "max_steps",
          "num_train_epochs", "cutoff_len",
        ]),
    ],
    none: ["model_name_or_path", "base_model", "training", "data"])

  package static let loading = Loading.omegaConf

  package static let bindings: [KeyBinding] = [
    KeyBinding(.learningRate, "learning_rate", fallback: 1e-4),
    KeyBinding(.contextParallel, "cp_size", fallback: 1),
    KeyBinding(.dataParallel, "dp_size"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    for quantity in [Quantity.tensorParallel, .pipelineParallel] {
      keys.add(Claim(quantity, 1, .derived(formula: "data and context ranks only", from: [])))
    }
    keys.claimCount(.sequenceLength, "cutoff_len", fallback: 2048)
    keys.reading.fillsSequences = false
    readRegime(&keys)
    readBatch(&keys)
    readSchedule(&keys)
    readLabels(&keys)
    readModel(&keys)
    TrainingArguments.readDuration(&keys, wholeEpochs: true)
    TrainingArguments.readCheckpoints(&keys)
  }

  private static let preferenceKeys = [
    "pref_loss", "pref_beta", "pref_ftx", "simpo_gamma", "dpo_label_smoothing",
  ]

  /// The command decides what the rows are; only preferences have keys of their own.
  private static func readRegime(_ keys: inout KeyReader) {
    let isPreference = preferenceKeys.contains { keys.isSet($0) }
    keys.reading.regime = isPreference ? .preferenceTuning : .supervisedFinetuning
  }

  /// The dynamic strategies fill micro-batches up to a number of tokens instead.
  private static func readBatch(_ keys: inout KeyReader) {
    let path = "batching_strategy"
    let strategy = keys.isSet(path) ? keys.text(path)?.value : "normal"
    guard strategy == "normal" || strategy == "padding_free" else { return }
    keys.claimCount(.microBatch, "micro_batch_size", fallback: 1)
    if keys.isSet("global_batch_size") {
      keys.claimCount(.globalBatch, "global_batch_size")
    } else if !keys.reading.isPartial {
      keys.add(Claim(.accumulation, 1, .frameworkDefault(key: "global_batch_size")))
    }
  }

  /// Without a scheduler of its own the rate stays as it is.
  private static func readSchedule(_ keys: inout KeyReader) {
    guard !keys.isSet("lr_scheduler_config") else {
      keys.label(.scheduler, "lr_scheduler_config.name")
      return
    }
    keys.reading.labels[.scheduler] = LabelClaim("constant", certainty: .frameworkDefault)
    keys.reading.schedule.shape = .constant
    keys.add(Claim(.warmupSteps, 0, .frameworkDefault(key: "lr_scheduler_config")))
  }

  private static func readLabels(_ keys: inout KeyReader) {
    if keys.isSet("optim_config") {
      keys.label(.optimizer, "optim_config.name")
    } else {
      keys.reading.labels[.optimizer] = LabelClaim("AdamW", certainty: .frameworkDefault)
      keys.add(Claim(.weightDecay, 0.01, .frameworkDefault(key: "optim_config")))
    }
    // Without it the checkpoint's own type holds.
    if keys.flag("bf16") == true {
      keys.labelWord(.precision, "bf16", at: "bf16")
    } else if !keys.isSet("bf16"), !keys.reading.isPartial {
      keys.reading.labels[.precision] = LabelClaim("bf16", certainty: .frameworkDefault)
    }
  }

  // MARK: Model

  private static func readModel(_ keys: inout KeyReader) {
    let base = HubModel.read(&keys, at: "model")
    guard keys.isSet("peft_config") else {
      keys.reading.labels[.adapter] = LabelClaim("full", certainty: .frameworkDefault)
      base?.trainAll(&keys)
      return
    }
    let name = "peft_config.name"
    guard let method = keys.text(name)?.value, method == "lora" else {
      return keys.label(.adapter, name)
    }
    keys.labelWord(.adapter, keys.isSet("quant_config") ? "qlora" : "lora", at: name)
    let rank = keys.claimCount(.loraRank, "peft_config.r", fallback: 8)
    keys.claim(.loraAlpha, "peft_config.lora_alpha", fallback: 16)
    guard let base, keys.flag("peft_config.use_dora") != true,
      !keys.holds("peft_config.modules_to_save"), !keys.holds("peft_config.adapter_name_or_path")
    else { return }
    let names = keys.words("peft_config.target_modules") ?? ["all"]
    let targets = names == ["all"] ? base.allMatrices : base.targets(called: names)
    base.trainAdapters(&keys, rank: rank, on: targets)
  }
}
