import Composition
import ConfigSyntax
import RunPlan

/// What Megatron-LM refuses once the job runs, at d98e8a6; only what holds for former releases too.
///
/// The nested form has checks of its own and is left alone.
extension MegatronLM {
  static let validateArgs = "megatron/training/arguments.py, validate_args"
  static let transformerConfig =
    "megatron/core/transformer/transformer_config.py, TransformerConfig.__post_init__"

  package static func constrain(_ keys: inout KeyReader) {
    guard !MegatronForm(keys).isNested else { return }
    constrainSwitches(&keys)
    constrainPrecision(&keys)
    constrainSchedule(&keys)
    constrainRate(&keys)
    constrainWeightDecay(&keys)
    constrainData(&keys)
    constrainGroups(&keys)
    constrainStages(&keys)
    constrainOverlap(&keys)
    constrainSharding(&keys)
    constrainRecomputation(&keys)
    constrainExperts(&keys)
    constrainSaving(&keys)
    constrainLoading(&keys)
    constrainLogging(&keys)
    constrainGenerations(&keys)
    remarkInert(&keys)
  }

  // MARK: Values

  /// A switch takes no value: `false` would be a word of its own on the command line.
  private static func constrainSwitches(_ keys: inout KeyReader) {
    for entry in keys.root?.entries ?? [] where entry.value.scalar == .bool(false) {
      guard catalogue?.isFlag(entry.key) == true else { continue }
      keys.refuse(
        at: entry.key, "`\(entry.key)` is a switch, which takes no `false`",
        label: "a word on the command line",
        because: "the parser stops at the word: unrecognized arguments: false",
        help: "leave the key out",
        source: "tests/functional_tests/shell_test_utils/_run_training.sh; argparse")
    }
  }

  private static func constrainPrecision(_ keys: inout KeyReader) {
    let half = keys.flag("--fp16") == true
    let brain = keys.flag("--bf16") == true
    if half, brain {
      keys.refuse(
        .precision, at: "--fp16", "`--fp16` and `--bf16` exclude each other", label: "on",
        with: [("--bf16", "on")], help: "leave one of the two out", source: validateArgs)
    }
    if keys.isSet("--fp4-format"), keys.isSet("--fp8-format") {
      keys.refuse(
        .precision, at: "--fp4-format", "`--fp4-format` and `--fp8-format` exclude each other",
        label: "4 bits", with: [("--fp8-format", "8 bits")], help: "leave one of the two out",
        source: validateArgs)
    }
    if keys.flag("--fp16-lm-cross-entropy") == true, !half {
      keys.refuse(
        .precision, at: "--fp16-lm-cross-entropy", "`--fp16-lm-cross-entropy` needs `--fp16`",
        label: "only in fp16", with: [("--bf16", "computes in bf16")],
        help: "leave it out, or train in fp16", source: validateArgs)
    }
    if keys.flag("--fp32-residual-connection") == true, !half, !brain,
      !keys.has("--fp16"), !keys.has("--bf16")
    {
      keys.refuse(
        .precision, at: "--fp32-residual-connection",
        "`--fp32-residual-connection` needs `--bf16` or `--fp16`", label: "all is fp32 already",
        help: "leave it out, or train in bf16", source: validateArgs)
    }
    if keys.flag("--fp8-param-gather") == true, !keys.isSet("--fp8-format"),
      !keys.isSet("--use-checkpoint-args")
    {
      keys.refuse(
        .precision, at: "--fp8-param-gather", "`--fp8-param-gather` needs `--fp8-format`",
        label: "gathers in fp8", help: "set --fp8-format, or leave it out",
        source: transformerConfig)
    }
  }

  // MARK: Schedule

  /// `OptimizerParamScheduler` makes a float of what `--lr` holds, which is nothing by default.
  private static func constrainRate(_ keys: inout KeyReader) {
    let lengths = ["--train-iters", "--train-samples"]
    guard !keys.isSet("--lr"), lengths.contains(where: { keys.number($0).value ?? 0 > 0 }),
      !["--skip-train", "--perform-rl-step"].contains(where: { keys.has($0) }),
      let edition = catalogue?.edition,
      let span = keys.value("--lr")?.keySpan ?? keys.root?.entries.first?.value.keySpan
    else { return }
    let missing = MissingKey(edition: edition, isNull: keys.has("--lr"), isLearningRate: true)
    keys.reading.remarks.append(KeyRemark(.missing(missing), key: "--lr", span: span))
  }

  /// Steps and samples do not mix; the run's own two keys are another rule's matter.
  private static func constrainSchedule(_ keys: inout KeyReader) {
    guard keys.flag("--skip-train") != true, !keys.has("--skip-train") else { return }
    let steps = keys.number("--train-iters").value ?? 0
    let samples = keys.number("--train-samples").value ?? 0
    guard (steps > 0) != (samples > 0) else { return }
    let run = steps > 0 ? "--train-iters" : "--train-samples"
    let (wrong, right) = steps > 0 ? ("samples", "iters") : ("iters", "samples")
    let unit = steps > 0 ? "steps" : "samples"
    for name in ["lr-decay", "lr-warmup"] {
      let key = "--\(name)-\(wrong)"
      guard keys.isSet(key), name == "lr-decay" || keys.number(key).value != 0 else { continue }
      keys.refuse(
        at: key, "`\(key)` does not go with `\(run)`", label: "counts other units",
        with: [(run, "the run counts \(unit)")], help: "write --\(name)-\(right)",
        source: validateArgs)
    }
    if samples > 0, keys.isSet("--lr-warmup-fraction"),
      let warmup = keys.number("--lr-warmup-samples").value, warmup != 0
    {
      keys.refuse(
        at: "--lr-warmup-fraction",
        "`--lr-warmup-fraction` and `--lr-warmup-samples` exclude each other", label: "a share",
        with: [("--lr-warmup-samples", "a count")], help: "leave one of the two out",
        source: validateArgs)
    }
  }

