import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What PEFT's configuration classes refuse when they are made: the `__post_init__` of
/// `src/peft/tuners/*/config.py`.
extension PEFT {
  package static func constrain(_ keys: inout KeyReader) {
    guard let type = keys.word("peft_type") else { return }
    constrainType(&keys, type)
    constrainLayers(&keys, type)
    switch type {
    case "LORA":
      constrainRank(&keys)
      constrainStart(&keys)
      constrainVariants(&keys)
    case "ADALORA": constrainAdaLoRA(&keys)
    case "IA3": constrainIA3(&keys)
    case "OFT":
      constrainBlocks(&keys, ("r", 0), ("oft_block_size", 32), "tuners/oft/config.py, OFTConfig")
    case "BOFT":
      constrainBlocks(
        &keys, ("boft_block_size", 4), ("boft_block_num", 0), "tuners/boft/config.py, BOFTConfig")
    case "PROMPT_TUNING": constrainPrompt(&keys)
    default: break
    }
  }

  private static let lora = "peft/tuners/lora/config.py, LoraConfig"

  /// Further methods can be registered, so that only another spelling of a known one is wrong.
  private static func constrainType(_ keys: inout KeyReader, _ type: String) {
    let known = ["lora", "adalora", "ia3", "prefix_tuning", "prompt_tuning", "p_tuning", "vera"]
    let name = type.lowercased()
    if known.contains(name), type != type.uppercased() {
      keys.refuse(
        at: "peft_type", "`peft_type` is written in capitals", label: "not found so",
        help: "write \(type.uppercased())", source: "peft/config.py, from_peft_type")
    }
    let tasks = [
      "SEQ_CLS", "SEQ_2_SEQ_LM", "CAUSAL_LM", "TOKEN_CLS", "QUESTION_ANS", "FEATURE_EXTRACTION",
    ]
    guard let task = keys.word("task_type"), !tasks.contains(task) else { return }
    let near = NearestKey(task).among(tasks)
    keys.warn(
      at: "task_type", "PEFT has no such `task_type`", label: "not known",
      because: "PEFT stops at it since 0.14",
      help: near.map { "write \($0)" } ?? "write one of \(tasks.joined(separator: ", "))",
      source: "peft/config.py, PeftConfigMixin")
  }

  // MARK: Layers

  private static let withLayers: Set<String> = [
    "LORA", "ADALORA", "FOURIERFT", "HRA", "MISS", "LOHA", "LOKR", "OFT", "BOFT", "VBLORA", "VERA",
  ]

  private static func constrainLayers(_ keys: inout KeyReader, _ type: String) {
    guard withLayers.contains(type) else { return }
    let source = type == "LORA" ? lora : "peft/tuners/\(type.lowercased())/config.py"
    let isPattern =
      keys.word("target_modules") != nil
      && ["LORA", "ADALORA", "FOURIERFT", "HRA", "MISS"].contains(type)
    for path in ["layers_to_transform", "layers_pattern"] where isPattern && keys.isSet(path) {
      if type == "ADALORA", path == "layers_pattern" { continue }
      keys.refuse(
        at: path, "`\(path)` does not go with `target_modules` as one text",
        label: "chooses layers", with: [("target_modules", "a pattern that chooses them itself")],
        help: "remove \(path), or write target_modules as a list", source: source)
    }
    guard type != "MISS", keys.isOn("layers_pattern"),
      !keys.isSet("layers_to_transform"), !isPattern
    else { return }
    keys.refuse(
      at: "layers_pattern", "`layers_pattern` needs `layers_to_transform`", label: "which of them",
      help: "set layers_to_transform", source: source)
  }

  // MARK: LoRA

  private static func constrainRank(_ keys: inout KeyReader) {
    if let rank = keys.written("r"), rank.value < 1 {
      keys.refuse(
        .adapter, at: "r", "the rank has to be at least 1", label: Magnitude.plain(rank.value),
        help: "set r to 8 or 16", source: "peft/tuners/lora/layer.py, update_layer")
    }
    if let bias = keys.word("bias"), !["none", "all"].contains(bias), !bias.hasSuffix("_only") {
      keys.refuse(
        .adapter, at: "bias", "`bias` is one of none, all, lora_only", label: "none of them",
        help: "write none", source: "peft/tuners/tuners_utils.py, _mark_only_adapters_as_trainable")
    }
  }

  private static func constrainStart(_ keys: inout KeyReader) {
    let start = keys.word("init_lora_weights")
    let inits = [("loftq", "loftq_config"), ("eva", "eva_config"), ("corda", "corda_config")]
    for (name, config) in inits where start != name && keys.isOn(config) {
      keys.note(
        .inert, .remarkable, at: config,
        "`\(config)` has no effect without `init_lora_weights: \(name)`", label: "not read",
        with: [("init_lora_weights", "not \(name)")],
        help: "remove it, or set init_lora_weights to \(name)", source: lora)
    }
    if start == "loftq", !keys.isOn("loftq_config") {
      keys.refuse(
        .adapter, at: "init_lora_weights", "`init_lora_weights: loftq` needs `loftq_config`",
        label: "weights by LoftQ", help: "set loftq_config", source: lora)
    }
  }

