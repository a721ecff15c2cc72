import Composition
import RunPlan

/// What Megatron-LM refuses of checkpoints and logs, and what it takes and does not use.
extension MegatronLM {
  static func constrainSaving(_ keys: inout KeyReader) {
    let isSaved = keys.has("--save")
    if keys.isSet("--save"), !keys.has("--save-interval") {
      keys.refuse(
        .checkpoints, at: "--save", "`--save` needs `--save-interval`", label: "saves never",
        help: "set --save-interval", source: validateArgs)
    } else if !isSaved, keys.isSet("--save-interval") {
      keys.warn(
        .checkpoints, at: "--save-interval", "`--save-interval` without `--save` saves nothing",
        label: "no place to save to", because: "no checkpoint is written", help: "set --save",
        source: "megatron/training/training.py, checkpoint_and_decide_exit")
    }
    guard isSaved, let every = keys.count("--save-interval", fallback: 0), every > 0,
      let kept = keys.count("--save-retain-interval", fallback: 0), kept > 0, kept % every != 0
    else { return }
    keys.refuse(
      .other, at: "--save-retain-interval",
      "`--save-retain-interval` \(kept) is no multiple of \(every)",
      label: "between two checkpoints", with: [("--save-interval", "every \(every) steps")],
      help: "take a multiple of --save-interval", source: validateArgs)
  }

  static func constrainLoading(_ keys: inout KeyReader) {
    if keys.flag("--use-checkpoint-args") == true, !keys.has("--load"),
      !keys.has("--pretrained-checkpoint")
    {
      keys.refuse(
        at: "--use-checkpoint-args", "`--use-checkpoint-args` needs `--load`",
        label: "no checkpoint to read", help: "set --load or --pretrained-checkpoint",
        source: "megatron/training/arguments.py, parse_and_validate_args")
    }
    if keys.isSet("--ckpt-convert-format") {
      for key in ["--ckpt-convert-save", "--load"] where !keys.has(key) {
        keys.refuse(
          at: "--ckpt-convert-format", "`--ckpt-convert-format` needs `\(key)`",
          label: "converts a checkpoint", help: "set \(key)", source: validateArgs)
      }
    }
    if keys.word("--non-persistent-ckpt-type") == "local",
      !keys.has("--non-persistent-local-ckpt-dir")
    {
      keys.refuse(
        .other, at: "--non-persistent-ckpt-type",
        "local checkpoints need `--non-persistent-local-ckpt-dir`", label: "no place to save to",
        help: "set --non-persistent-local-ckpt-dir", source: validateArgs)
    }
    if keys.flag("--replication") == true, !keys.has("--replication-jump") {
      keys.refuse(
        .other, at: "--replication", "`--replication` needs `--replication-jump`",
        label: "copied to nobody", help: "set --replication-jump", source: validateArgs)
    }
    if keys.isSet("--override-ckpt-iteration"), keys.flag("--finetune") == true {
      keys.refuse(
        at: "--override-ckpt-iteration", "`--override-ckpt-iteration` excludes `--finetune`",
        label: "a step to go on from", with: [("--finetune", "begins at step 0")],
        help: "leave one of the two out", source: validateArgs)
    }
  }

  static func constrainLogging(_ keys: inout KeyReader) {
    guard let memory = keys.count("--log-memory-interval", fallback: 0), memory > 0,
      let every = keys.count("--log-interval", fallback: 100), every > 0, memory % every != 0
    else { return }
    keys.refuse(
      at: "--log-memory-interval", "`--log-memory-interval` \(memory) is no multiple of \(every)",
      label: "between two lines of the log", with: [("--log-interval", "every \(every) steps")],
      help: "take a multiple of --log-interval", source: validateArgs)
  }

  static func remarkInert(_ keys: inout KeyReader) {
    let dead = [
      ("--use-mcore-models", "Megatron-Core is the only implementation"),
      ("--ckpt-fully-parallel-save", "it is the default"),
      ("--use-dist-ckpt", "--ckpt-format decides"), ("--dist-ckpt-format", "--ckpt-format decides"),
      ("--disable-msc", "it is off by default"),
    ]
    for (key, why) in dead where keys.isSet(key) {
      keys.note(
        .inert, .remarkable, at: key, "`\(key)` has no effect any more", label: "not used",
        because: why, help: "remove it", source: "megatron/training/arguments.py")
    }
    if keys.flag("--sequence-parallel") == true,
      keys.count("--tensor-model-parallel-size", fallback: 1) == 1
    {
      keys.note(
        .inert, .remarkable, at: "--sequence-parallel",
        "`--sequence-parallel` has no effect without tensor parallelism", label: "turned off",
        with: [("--tensor-model-parallel-size", "1")],
        help: "remove it, or raise --tensor-model-parallel-size", source: validateArgs)
    }
  }
}
