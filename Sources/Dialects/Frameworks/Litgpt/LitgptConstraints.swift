import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What litgpt refuses once the job runs: `validate_args` in `litgpt/pretrain.py` and
/// `litgpt/finetune/*.py`, and `Config.__post_init__` in `litgpt/config.py`.
extension Litgpt {
  private static let pretrain = "litgpt/pretrain.py, validate_args"
  private static let finetune = "litgpt/finetune/lora.py, validate_args"
  private static let config = "litgpt/config.py, Config.__post_init__"

  package static func constrain(_ keys: inout KeyReader) {
    switch command(keys) {
    case .pretrain: constrainPretraining(&keys)
    case .finetune:
      constrainFinetuning(&keys)
      constrainQuantised(&keys)
      constrainAdapter(&keys)
    case nil: break
    }
    constrainModel(&keys)
    constrainExperts(&keys)
  }

  private enum Command { case pretrain, finetune }

  /// The command that a file is for; nil where it has keys of both or of neither.
  private static func command(_ keys: KeyReader) -> Command? {
    let own = ["model_name", "model_config", "initial_checkpoint_dir", "tokenizer_dir"]
    // A null is written where a file lists every argument of its command.
    let isPretraining = own.contains { keys.has($0) }
    let isFinetuning = keys.isSet("checkpoint_dir")
    return isPretraining == isFinetuning ? nil : isPretraining ? .pretrain : .finetune
  }

  // MARK: Arguments of the commands

  private static func constrainPretraining(_ keys: inout KeyReader) {
    if keys.isSet("train.epochs") {
      keys.refuse(
        at: "train.epochs", "`litgpt pretrain` has no `epochs`", label: "not taken",
        help: "set max_tokens instead", source: pretrain)
    }
    if keys.isSet("eval.max_new_tokens") {
      keys.refuse(
        at: "eval.max_new_tokens", "`litgpt pretrain` has no `max_new_tokens`", label: "not taken",
        help: "set it to null or remove it", source: pretrain)
    }
    for name in ["max_tokens", "max_norm"] {
      guard let value = keys.value("train.\(name)"), value.isNull else { continue }
      keys.refuse(
        at: "train.\(name)", "`litgpt pretrain` needs `\(name)`", label: "null",
        help: "give it a value, or remove it for its default", source: pretrain)
    }
    if keys.isSet("initial_checkpoint_dir"), keys.isSet("resume"),
      keys.flag("resume") != false
    {
      keys.refuse(
        at: "resume", "`resume` cannot stand beside `initial_checkpoint_dir`",
        label: "a checkpoint",
        with: [("initial_checkpoint_dir", "weights to start from")],
        help: "set resume to false for a new run", source: pretrain)
    }
    if keys.isSet("train.max_time") {
      keys.note(
        .inert, .remarkable, at: "train.max_time", "`litgpt pretrain` does not read `max_time`",
        label: "not read", help: "limit the run with max_tokens", source: "litgpt/pretrain.py, fit")
    }
    let known = ["bf16-true", "bf16-mixed", "32-true"]
    if let precision = keys.word("precision"), !known.contains(precision) {
      keys.refuse(
        .precision, at: "precision", "`litgpt pretrain` does not take this `precision`",
        label: "none of \(known.joined(separator: ", "))", help: "use bf16-true or bf16-mixed",
        source: "litgpt/pretrain.py, setup")
    }
  }

  private static func constrainFinetuning(_ keys: inout KeyReader) {
    for name in ["max_tokens", "max_norm", "tie_embeddings", "lr_warmup_fraction"]
    where keys.isSet("train.\(name)") {
      keys.refuse(
        at: "train.\(name)", "`litgpt finetune` has no `\(name)`", label: "not taken",
        help: name == "max_tokens" ? "set epochs or max_steps instead" : "set it to null",
        source: finetune)
    }
    for path in ["train.epochs", "eval.max_new_tokens"] {
      guard let value = keys.value(path), value.isNull else { continue }
      let name = path.split(separator: ".").last.map(String.init) ?? path
      keys.refuse(
        at: path, "`litgpt finetune` needs `\(name)`", label: "null",
        help: "give it a value, or remove it for its default", source: finetune)
    }
  }

