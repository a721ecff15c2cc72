import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What nanotron refuses: the checks of `src/nanotron/config/{config,models_config}.py`, of dacite,
/// and of the pipeline and data loader behind them.
extension Nanotron {
  private static let config = "src/nanotron/config/config.py, Config.__post_init__"
  private static let models = "src/nanotron/config/models_config.py, Qwen2Config.__post_init__"

  package static func constrain(_ keys: inout KeyReader) {
    constrainNulls(&keys)
    constrainStages(&keys)
    constrainData(&keys)
    constrainProfiler(&keys)
    constrainEvaluation(&keys)
    constrainPipeline(&keys)
    constrainStart(&keys)
    constrainAttention(&keys)
    constrainExperts(&keys)
  }

  /// dacite takes null for no field whose type does not name it, whatever its default.
  private static func constrainNulls(_ keys: inout KeyReader) {
    let scheduler = "optimizer.learning_rate_scheduler."
    let paths =
      ["min_decay_lr", "lr_decay_style", "lr_warmup_steps"].map { scheduler + $0 }
      + ["model.make_vocab_size_divisible_by", "model.ddp_bucket_cap_mb"]
      + ["recompute_layer", "tp_recompute_allgather", "expert_parallel_size"].map {
        "parallelism." + $0
      }
    for path in paths {
      guard let value = keys.value(path), value.isNull else { continue }
      let name = path.split(separator: ".").last.map(String.init) ?? path
      keys.refuse(
        at: path, "`\(name)` cannot be null", label: "null", help: "remove it for its default",
        source: "src/nanotron/config/config.py, get_config_from_dict")
    }
  }

  // MARK: Data

  private static func constrainStages(_ keys: inout KeyReader) {
    guard let stages = keys.value("data_stages"), stages.isSequence, !stages.items.isEmpty else {
      return
    }
    let starts = stages.items.map { $0.member("start_training_step") }
    let numbers = starts.map { $0?.scalar?.number }
    if numbers.allSatisfy({ $0 != nil }), !numbers.contains(1) {
      keys.refuse(
        at: "data_stages", "no stage of `data_stages` starts at step 1", label: "all start later",
        help: "set start_training_step of the first stage to 1", source: config)
    }
    let names = stages.items.map { $0.member("name").flatMap { KeyReader.text(of: $0)?.value } }
    for (place, name) in names.enumerated().dropFirst() {
      if let name, names[..<place].contains(name) {
        keys.refuse(
          at: "data_stages", "two stages are called `\(name.prefix(30))`",
          label: "each has a name of its own", help: "give the stages different names",
          source: config)
      }
      if let number = numbers[place], numbers[..<place].contains(number) {
        keys.refuse(
          at: "data_stages", "two stages start at step \(Magnitude.plain(number))",
          label: "each has a start of its own", help: "give the stages different starts",
          source: config)
      }
    }
  }

  private static func constrainData(_ keys: inout KeyReader) {
    for (place, stage) in (keys.value("data_stages")?.items ?? []).enumerated() {
      guard let data = stage["data.dataset"], let folders = data.member("dataset_folder") else {
        continue
      }
      constrainVocabulary(&keys, data, place)
      guard folders.isSequence else { continue }
      let count = folders.items.count
      for name in ["dataset_weights", "dataset_read_path"] {
        guard let list = data.member(name), list.isSequence, list.items.count != count else {
          continue
        }
        keys.refuse(
          .mixture, at: "data_stages[\(place)].data.dataset.\(name)",
          "`\(name)` has \(list.items.count) entries for \(count) folders",
          label: "\(list.items.count) entries",
          with: [("data_stages[\(place)].data.dataset.dataset_folder", "\(count) folders")],
          help: "give each folder one", source: "src/nanotron/config/config.py, NanosetDatasetsArgs"
        )
      }
    }
  }

  /// Tokenised data and the model must agree on the vocabulary and the tokenizer.
  private static func constrainVocabulary(
    _ keys: inout KeyReader, _ data: ConfigValue, _ place: Int
  ) {
    let path = "data_stages[\(place)].data.dataset."
    let model = keys.number("model.model_config.vocab_size").value
    if let model, let own = data.member("vocab_size")?.scalar?.number, model != -1, own != model {
      keys.refuse(
        at: path + "vocab_size", "the data's `vocab_size` is not the model's",
        label: Magnitude.plain(own),
        with: [("model.model_config.vocab_size", Magnitude.plain(model))],
        help: "set both to the tokenizer's", source: config)
    }
    guard let own = data.member("tokenizer_name").flatMap({ KeyReader.text(of: $0)?.value }),
      let name = keys.word("tokenizer.tokenizer_name_or_path"), name != own
    else { return }
    keys.refuse(
      at: path + "tokenizer_name", "the data's tokenizer is not `tokenizer_name_or_path`",
      label: "tokenised with it", with: [("tokenizer.tokenizer_name_or_path", "another")],
      help: "name the tokenizer that the data was made with", source: config)
  }

  // MARK: Run

  private static func constrainProfiler(_ keys: inout KeyReader) {
    guard keys.isSet("profiler.profiler_export_path"), let steps = keys.reading.claims[.steps],
      let wait = keys.share("profiler.wait", fallback: 1),
      let warmup = keys.share("profiler.warmup", fallback: 1),
      let active = keys.share("profiler.active", fallback: 1),
      let times = keys.share("profiler.repeat", fallback: 1),
      let skipped = keys.share("profiler.skip_first", fallback: 3)
    else { return }
    let total = skipped + times * (wait + warmup + active)
    guard total > steps.value else { return }
    keys.refuse(
      at: "tokens.train_steps", "the profiler needs \(Magnitude.plain(total)) steps",
      label: "the run has \(Magnitude.plain(steps.value))",
      with: [("profiler.profiler_export_path", "profiles")],
      help: "lower skip_first, wait or repeat, or remove profiler", source: config)
  }

