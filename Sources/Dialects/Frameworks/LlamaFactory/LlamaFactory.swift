import Composition
import ConfigSyntax
import ReferenceData
package import RunPlan
import SourceText

/// LLaMA-Factory, its training commands up to the rewrite that it calls v1.
///
/// Read from `src/llamafactory/hparams/*.py`, `data/loader.py`, `data/processor/*.py`,
/// `model/adapter.py` and `train/*/workflow.py`. What is not its own comes from transformers.
package enum LlamaFactory: Dialect {
  package static let id = DialectID("llamafactory")

  package static let fingerprint = Fingerprint(
    all: ["model_name_or_path"],
    any: [
      .atLeast(1, of: ["finetuning_type", "cutoff_len", "template", "stage", "dataset_dir"]),
      // Files that infer, merge or prepare data have none of these.
      .atLeast(
        1,
        of: [
          "learning_rate", "per_device_train_batch_size", "num_train_epochs", "max_steps",
          "gradient_accumulation_steps",
        ]),
    ],
    none: ["dataset_mixer", "dataset_mixture", "with_tracking", "training"])

  package static let loading = Loading.omegaConf

  package static let bindings: [KeyBinding] = [
    KeyBinding(.learningRate, "learning_rate", fallback: 5e-5),
    KeyBinding(.weightDecay, "weight_decay", fallback: 0),
    // The Megatron trainers; the others have data ranks only.
    KeyBinding(.tensorParallel, "tensor_model_parallel_size", fallback: 1),
    KeyBinding(.pipelineParallel, "pipeline_model_parallel_size", fallback: 1),
    KeyBinding(.contextParallel, "context_parallel_size", fallback: 1),
    KeyBinding(.expertParallel, "expert_model_parallel_size", fallback: 1),
  ]

  package static func complete(_ keys: inout KeyReader) {
    TrainingArguments.readBatch(&keys)
    TrainingArguments.readDuration(&keys)
    TrainingArguments.readCheckpoints(&keys)
    TrainingArguments.readSchedule(&keys)
    keys.claimCount(.sequenceLength, "cutoff_len", fallback: 2048)
    if keys.isSet("ray_num_workers") { keys.claimCount(.worldSize, "ray_num_workers") }
    readStage(&keys)
    readZeroStage(&keys)
    readLabels(&keys)
    LlamaFactoryModel.read(&keys)
    LlamaFactoryMemory.read(&keys)
    LlamaFactoryData.readLimit(&keys)
    LlamaFactoryData.read(&keys)
    keys.nameRun("run_name")
  }

  // MARK: Kind of training

  private static func readStage(_ keys: inout KeyReader) {
    let stage = keys.isSet("stage") ? keys.text("stage")?.value : "sft"
    switch stage {
    case "pt":
      keys.reading.regime =
        keys.flag("train_from_scratch") == true ? .pretraining : .continuedPretraining
    case "rm", "dpo", "kto": keys.reading.regime = .preferenceTuning
    case "ppo": keys.reading.regime = .reinforcementLearning
    default: keys.reading.regime = .supervisedFinetuning
    }
    // A file that only predicts trains nothing.
    let predicts = keys.flag("do_predict") == true || keys.flag("do_eval") == true
    if keys.flag("do_train") == false || (predicts && !keys.isSet("do_train")) {
      keys.reading.regime = nil
    }
    // Packed rows are cut or padded to the whole length; pre-training packs unless told not to.
    let isPacked = keys.flag("neat_packing") == true || keys.flag("packing") == true
    keys.reading.fillsSequences =
      isPacked ? stage == "sft" || stage == "pt" : stage == "pt" && !keys.isSet("packing")
    keys.reading.contextLimit = keys.isSet("rope_scaling") ? .extended : .soft
  }

  /// A DeepSpeed configuration of the framework's own is known by its name.
  private static func readZeroStage(_ keys: inout KeyReader) {
    TrainingArguments.readDeepSpeed(&keys)
    guard keys.reading.claims[.zeroStage] == nil, let value = keys.value("deepspeed"),
      let path = keys.text("deepspeed")?.value
    else { return }
    guard let name = path.split(separator: "/").last, path.hasSuffix("examples/deepspeed/" + name),
      name.hasPrefix("ds_z"), let stage = name.utf8.dropFirst(4).first.map({ Double($0) - 48 }),
      (0...3).contains(stage)
    else { return }
    let source = KeySource(key: "deepspeed", origin: value.origin)
    keys.add(Claim(.zeroStage, stage, .published(shippedFiles, source)))
  }

  private static let shippedFiles = Citation("LLaMA-Factory's examples/deepspeed")

  // MARK: Words

  /// Switches that put another optimizer in the place of `optim`.
  private static let ownOptimizers = [
    ("use_galore", "galore"), ("use_apollo", "apollo"), ("use_badam", "badam"),
    ("use_adam_mini", "adam_mini"), ("use_muon", "muon"),
  ]

  private static let precisions = [
    ("fp8", "fp8"), ("pure_bf16", "bf16"), ("bf16", "bf16"), ("fp16", "fp16"),
  ]

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.optimizer, "optim", fallback: "adamw_torch")
    for (key, name) in ownOptimizers where keys.flag(key) == true {
      keys.labelWord(.optimizer, name, at: key)
    }
    for (key, word) in precisions where keys.flag(key) == true {
      keys.labelWord(.precision, word, at: key)
      return
    }
  }
}