  private static func constrainWeightDecay(_ keys: inout KeyReader) {
    let ends = ["--start-weight-decay", "--end-weight-decay"]
    let style = keys.word("--weight-decay-incr-style") ?? "constant"
    guard style == "constant" || style == "linear" || style == "cosine" else { return }
    if style == "constant" {
      guard let end = ends.first(where: { keys.isSet($0) }),
        !keys.has("--weight-decay-incr-style") || keys.word("--weight-decay-incr-style") != nil
      else { return }
      keys.refuse(
        at: end, "`\(end)` needs a `--weight-decay-incr-style`", label: "one end of a slope",
        with: [("--weight-decay-incr-style", "no slope")],
        help: "write --weight-decay, or set --weight-decay-incr-style to linear",
        source: validateArgs)
    } else if let end = ends.first(where: { !keys.isSet($0) }) {
      keys.refuse(
        at: "--weight-decay-incr-style", "`--weight-decay-incr-style: \(style)` needs `\(end)`",
        label: "a slope with one end open", help: "set \(end)", source: validateArgs)
    }
  }

  // MARK: Data

  private static func constrainData(_ keys: inout KeyReader) {
    let parts = ["--train-data-path", "--valid-data-path", "--test-data-path"]
    let part = parts.first { keys.isSet($0) }
    let sources = [
      keys.flag("--mock-data") == true ? "--mock-data" : nil,
      keys.isSet("--data-path") ? "--data-path" : nil, part,
    ].compactMap { $0 }
    if sources.count > 1 {
      keys.refuse(
        at: sources[1], "`\(sources[0])` and `\(sources[1])` exclude each other",
        label: "a second source", with: [(sources[0], "the first source")],
        help: "leave one of the two out", source: validateArgs)
    }
    if keys.isSet("--data-path"), keys.isSet("--data-args-path") {
      keys.refuse(
        at: "--data-args-path", "`--data-path` and `--data-args-path` exclude each other",
        label: "a second source", with: [("--data-path", "the first source")],
        help: "leave one of the two out", source: validateArgs)
    }
    if keys.isSet("--step-batch-size-schedule"), keys.isSet("--global-batch-size") {
      keys.refuse(
        at: "--global-batch-size",
        "`--global-batch-size` does not go with `--step-batch-size-schedule`",
        label: "one batch size", with: [("--step-batch-size-schedule", "several")],
        help: "leave --global-batch-size out", source: validateArgs)
    }
    constrainLength(&keys)
  }

  /// Each rank of the context takes a piece from either end of the sequence.
  private static func constrainLength(_ keys: inout KeyReader) {
    guard let ranks = keys.count("--context-parallel-size", fallback: 1), ranks > 1,
      let length = keys.count("--seq-length", fallback: 0), length > 0, length % (2 * ranks) != 0
    else { return }
    keys.refuse(
      at: "--seq-length", "`--seq-length` \(length) is no multiple of \(2 * ranks)",
      label: "\(length) tokens", with: [("--context-parallel-size", "\(ranks) ranks, twice")],
      help: "take a multiple of 2 × --context-parallel-size", source: validateArgs)
  }

  // MARK: Generations

  /// Answers are made for whole batches.
  private static func constrainGenerations(_ keys: inout KeyReader) {
    guard keys.flag("--perform-rl-step") == true,
      let prompts = keys.count("--grpo-prompts-per-step", fallback: 32),
      let group = keys.count("--grpo-group-size", fallback: 2),
      let rounds = keys.count("--grpo-iterations", fallback: 2),
      let batch = keys.count("--global-batch-size", fallback: 0), batch > 0
    else { return }
    let answers = prompts * group * rounds
    guard answers % batch == 0 else {
      return keys.refuse(
        .generations, at: "--global-batch-size",
        "\(answers) answers do not divide into batches of \(batch)", label: "\(batch) a step",
        with: [
          ("--grpo-prompts-per-step", "\(prompts) prompts"),
          ("--grpo-group-size", "\(group) answers each"), ("--grpo-iterations", "× \(rounds)"),
        ],
        help: "make prompts × group size × iterations a multiple of --global-batch-size",
        source: validateArgs)
    }
    let steps = answers / batch
    for key in ["--save-interval", "--exit-interval"] {
      guard let interval = keys.count(key, fallback: 0), interval % steps != 0 else { continue }
      keys.refuse(
        .generations, at: key, "`\(key)` \(interval) is no multiple of \(steps)",
        label: "between two generations",
        with: [("--global-batch-size", "\(steps) steps for each generation")],
        help: "take a multiple of \(steps)", source: validateArgs)
    }
  }
}