  private static func constrainEvaluation(_ keys: inout KeyReader) {
    let path = "checkpoints.checkpoint_interval"
    guard let interval = keys.number(path).value, interval > 0 else { return }
    let evaluation = "lighteval.eval_interval"
    guard keys.isSet("s3_upload"), let between = keys.number(evaluation).value,
      between.truncatingRemainder(dividingBy: interval) != 0
    else { return }
    keys.refuse(
      .cadence, at: evaluation, "`eval_interval` is no multiple of `checkpoint_interval`",
      label: "every \(Magnitude.plain(between)) steps",
      with: [(path, "every \(Magnitude.plain(interval)) steps")],
      help: "set it to a multiple of checkpoint_interval", source: config)
  }

  private static func constrainPipeline(_ keys: inout KeyReader) {
    if keys.word("parallelism.pp_engine") == "1f1b",
      let stages = keys.reading.claims[.pipelineParallel],
      let parts = keys.reading.claims[.accumulation], parts.value < stages.value - 1
    {
      let needed = Magnitude.plain(stages.value - 1)
      keys.refuse(
        at: "tokens.batch_accumulation_per_replica", "`1f1b` needs \(needed) micro-batches a step",
        label: Magnitude.plain(parts.value),
        with: [("parallelism.pp", "\(Magnitude.plain(stages.value)) stages")],
        help: "set batch_accumulation_per_replica to at least \(needed)",
        source: "src/nanotron/parallel/pipeline_parallel/engine.py, train_batch_iter")
    }
    guard let ranks = keys.reading.claims[.contextParallel], ranks.value > 1,
      let length = keys.reading.claims[.sequenceLength],
      length.value.truncatingRemainder(dividingBy: ranks.value) != 0
    else { return }
    keys.refuse(
      at: "tokens.sequence_length", "`context_parallel_size` does not divide the sequence",
      label: "\(Magnitude.plain(length.value)) tokens",
      with: [("parallelism.context_parallel_size", "\(Magnitude.plain(ranks.value)) parts")],
      help: "use a multiple of context_parallel_size",
      source: "src/nanotron/data/dataloader.py")
  }

  private static func constrainStart(_ keys: inout KeyReader) {
    guard keys.flag("model.init_method.use_mup") == false else { return }
    keys.refuse(
      at: "model.init_method.use_mup", "`use_mup` can only be true", label: "false",
      help: "remove it, and set std",
      source: "src/nanotron/config/models_config.py, SpectralMupInit")
  }

  // MARK: Model

  private static func constrainAttention(_ keys: inout KeyReader) {
    let model = "model.model_config."
    guard keys.flag(model + "is_qwen2_config") == true else { return }
    let every = model + "no_rope_layer"
    if let step = keys.number(every).value, step > 0,
      let layers = keys.count(model + "num_hidden_layers", fallback: 32),
      Double(layers).truncatingRemainder(dividingBy: step) != 0
    {
      keys.refuse(
        at: every, "`no_rope_layer` does not divide \(layers) layers",
        label: "every \(Magnitude.plain(step)) layers",
        with: [(model + "num_hidden_layers", "\(layers) layers")],
        help: "set it to a divisor of num_hidden_layers", source: models)
    }
    guard let kernel = keys.word(model + "_attn_implementation") else { return }
    let window = model + "sliding_window_size"
    let known = ["flex_attention", "flash_attention_2", "llama3_ring_attention"]
    if keys.isSet(window), !known.contains(kernel) {
      refuseKernel(&keys, window, "needs `flash_attention_2`", kernel)
    }
    if keys.isSet(model + "flex_attention_mask"), kernel != "flex_attention" {
      refuseKernel(&keys, model + "flex_attention_mask", "needs `flex_attention`", kernel)
    }
    let stride = model + "ring_attn_heads_k_stride"
    if keys.isSet(stride), kernel != "llama3_ring_attention" {
      refuseKernel(&keys, stride, "needs `llama3_ring_attention`", kernel)
    } else if kernel == "llama3_ring_attention", !keys.isSet(stride) {
      refuseKernel(&keys, stride, "is needed by `llama3_ring_attention`", kernel)
    }
  }

  private static func refuseKernel(
    _ keys: inout KeyReader, _ path: String, _ what: String, _ kernel: String
  ) {
    let name = path.split(separator: ".").last.map(String.init) ?? path
    keys.refuse(
      at: path, "`\(name)` \(what)", label: "set here",
      with: [("model.model_config._attn_implementation", "\(kernel.prefix(30))")],
      help: "change _attn_implementation or \(name)", source: models)
  }

  private static func constrainExperts(_ keys: inout KeyReader) {
    let experts = "model.model_config.moe_config."
    guard keys.value("model.model_config.moe_config")?.isMapping == true,
      let top = keys.share(experts + "top_k", fallback: 2),
      let count = keys.share(experts + "num_experts", fallback: 8), top > count
    else { return }
    keys.refuse(
      at: experts + "top_k", "`top_k` \(Magnitude.plain(top)) is above the number of experts",
      label: "experts for each token", with: [(experts + "num_experts", Magnitude.plain(count))],
      help: "lower top_k", source: "src/nanotron/config/models_config.py, MoEConfig")
  }
}
