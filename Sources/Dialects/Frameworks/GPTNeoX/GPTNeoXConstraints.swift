import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What GPT-NeoX refuses once the job runs: the assertions of
/// `megatron/neox_arguments/arguments.py` and of the code behind it.
///
/// Its configs are merged from several files, so a key that is not there counts for nothing here.
extension GPTNeoX {
  private static let derived = "megatron/neox_arguments/arguments.py, calculate_derived"
  private static let values = "megatron/neox_arguments/arguments.py, validate_values"

  package static func constrain(_ keys: inout KeyReader) {
    constrainPrecision(&keys)
    constrainLayers(&keys)
    constrainGroupedQueries(&keys)
    constrainExperts(&keys)
    constrainWidth(&keys)
    constrainSharing(&keys)
    constrainRate(&keys)
    constrainOptimizer(&keys)
    constrainCheckpoints(&keys)
    constrainTrainingKind(&keys)
    constrainData(&keys)
    constrainEpochs(&keys)
    constrainOverwritten(&keys)
    constrainMergedFiles(&keys)
  }

  // MARK: Precision

  private static func constrainPrecision(_ keys: inout KeyReader) {
    let isHalf = keys.flag("fp16.enabled") == true
    let isBrain = keys.flag("bf16.enabled") == true
    if isHalf, isBrain, !keys.isSet("precision") {
      keys.refuse(
        .precision, at: "bf16.enabled", "`fp16` and `bf16` are both enabled", label: "bfloat16 too",
        with: [("fp16.enabled", "fp16")], help: "enable one of them", source: derived)
    }
    guard let precision = keys.word("precision") else { return }
    for (key, isOn, wanted) in [("fp16", isHalf, "fp16"), ("bf16", isBrain, "bfloat16")]
    where isOn && precision != wanted {
      keys.refuse(
        .precision, at: "precision", "`\(key)` is enabled, and `precision` says \(precision)",
        label: "not \(wanted)", with: [("\(key).enabled", "enabled")],
        help: "set precision to \(wanted), or \(key).enabled to false", source: derived)
    }
    if keys.flag("fp16_lm_cross_entropy") == true, precision != "fp16" {
      keys.refuse(
        .precision, at: "fp16_lm_cross_entropy",
        "`fp16_lm_cross_entropy` needs `precision: fp16`", label: "on",
        with: [("precision", "not fp16")], help: "set fp16_lm_cross_entropy to false",
        source: values)
    }
  }

  // MARK: Model

  private static let types: Set = [
    "global", "local", "sparse_fixed", "sparse_variable", "bigbird", "bslongformer", "gmlp", "amlp",
    "flash", "rwkv", "mamba",
  ]

  /// The types that `attention_config` names; empty where it is absent or not readable.
  private static func layerTypes(_ keys: KeyReader) -> [String] {
    guard let list = keys.value("attention_config"), list.isSequence else { return [] }
    return list.items.flatMap { item in
      item.isSequence
        ? (item.items.first?.items ?? []).compactMap { KeyReader.text(of: $0)?.value }
        : [KeyReader.text(of: item)?.value].compactMap { $0 }
    }
  }

  private static func constrainLayers(_ keys: inout KeyReader) {
    let found = layerTypes(keys)
    if let strange = found.first(where: { !types.contains($0) && !$0.contains("$") }) {
      keys.refuse(
        at: "attention_config", "`\(strange.prefix(20))` is no type of attention",
        label: "\(strange.prefix(20)) is not known",
        help: "use global, flash or another known type",
        source: derived)
    }
    let stage = keys.number("zero_optimization.stage").value ?? 0
    for type in ["mamba", "rwkv"] where found.contains(type) && stage == 3 {
      keys.refuse(
        at: "zero_optimization.stage", "`\(type)` layers do not work with ZeRO stage 3",
        label: "stage 3", with: [("attention_config", "\(type) layers")], help: "use stage 1 or 2",
        source: derived)
    }
    if found.contains("rwkv"), keys.number("model_parallel_size").value ?? 1 > 1 {
      keys.refuse(
        at: "model_parallel_size", "`rwkv` layers cannot be split by `model_parallel_size`",
        label: "more than 1", with: [("attention_config", "rwkv layers")],
        help: "set model_parallel_size to 1", source: derived)
    }
    if let type = found.first(where: { $0 == "gmlp" || $0 == "amlp" }),
      keys.flag("partition_activations") == true
    {
      keys.refuse(
        at: "partition_activations", "`\(type)` layers do not work with `partition_activations`",
        label: "on", with: [("attention_config", "\(type) layers")],
        help: "set partition_activations to false", source: derived)
    }
  }

