import Composition
import ConfigSyntax
import ReferenceData
package import RunPlan
import SourceText

/// Axolotl.
///
/// Read from `src/axolotl/utils/schemas/*.py`, `utils/config/__init__.py`, `utils/distributed.py`,
/// `utils/trainer.py`, `utils/data/sft.py`, `common/datasets.py` and `core/builders/*.py`.
package enum Axolotl: Dialect {
  package static let id = DialectID("axolotl")

  package static let fingerprint = Fingerprint(
    all: ["base_model"],
    any: [
      .atLeast(
        1,
        of: [
          "sequence_len", "datasets", "pretraining_dataset", "num_epochs", "adapter", "lora_r",
        ]),
      .atLeast(
        1,
        of: [
          "learning_rate", "micro_batch_size", "gradient_accumulation_steps", "sequence_len",
          "num_epochs", "max_steps",
        ]),
    ],
    none: ["models", "slices", "library_name", "pipeline_tag", "model_name_or_path", "training"])

  package static let loading = Loading.castingYAML

  package static let bindings: [KeyBinding] = [
    KeyBinding(.sequenceLength, "sequence_len", fallback: 512),
    KeyBinding(.microBatch, "micro_batch_size", fallback: 1),
    KeyBinding(.tensorParallel, "tensor_parallel_size", fallback: 1),
    KeyBinding(.contextParallel, "context_parallel_size", "sequence_parallel_degree", fallback: 1),
    KeyBinding(.expertParallel, "expert_parallel_size", fallback: 1),
    KeyBinding(.learningRate, "learning_rate"),
    KeyBinding(.weightDecay, "weight_decay", fallback: 0),
  ]

  package static func complete(_ keys: inout KeyReader) {
    readAccumulation(&keys)
    readParallel(&keys)
    readRegime(&keys)
    readDuration(&keys)
    readFilling(&keys)
    readLabels(&keys)
    AxolotlSchedule.read(&keys)
    AxolotlModel.read(&keys)
    AxolotlData.read(&keys)
    AxolotlMemory.read(&keys)
    TrainingCadences.readEvaluation(&keys, steps: "eval_steps")
    keys.nameRun("wandb_name")
  }

  /// Whether the rows are streamed, so that nothing follows from their number.
  static func isStreaming(_ keys: KeyReader) -> Bool {
    keys.holds("pretraining_dataset") || keys.flag("streaming") == true
  }

  // MARK: Batch

  /// `batch_size` divided among micro-batches was the older way to say it; what the schema's
  /// default makes of it now is another number, so only where both agree is there one to claim.
  private static func readAccumulation(_ keys: inout KeyReader) {
    let path = "gradient_accumulation_steps"
    guard keys.isSet("batch_size"), !keys.isSet(path) else {
      keys.claim(.accumulation, path, fallback: 1)
      return
    }
    guard let batch = keys.number("batch_size").value,
      batch == keys.reading.claims[.microBatch]?.value
    else { return }
    keys.add(Claim(.accumulation, 1, .frameworkDefault(key: path)))
  }

  // MARK: Parallel sizes

  private static func readParallel(_ keys: inout KeyReader) {
    keys.add(Claim(.pipelineParallel, 1, .derived(formula: "no pipeline in axolotl", from: [])))
    if keys.flag("use_ray") == true {
      keys.claim(.worldSize, "ray_num_workers", fallback: 1)
    } else {
      readReplicas(&keys)
    }
    DeepSpeedBridge(.axolotl).read(&keys)
    if keys.reading.claims[.zeroStage] == nil { readShippedStage(&keys) }
  }

  /// The parallel sizes are the world only where nothing is left to be filled in: with replicas,
  /// and with shards stated or without FSDP.
  private static func readReplicas(_ keys: inout KeyReader) {
    guard case .value(let replicas, let source) = keys.number("dp_replicate_size"), replicas > 1,
      let expert = keys.reading.claims[.expertParallel]
    else { return }
    let replicated = Claim(.dataParallel, replicas, .written(source))
    switch keys.number("dp_shard_size") {
    case .value(let shards, let source) where shards > 1:
      keys.derive(
        .dataParallel, "dp_replicate_size × dp_shard_size × expert_parallel_size",
        from: replicated, Claim(.dataParallel, shards, .written(source)), expert
      ) { $0[0] * $0[1] * $0[2] }
    case .value, .absent:
      guard !keys.holds("fsdp"), !keys.holds("fsdp_config") else { return }
      keys.derive(
        .dataParallel, "dp_replicate_size × expert_parallel_size", from: replicated, expert
      ) { $0[0] * $0[1] }
    case .unknown: break
    }
  }

  /// The stage of a DeepSpeed file that comes with axolotl; another file may hold anything.
  private static func readShippedStage(_ keys: inout KeyReader) {
    let shipped: [String: Double] = [
      "zero1.json": 1, "zero1_torch_compile.json": 1, "zero2.json": 2,
      "zero2_torch_compile.json": 2, "zero3.json": 3, "zero3_bf16.json": 3,
      "zero3_bf16_cpuoffload_all.json": 3, "zero3_bf16_cpuoffload_params.json": 3,
    ]
    guard let path = keys.text("deepspeed")?.value, let value = keys.value("deepspeed"),
      let name = path.split(separator: "/").last,
      path.hasSuffix("deepspeed_configs/" + name), let stage = shipped[String(name)]
    else { return }
    let source = KeySource(key: "deepspeed", origin: value.origin)
    keys.add(Claim(.zeroStage, stage, .published(shippedFiles, source)))
  }

  private static let shippedFiles = Citation("axolotl's deepspeed_configs")

  // MARK: Duration

  private static func readRegime(_ keys: inout KeyReader) {
    switch keys.text("rl")?.value.lowercased() {
    case "grpo", "gdpo", "ebft": keys.reading.regime = .reinforcementLearning
    case .some: keys.reading.regime = .preferenceTuning
    case nil:
      if keys.flag("reward_model") == true || keys.flag("process_reward_model") == true {
        keys.reading.regime = .preferenceTuning
      } else if keys.flag("reinit_weights") == true {
        keys.reading.regime = .pretraining
      } else {
        keys.reading.regime =
          keys.holds("pretraining_dataset") ? .continuedPretraining : .supervisedFinetuning
      }
    }
    let resume = "resume_from_checkpoint"
    if keys.isSet(resume), keys.flag(resume) != false {
      keys.reading.resumesFrom = keys.value(resume)?.span
    }
    keys.reading.keepsBestCheckpoint =
      keys.flag("load_best_model_at_end") == true || keys.isSet("early_stopping_patience")
      || keys.text("save_strategy")?.value == "best"
  }

  /// Steps end the run where they are given, and epochs have no say then.
  private static func readDuration(_ keys: inout KeyReader) {
    switch keys.number("max_steps") {
    case .value(let steps, _) where steps > 0:
      keys.reading.duration.governing = keys.claim(.steps, "max_steps")
      if case .value(let epochs, let source) = keys.number("num_epochs") {
        keys.reading.duration.ignored.append(
          Claim(.epochs, epochs, .written(source), slot: keys.slot(for: source)))
      }
    case .unknown: break
    case .value, .absent:
      guard !isStreaming(keys) else { return }
      keys.reading.duration.governing = keys.claim(.epochs, "num_epochs", fallback: 1)
    }
  }

  /// Rows are as long as the sequence length when they are packed, padded or cut from a stream.
  private static func readFilling(_ keys: inout KeyReader) {
    let pads = keys.flag("pad_to_sequence_len")
    let isPacked = keys.flag("sample_packing") == true && pads != false
    let isRewardModel = keys.flag("reward_model") == true && pads != false
    let isText = !keys.isSet("rl")
    keys.reading.fillsSequences =
      isText && (pads == true || isPacked || isRewardModel || keys.holds("pretraining_dataset"))
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.baseModel, "base_model")
    keys.label(.optimizer, "optimizer", fallback: "adamw_torch_fused")
    keys.label(.scheduler, "lr_scheduler", fallback: "cosine")
    if let adapter = keys.text("adapter")?.value, !adapter.isEmpty {
      keys.labelWord(.adapter, adapter.lowercased(), at: "adapter")
    } else if !keys.holds("adapter"), !keys.isSet("hatchery") {
      keys.reading.labels[.adapter] = LabelClaim("full", certainty: .frameworkDefault)
    }
    readPrecision(&keys)
  }

  /// `bf16: auto`, the default, is decided by the accelerator.
  private static func readPrecision(_ keys: inout KeyReader) {
    if keys.flag("fp8") == true {
      keys.labelWord(.precision, "fp8", at: "fp8")
    } else if keys.flag("bf16") == true || keys.text("bf16")?.value == "full" {
      keys.labelWord(.precision, "bf16", at: "bf16")
    } else if keys.flag("bfloat16") == true {
      keys.labelWord(.precision, "bf16", at: "bfloat16")
    } else if keys.flag("fp16") == true {
      keys.labelWord(.precision, "fp16", at: "fp16")
    } else if keys.flag("float16") == true {
      keys.labelWord(.precision, "fp16", at: "float16")
    } else if keys.flag("bf16") == false, keys.flag("load_in_8bit") != true {
      keys.labelWord(.precision, "fp32", at: "bf16")
    }
  }
}
