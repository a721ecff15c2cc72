import Composition
import RunPlan

/// What ms-swift refuses on Megatron: version 4.6, `swift/megatron/arguments/megatron_args.py`.
extension MSSwift {
  private static let arguments = "swift/megatron/arguments/megatron_args.py, __post_init__"
  private static let batches = "swift/megatron/arguments/megatron_args.py, init_iters"

  static func constrainMegatron(_ keys: inout KeyReader) {
    constrainStream(&keys)
    constrainRecompute(&keys)
    constrainPipeline(&keys)
    constrainSaving(&keys)
    constrainOptimizer(&keys)
    constrainTuner(&keys)
    guard keys.word("rlhf_type") == "grpo" else { return }
    constrainGroups(&keys)
    constrainMegatronGroups(&keys)
  }

  private static func constrainStream(_ keys: inout KeyReader) {
    guard isOn(keys, "streaming") else { return }
    if !keys.isSet(path(keys, "train_iters")) {
      keys.refuse(
        .streaming, at: "streaming", "`streaming` needs `train_iters`",
        label: "has no length of its own", with: [("num_train_epochs", "cannot be counted")],
        help: "set train_iters", source: batches)
    }
    let strategy = path(keys, "save_strategy")
    if keys.word(strategy) == "epoch" {
      keys.refuse(
        .other, at: strategy, "`save_strategy: epoch` does not work with `streaming`",
        label: "counts in passes", with: [("streaming", "has no length")],
        help: "set save_strategy to steps", source: batches)
    }
  }

  private static func constrainRecompute(_ keys: inout KeyReader) {
    let (grain, method) = (path(keys, "recompute_granularity"), path(keys, "recompute_method"))
    if keys.isSet(method), !keys.isSet(grain) || keys.word(grain) == "selective" {
      keys.refuse(
        at: method, "`recompute_method` needs `recompute_granularity: full`",
        label: "how layers are grouped", with: [(grain, "parts of a layer")],
        help: "set recompute_granularity to full, or remove recompute_method", source: arguments)
    }
    if isOn(keys, "group_by_length"),
      keys.flag(path(keys, "padding_free"), fallback: true) == true
        || isOn(keys, "packing")
    {
      keys.refuse(
        .packing, at: path(keys, "group_by_length"),
        "`group_by_length` does not work with `padding_free`", label: "for rows that are padded",
        with: [(path(keys, "padding_free"), "on")],
        because: "ms-swift stops: padding_free is on unless it is set to false",
        help: "remove group_by_length, or set padding_free to false", source: arguments)
    }
  }

  private static func constrainPipeline(_ keys: inout KeyReader) {
    let pipeline = path(keys, "pipeline_model_parallel_size")
    let stages = keys.share(pipeline, fallback: 1)
    for name in ["decoder_first_pipeline_num_layers", "decoder_last_pipeline_num_layers"]
    where keys.isSet(path(keys, name)) && stages == 1 {
      keys.refuse(
        at: path(keys, name), "`\(name)` needs several stages", label: "layers of one stage",
        with: [(pipeline, "one stage")], help: "raise pipeline_model_parallel_size, or remove it",
        source: arguments)
    }
    let ratio = path(keys, "freeze_parameters_ratio")
    if let share = keys.written(ratio)?.value, share > 0, share < 1, let stages, stages > 1 {
      keys.refuse(
        at: ratio, "`freeze_parameters_ratio` does not work with several stages",
        label: "a share of all layers", with: [(pipeline, "each holds a part")],
        help: "name the parameters in freeze_parameters", source: arguments)
    }
    let overlap = path(keys, "tp_comm_overlap")
    let tensor = keys.share(path(keys, "tensor_model_parallel_size"), fallback: 1)
    if keys.flag(overlap) == true,
      keys.flag(path(keys, "sequence_parallel"), fallback: false) == false
        || tensor.map({ $0 <= 1 }) == true
    {
      keys.refuse(
        at: overlap, "`tp_comm_overlap` needs `sequence_parallel` over tensor ranks",
        label: "hides its traffic", with: [(path(keys, "sequence_parallel"), "off")],
        help: "set sequence_parallel to true, and tensor_model_parallel_size above 1",
        source: arguments)
    }
  }

  private static func constrainSaving(_ keys: inout KeyReader) {
    let limit = path(keys, "save_total_limit")
    guard let kept = keys.written(limit)?.value else { return }
    if isOn(keys, "async_save") {
      keys.refuse(
        .other, at: limit, "`save_total_limit` does not work with `async_save`",
        label: "removes old ones", with: [(path(keys, "async_save"), "is still writing")],
        help: "remove one of the two", source: arguments)
    }
    if kept < 2 {
      keys.refuse(
        .other, at: limit, "`save_total_limit` is at least 2", label: Magnitude.plain(kept),
        help: "write 2 or more", source: arguments)
    }
  }