  private static func constrainGroupedQueries(_ keys: inout KeyReader) {
    guard let groups = keys.number("num_kv_heads").value,
      let heads = keys.number("num_attention_heads").value, groups < heads
    else { return }
    if let sparsity = keys.value("sparsity_config"), sparsity.isMapping, !sparsity.entries.isEmpty {
      keys.refuse(
        at: "sparsity_config", "`sparsity_config` does not work with grouped queries",
        label: "sparse attention", with: [("num_kv_heads", "fewer than num_attention_heads")],
        help: "remove sparsity_config", source: derived)
    }
    let others = layerTypes(keys).filter { $0 != "flash" && $0 != "global" && types.contains($0) }
    if let type = others.first {
      keys.refuse(
        at: "num_kv_heads", "grouped queries do not work with `\(type)` layers",
        label: "fewer than num_attention_heads", with: [("attention_config", "\(type) layers")],
        help: "use flash or global attention in all layers", source: derived)
    }
  }

  private static func constrainExperts(_ keys: inout KeyReader) {
    guard keys.number("moe_num_experts").value ?? 1 > 1,
      let stage = keys.number("zero_optimization.stage").value, stage >= 2
    else { return }
    keys.refuse(
      at: "zero_optimization.stage", "experts do not work with ZeRO stages 2 and 3",
      label: "stage \(Magnitude.plain(stage))", with: [("moe_num_experts", "experts")],
      help: "use stage 1", source: derived)
  }

  private static func constrainWidth(_ keys: inout KeyReader) {
    if keys.isSet("intermediate_size"), keys.isSet("expansion_factor") {
      keys.refuse(
        at: "expansion_factor", "`expansion_factor` cannot stand beside `intermediate_size`",
        label: "sets the width too", with: [("intermediate_size", "the width")],
        help: "remove one of them", source: "megatron/model/transformer.py, ParallelMLP")
    }
    let share = keys.number("rotary_pct").value ?? 1
    if share > 1, keys.word("pos_emb") == "rotary" {
      keys.refuse(
        at: "rotary_pct", "`rotary_pct` is above 1", label: "a share of each head",
        help: "set it to 1 or less",
        source: "megatron/model/transformer.py, ParallelSelfAttention")
    }
  }

  private static func constrainSharing(_ keys: inout KeyReader) {
    guard let layers = keys.number("num_layers").value,
      let unique = keys.number("num_unique_layers").value, unique > 0,
      unique > layers || layers.truncatingRemainder(dividingBy: unique) != 0
    else { return }
    keys.refuse(
      at: "num_unique_layers", "`num_unique_layers` does not divide `num_layers`",
      label: "\(Magnitude.plain(unique)) unique layers",
      with: [("num_layers", "\(Magnitude.plain(layers)) layers")],
      help: "set it to a divisor of num_layers", source: values)
  }

  // MARK: Optimiser

  private static func constrainRate(_ keys: inout KeyReader) {
    guard let floor = keys.number("min_lr").value,
      let rate = keys.number("optimizer.params.lr").value, floor > rate
    else { return }
    keys.refuse(
      .finalRate, at: "min_lr", "`min_lr` is above the learning rate", label: "the lowest rate",
      with: [("optimizer.params.lr", "the highest rate")],
      help: "set min_lr below \(Magnitude.shortest(rate))", source: values)
  }

  private static func constrainOptimizer(_ keys: inout KeyReader) {
    guard keys.flag("use_mup") == true, let type = keys.word("optimizer.type"),
      !["adam", "sgd"].contains(type.lowercased())
    else { return }
    keys.refuse(
      at: "optimizer.type", "`use_mup` needs Adam or SGD, not \(type.prefix(20))",
      label: "scales rates otherwise", with: [("use_mup", "on")], help: "use Adam",
      source: "megatron/training.py, get_optimizer")
  }
}