  private static func constrainVariants(_ keys: inout KeyReader) {
    if keys.flag("use_dora") == true, keys.isOn("megatron_config") {
      keys.refuse(
        .adapter, at: "use_dora", "DoRA does not work with Megatron's layers", label: "DoRA",
        with: [("megatron_config", "Megatron's layers")], help: "set use_dora to false",
        source: lora)
    }
    guard keys.flag("lora_bias") == true else { return }
    if keys.flag("use_dora") == true {
      keys.refuse(
        .adapter, at: "lora_bias", "`lora_bias` does not work with DoRA", label: "on",
        with: [("use_dora", "on")], help: "set one of them to false", source: lora)
    }
    if keys.isSet("init_lora_weights"), keys.flag("init_lora_weights") == nil {
      keys.refuse(
        .adapter, at: "lora_bias", "`lora_bias` needs `init_lora_weights` true or false",
        label: "on", with: [("init_lora_weights", "another start")],
        help: "set init_lora_weights to true, or lora_bias to false", source: lora)
    }
  }

  // MARK: Other methods

  /// The rank budget shrinks between the first `tinit` and the last `tfinal` steps.
  private static func constrainAdaLoRA(_ keys: inout KeyReader) {
    let source = "peft/tuners/adalora/config.py, AdaLoraConfig"
    for path in ["use_dora", "loftq_config"]
    where keys.flag(path) == true || keys.isOn(path) {
      keys.refuse(
        .adapter, at: path, "AdaLoRA does not work with `\(path)`", label: "set",
        with: [("peft_type", "AdaLoRA")], help: "remove it", source: source)
    }
    if let rank = keys.written("r"), rank.value != 8 {
      keys.note(
        .inert, .remarkable, at: "r", "AdaLoRA does not read `r`", label: "not read",
        with: [("peft_type", "AdaLoRA")], help: "set init_r and target_r", source: source)
    }
    // Adapters of earlier versions were saved without it.
    guard let total = keys.written("total_step") else { return }
    let first = keys.share("tinit", fallback: 0)
    let last = keys.share("tfinal", fallback: 0)
    if total.value <= 0 {
      keys.refuse(
        .adapter, at: "total_step", "AdaLoRA needs a `total_step` above 0",
        label: Magnitude.plain(total.value), help: "set total_step to the steps of the run",
        source: source)
    } else if let first, let last, first >= total.value - last {
      keys.refuse(
        .adapter, at: "total_step", "`tinit` and `tfinal` leave no step to share out ranks",
        label: "\(Magnitude.plain(total.value)) steps in all",
        with: [
          ("tinit", "before the first cut"), ("tfinal", "after the last cut"),
        ], help: "lower tinit or tfinal, or raise total_step", source: source)
    }
  }

  private static func constrainIA3(_ keys: inout KeyReader) {
    guard let forward = keys.value("feedforward_modules"), forward.isSequence,
      let targets = keys.value("target_modules"), targets.isSequence
    else { return }
    let names = Set(targets.items.compactMap { KeyReader.text(of: $0)?.value })
    for item in forward.items {
      guard let name = KeyReader.text(of: item)?.value, !names.contains(name) else { continue }
      keys.note(
        .adapter, .refused, of: item, key: "feedforward_modules",
        "`feedforward_modules` holds a module that is no target", label: "no target",
        with: [("target_modules", "the targets")], help: "add it to target_modules",
        source: "peft/tuners/ia3/config.py, IA3Config")
    }
  }

  /// One of two sizes is given, the other is 0 and follows.
  private static func constrainBlocks(
    _ keys: inout KeyReader, _ first: (key: String, standing: Double),
    _ second: (key: String, standing: Double), _ source: String
  ) {
    // Without them a file is of the time before the check.
    guard keys.isSet(first.key) || keys.isSet(second.key),
      let a = keys.share(first.key, fallback: first.standing),
      let b = keys.share(second.key, fallback: second.standing), (a != 0) == (b != 0)
    else { return }
    keys.refuse(
      .adapter, at: keys.isSet(first.key) ? first.key : second.key,
      "one of `\(first.key)` and `\(second.key)` is 0, the other is not",
      label: a == 0 ? "0" : "set", with: [(second.key, b == 0 ? "0" : "set")],
      help: "set one of them to 0", source: "peft/" + source)
  }

  private static func constrainPrompt(_ keys: inout KeyReader) {
    let source = "peft/tuners/prompt_tuning/config.py, PromptTuningConfig"
    let isText = keys.word("prompt_tuning_init") == "TEXT"
    for path in ["tokenizer_name_or_path", "prompt_tuning_init_text"]
    where isText && !keys.isSet(path) {
      keys.refuse(
        .adapter, at: "prompt_tuning_init", "`prompt_tuning_init: TEXT` needs `\(path)`",
        label: "starts from a text", help: "set \(path)", source: source)
    }
    if !isText, keys.isOn("tokenizer_kwargs") {
      keys.refuse(
        .adapter, at: "tokenizer_kwargs",
        "`tokenizer_kwargs` goes with `prompt_tuning_init: TEXT` only", label: "no text to read",
        help: "remove it", source: source)
    }
  }
}