  private static func constrainOptimizer(_ keys: inout KeyReader) {
    let key = path(keys, "optimizer")
    if let name = keys.word(key) {
      if isOn(keys, "use_megatron_fsdp"), name != "sgd", name != "adam" {
        keys.refuse(
          at: key, "`use_megatron_fsdp` takes adam or sgd, not \(name)", label: "not with FSDP",
          with: [(path(keys, "use_megatron_fsdp"), "splits the state")],
          help: "set optimizer to adam", source: arguments)
      }
      for other in ["overlap_grad_reduce", "overlap_param_gather"]
      where name == "muon" && isOn(keys, other) {
        keys.refuse(
          at: path(keys, other), "`\(other)` does not work with `optimizer: muon`",
          label: "hides traffic", with: [(key, "needs whole gradients")],
          help: "set optimizer to dist_muon, or remove \(other)",
          source: "swift/megatron/arguments/megatron_args.py, _check_muon")
      }
    }
    let style = path(keys, "weight_decay_incr_style")
    let ends = ["start_weight_decay", "end_weight_decay"].map { path(keys, $0) }
    let source = "swift/megatron/arguments/megatron_args.py, _init_weigh_decay"
    if !keys.isSet(style) || keys.word(style) == "constant" {
      for end in ends where keys.isSet(end) {
        keys.refuse(
          at: end, "`\(end)` needs a `weight_decay_incr_style` that changes",
          label: "one end of the change", with: [(style, "no change")],
          help: "set weight_decay_incr_style to linear or cosine", source: source)
      }
    } else if let end = ends.first(where: { !keys.isSet($0) }) {
      keys.refuse(
        at: style, "a `weight_decay_incr_style` that changes needs `\(end)`",
        label: "from where to where", help: "set \(end)", source: source)
    }
  }

  // MARK: Adapters

  private static func constrainTuner(_ keys: inout KeyReader) {
    let backend = path(keys, "bridge_backend")
    guard let key = tuner(keys), let word = keys.word(key) else { return }
    if keys.word(backend) == "megatron-bridge", word != "full" {
      keys.refuse(
        .adapter, at: key, "`bridge_backend: megatron-bridge` tunes in full alone", label: word,
        with: [(backend, "knows no adapters")], help: "set bridge_backend to mcore-bridge",
        source: arguments)
    }
    guard word == "lora_llm" else { return }
    if isOn(keys, "language_model_only") {
      keys.refuse(
        .adapter, at: key, "`lora_llm` does not work with `language_model_only`",
        label: "adapters beside what sees", with: [(path(keys, "language_model_only"), "no such")],
        help: "set tuner_type to lora", source: arguments)
    }
    for name in ["merge_lora", "no_save_optim"]
    where keys.flag(path(keys, name), fallback: name == "merge_lora") == false {
      keys.refuse(
        .adapter, at: keys.isSet(path(keys, name)) ? path(keys, name) : key,
        "`tuner_type: lora_llm` needs `\(name)`", label: "of adapters and whole weights",
        help: "set \(name) to true", source: arguments)
    }
  }

  // MARK: Groups of answers

  private static func constrainMegatronGroups(_ keys: inout KeyReader) {
    let source = "swift/megatron/arguments/megatron_args.py, _init_grpo"
    for name in ["async_generate", "sync_ref_model"] where isOn(keys, name) {
      keys.refuse(
        at: path(keys, name), "`\(name)` does not work with GRPO on Megatron", label: "not yet",
        help: "remove \(name)", source: source)
    }
    let rounds = path(keys, "num_iterations")
    if let count = keys.written(rounds)?.value, count > 1 {
      keys.refuse(
        at: rounds, "`num_iterations` above 1 does not work with GRPO on Megatron",
        label: "several passes over a round", help: "set num_iterations to 1", source: source)
    }
    let batch = path(keys, "global_batch_size")
    let group = path(keys, "num_generations")
    guard let rows = keys.share(batch, fallback: 16), rows >= 1,
      let answers = keys.share(group, fallback: 8), answers > 1
    else { return }
    let (whole, steps) = (path(keys, "generation_batch_size"), path(keys, "steps_per_generation"))
    let written = keys.written(whole)?.value
    let times = keys.written(steps)?.value
    if let written, written.truncatingRemainder(dividingBy: rows) != 0 {
      return keys.refuse(
        .generations, at: whole, "`generation_batch_size` is no multiple of `global_batch_size`",
        label: Magnitude.plain(written), with: [(batch, "\(Magnitude.plain(rows)) to a step")],
        help: "write a multiple of \(Magnitude.plain(rows))",
        source: "swift/megatron/arguments/megatron_args.py, resolve_generation_batch_size")
    }
    if (written == nil && keys.isSet(whole)) || (times == nil && keys.isSet(steps)) { return }
    let round = written ?? rows * (times ?? 1)
    guard round.truncatingRemainder(dividingBy: answers) != 0 else { return }
    keys.refuse(
      .generations, at: keys.isSet(group) ? group : batch,
      "a round of \(Magnitude.plain(round)) is no multiple of `num_generations` "
        + Magnitude.plain(answers),
      label: "answers to one prompt", with: [(batch, "\(Magnitude.plain(rows)) to a step")],
      help: "make the round hold whole groups",
      source: "swift/megatron/arguments/megatron_args.py, resolve_generation_batch_size")
  }
}