  private static func constrainQuantised(_ keys: inout KeyReader) {
    guard let method = keys.word("quantize"), method.hasPrefix("bnb.") else { return }
    let source = "litgpt/finetune/lora.py, setup"
    if let precision = keys.word("precision"), precision.contains("mixed") {
      keys.refuse(
        .precision, at: "precision", "`quantize` does not work with mixed precision",
        label: "mixed", with: [("quantize", "quantised weights")], help: "use bf16-true",
        source: source)
    } else if let precision = keys.value("precision"), precision.isNull {
      keys.refuse(
        .precision, at: "precision", "`quantize` needs a `precision` that is not mixed",
        label: "null stands for mixed", with: [("quantize", "quantised weights")],
        help: "use bf16-true", source: source)
    }
    let devices = keys.number("devices").value ?? 1
    let nodes = keys.number("num_nodes").value ?? 1
    guard devices * nodes > 1 else { return }
    keys.refuse(
      at: devices > 1 ? "devices" : "num_nodes", "`quantize` works on a single device only",
      label: "more than one", with: [("quantize", "quantised weights")],
      help: "set devices and num_nodes to 1, or quantize to null", source: source)
  }

  private static func constrainAdapter(_ keys: inout KeyReader) {
    let switches = ["query", "key", "value", "projection", "mlp", "head"].map { "lora_" + $0 }
    // Queries and values have adapters unless a key says otherwise.
    guard
      switches.allSatisfy({
        keys.flag($0, fallback: ["lora_query", "lora_value"].contains($0)) == false
      })
    else { return }
    keys.warn(
      .adapter, at: "lora_query", "every LoRA layer is switched off", label: "off",
      with: [("lora_value", "off")], because: "the run trains nothing",
      help: "set lora_query and lora_value to true", source: "litgpt/finetune/lora.py, setup")
  }

  // MARK: Model

  private static func constrainModel(_ keys: inout KeyReader) {
    let model = "model_config."
    guard keys.value("model_config")?.isMapping == true else { return }
    if keys.word(model + "mlp_class_name") == "LLaMAMLP", !keys.isSet(model + "intermediate_size"),
      !keys.isSet("model_config.init_args")
    {
      keys.refuse(
        at: model + "mlp_class_name", "`LLaMAMLP` needs `intermediate_size`",
        label: "has no width of its own", help: "set intermediate_size", source: config)
    }
    let pairs = [
      ("sliding_window_size", "sliding_window_indices"), ("rope_local_base_freq", "rope_indices"),
    ]
    for (key, list) in pairs where keys.isSet(model + key) {
      guard let items = keys.value(model + list), items.isSequence,
        let layers = keys.count(model + "n_layer", fallback: 16), items.items.count < layers
      else { continue }
      keys.refuse(
        at: model + list, "`\(list)` has \(items.items.count) entries for \(layers) layers",
        label: "\(items.items.count) entries", with: [(model + "n_layer", "\(layers) layers")],
        help: "give each layer a 0 or a 1", source: "litgpt/config.py, check_indicator_and_length")
    }
  }

  private static func constrainExperts(_ keys: inout KeyReader) {
    let model = "model_config."
    if keys.isSet(model + "first_k_dense_replace"),
      keys.word(model + "mlp_class_name") ?? "GptNeoxMLP" != "LLaMAMoE"
    {
      keys.refuse(
        at: model + "first_k_dense_replace", "`first_k_dense_replace` needs `LLaMAMoE`",
        label: "layers without experts", with: [(model + "mlp_class_name", "no experts")],
        help: "remove it, or set mlp_class_name to LLaMAMoE", source: config)
    }
    guard let groups = keys.number(model + "n_expert_groups").value,
      let experts = keys.count(model + "n_expert", fallback: 0),
      groups < 2 || Double(experts).truncatingRemainder(dividingBy: groups) != 0
    else { return }
    keys.refuse(
      at: model + "n_expert_groups", "`n_expert_groups` does not divide `n_expert`",
      label: "\(Magnitude.plain(groups)) groups",
      with: [(model + "n_expert", "\(experts) experts")],
      help: "use at least 2 groups of equal size", source: config)
  }
}
