import Composition
import RunPlan

/// What Megatron-Bridge refuses once the recipe has its overrides, at 067f987.
///
/// The recipe has a say in every key, so that a demand is noted only where all its keys stand here.
extension MegatronBridge {
  private static let config = "megatron/bridge/training/config.py, "

  package static func constrain(_ keys: inout KeyReader) {
    constrainSchedule(&keys)
    constrainRamp(&keys)
    constrainPrecision(&keys)
    constrainSharding(&keys)
    constrainCheckpoints(&keys)
    constrainData(&keys)
    constrainProfiling(&keys)
  }

  /// Whether a count is there and not nought.
  private static func counts(_ keys: KeyReader, _ key: String) -> Bool {
    keys.number(key).value.map { $0 != 0 } ?? false
  }

  private static func constrainSchedule(_ keys: inout KeyReader) {
    let names = ["lr_decay", "lr_warmup", "lr_wsd_decay"]
    let steps = names.map { "scheduler.\($0)_iters" }.first { counts(keys, $0) }
    let samples = names.map { "scheduler.\($0)_samples" }.first { counts(keys, $0) }
    if let steps, let samples {
      keys.refusePair(
        .other, steps, samples, words: ("counts steps", "counts samples"),
        help: "count both in steps, or both in samples", source: config + "SchedulerConfig.finalize"
      )
    } else if counts(keys, "train.train_samples"), !keys.isSet("train.train_iters"), let steps {
      keys.refusePair(
        .other, "train.train_samples", steps, words: ("the run counts samples", "counts steps"),
        help: "count both in samples",
        source: config + "ConfigContainer._validate_training_scheduler"
      )
    } else if counts(keys, "train.train_iters"), !keys.isSet("train.train_samples"), let samples {
      keys.refusePair(
        .other, "train.train_iters", samples, words: ("the run counts steps", "counts samples"),
        help: "count both in steps", source: config + "ConfigContainer._validate_training_scheduler"
      )
    }
    if keys.isSet("scheduler.lr_warmup_fraction"), counts(keys, "scheduler.lr_warmup_samples") {
      keys.refusePair(
        .other, "scheduler.lr_warmup_fraction", "scheduler.lr_warmup_samples",
        words: ("a share", "a count"),
        source: config + "SchedulerConfig.finalize")
    }
    if keys.flag("scheduler.override_opt_param_scheduler") == true,
      keys.flag("scheduler.use_checkpoint_opt_param_scheduler") == true
    {
      keys.refusePair(
        .other, "scheduler.override_opt_param_scheduler",
        "scheduler.use_checkpoint_opt_param_scheduler",
        words: ("this file's", "the checkpoint's"), source: config + "SchedulerConfig.finalize")
    }
  }

  private static func constrainRamp(_ keys: inout KeyReader) {
    guard keys.isSet("train.rampup_batch_size") else { return }
    for key in ["train.train_samples", "train.num_epochs"] where keys.isSet(key) {
      keys.refusePair(
        .other, key, "train.rampup_batch_size",
        words: ("the length of the run", "a batch that grows"),
        help: "give the length in train_iters, or leave the ramp out",
        source: config + "TrainingConfig.finalize")
    }
  }

  private static func constrainPrecision(_ keys: inout KeyReader) {
    for part in ["model", "optimizer"]
    where keys.flag(part + ".fp16") == true && keys.flag(part + ".bf16") == true {
      keys.refusePair(
        .precision, part + ".fp16", part + ".bf16", words: ("on", "on"),
        source: config + "_validate_mixed_precision_consistency")
    }
  }

  private static func constrainSharding(_ keys: inout KeyReader) {
    if keys.flag("dist.use_megatron_fsdp") == true, keys.flag("dist.use_torch_fsdp2") == true {
      keys.refusePair(
        .other, "dist.use_megatron_fsdp", "dist.use_torch_fsdp2", words: ("on", "on"),
        source: config + "ConfigContainer.validate")
    }
    if let ranks = keys.count("model.context_parallel_size", fallback: 1), ranks > 1,
      let length = keys.count("model.seq_length", fallback: 0), length > 0,
      length % (2 * ranks) != 0
    {
      keys.refuse(
        at: "model.seq_length", "`seq_length` \(length) is no multiple of \(2 * ranks)",
        label: "\(length) tokens", with: [("model.context_parallel_size", "\(ranks) ranks, twice")],
        help: "take a multiple of 2 × context_parallel_size",
        source: config + "ConfigContainer.validate")
    }
  }

  private static func constrainCheckpoints(_ keys: inout KeyReader) {
    let finalize = config + "CheckpointConfig.finalize"
    if keys.flag("checkpoint.async_save") == true {
      if keys.value("checkpoint.save")?.isNull == true {
        keys.refuseLone(
          .other, "checkpoint.async_save", needs: "checkpoint.save",
          label: "no place to save to", source: finalize)
      }
      if keys.flag("checkpoint.use_persistent_ckpt_worker") == false {
        keys.refuseLone(
          .other, "checkpoint.async_save",
          needs: "checkpoint.use_persistent_ckpt_worker",
          label: "nobody to write them", source: finalize)
      }
    }
    if keys.isSet("checkpoint.ckpt_step"), keys.value("checkpoint.load")?.isNull == true {
      keys.refuseLone(
        .other, "checkpoint.ckpt_step", needs: "checkpoint.load", label: "a step of no run",
        source: finalize)
    }
    if keys.isSet("peft"), keys.value("checkpoint.pretrained_checkpoint")?.isNull == true {
      keys.refuseLone(
        .adapter, "peft", needs: "checkpoint.pretrained_checkpoint",
        label: "tunes a trained model",
        source: config + "ConfigContainer.validate")
    }
  }

  private static func constrainData(_ keys: inout KeyReader) {
    if keys.flag("dataset.enable_offline_packing") == true,
      keys.flag("dataset.enable_in_batch_packing") == true
    {
      keys.refusePair(
        .packing, "dataset.enable_offline_packing", "dataset.enable_in_batch_packing",
        words: ("packs beforehand", "packs each batch"), source: config + "ConfigContainer.validate"
      )
    }
  }

  private static func constrainProfiling(_ keys: inout KeyReader) {
    let finalize = config + "ProfilingConfig.finalize"
    if keys.flag("profiling.use_pytorch_profiler") == true,
      keys.flag("profiling.use_nsys_profiler") == true
    {
      keys.refusePair(
        .other, "profiling.use_pytorch_profiler", "profiling.use_nsys_profiler",
        words: ("on", "on"),
        source: finalize)
    }
    if let first = keys.number("profiling.profile_step_start").value,
      let last = keys.number("profiling.profile_step_end").value, last < first
    {
      keys.refuse(
        at: "profiling.profile_step_end", "profiling ends before it begins",
        label: "step \(Magnitude.plain(last))",
        with: [("profiling.profile_step_start", "step \(Magnitude.plain(first))")],
        help: "make profile_step_end at least profile_step_start", source: finalize)
    }
  }
}
