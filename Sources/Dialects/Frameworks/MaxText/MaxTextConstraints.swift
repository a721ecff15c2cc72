import Composition
import RunPlan

/// What MaxText refuses once all files are laid over each other: the validators of
/// `src/maxtext/configs/types.py`, at e591f30.
///
/// Other files and the command line have a say in every key, so that a demand is noted only where
/// all its keys stand in this file.
extension MaxText {
  private static let validator =
    "maxtext/configs/types.py, MaxTextConfig.set_derived_and_validate_values"

  package static func constrain(_ keys: inout KeyReader) {
    constrainStart(&keys)
    constrainTuning(&keys)
    constrainSchedule(&keys)
    constrainData(&keys)
    constrainAttention(&keys)
    constrainModel(&keys)
    constrainQuantization(&keys)
  }

  private static func path(_ keys: KeyReader, _ key: String) -> String? {
    keys.word(key).flatMap { $0.isEmpty || $0.lowercased() == "none" ? nil : $0 }
  }

  // MARK: Start

  private static func constrainStart(_ keys: inout KeyReader) {
    let starts = ["load_parameters_path", "load_full_state_path"].filter { path(keys, $0) != nil }
    if starts.count == 2 {
      keys.refusePair(
        .other, starts[0], starts[1], words: ("weights", "weights and optimizer"),
        source: validator)
    }
    if let start = starts.first, keys.flag("enable_checkpointing") == false {
      keys.refuse(
        .other, at: start, "`\(start)` needs `enable_checkpointing`", label: "reads one",
        with: [("enable_checkpointing", "off")], help: "set enable_checkpointing to true",
        source: validator)
    }
    for key in ["enable_emergency_checkpoint", "enable_multi_tier_checkpointing"]
    where keys.flag(key) == true {
      if keys.word("local_checkpoint_directory")?.isEmpty == true {
        keys.refuseLone(
          .other, key, needs: "local_checkpoint_directory",
          label: "saves to a local disk",
          source: validator)
      }
      if let period = keys.number("local_checkpoint_period").value, period <= 0 {
        keys.refuseLone(
          .other, key, needs: "local_checkpoint_period",
          label: "saves every so often",
          source: validator)
      }
    }
  }

  // MARK: Tuning

  private static func constrainTuning(_ keys: inout KeyReader) {
    let prefers = keys.flag("use_dpo") == true
    if prefers, keys.flag("packing") == true {
      keys.refuse(
        .packing, at: "packing", "`packing` does not work with `use_dpo`", label: "packs rows",
        with: [("use_dpo", "each row is a pair of answers")], help: "set packing to false",
        source: validator)
    }
    if prefers, keys.flag("use_sft") == true {
      keys.refusePair(.other, "use_sft", "use_dpo", words: ("on", "on"), source: validator)
    }
    if prefers, let prompt = keys.number("dpo.max_prompt_length").value,
      let length = keys.number("max_target_length").value, prompt >= length
    {
      keys.refuse(
        at: "dpo.max_prompt_length", "prompts of \(Magnitude.plain(prompt)) tokens leave no answer",
        label: "the prompt", with: [("max_target_length", "prompt and answer")],
        help: "make dpo.max_prompt_length less than max_target_length", source: validator)
    }
    if keys.flag("use_multimodal") == true, keys.flag("use_sft") == true,
      keys.flag("packing") == true
    {
      keys.refuse(
        .packing, at: "packing", "`packing` does not work with pictures", label: "packs rows",
        with: [("use_multimodal", "rows hold pictures")], help: "set packing to false",
        source: validator)
    }
    for name in ["distill_alpha", "distill_temperature", "distill_beta"] {
      guard let schedule = keys.word(name + "_schedule"), ["linear", "cosine"].contains(schedule),
        keys.has(name + "_end"), path(keys, name + "_end") == nil,
        keys.number(name + "_end").value == nil
      else { continue }
      keys.refuseLone(
        .other, name + "_schedule", needs: name + "_end", label: "a slope with one end open",
        source: validator)
    }
  }

  // MARK: Schedule and data

  private static func constrainSchedule(_ keys: inout KeyReader) {
    if keys.word("lr_schedule_type") == "wsd",
      let rise = keys.number("warmup_steps_fraction").value,
      let fall = keys.number("wsd_decay_steps_fraction").value, rise + fall > 1
    {
      keys.refuse(
        at: "wsd_decay_steps_fraction", "warmup and decay take more than the whole schedule",
        label: "\(Magnitude.shortest(fall)) of it",
        with: [("warmup_steps_fraction", "\(Magnitude.shortest(rise)) of it")],
        help: "make the two fractions at most 1 together", source: validator)
    }
    if let every = keys.number("eval_interval").value, every > 0,
      let count = keys.number("eval_steps").value, count <= 0,
      keys.flag("generate_padding_batch_eval") == true
    {
      keys.refuse(
        .other, at: "eval_steps", "`generate_padding_batch_eval` needs `eval_steps`",
        label: "until the data end",
        with: [("generate_padding_batch_eval", "pads to a number of steps")],
        help: "set eval_steps", source: validator)
    }
  }

  private static func constrainData(_ keys: inout KeyReader) {
    let evaluates = keys.number("eval_interval").value ?? 0 > 0
    let demands: [(type: String, key: String, ifEvaluating: Bool)] = [
      ("hf", "hf_path", false), ("hf", "hf_eval_split", true), ("tfds", "dataset_name", false),
      ("tfds", "eval_split", true),
    ]
    for demand in demands where keys.word("dataset_type") == demand.type {
      guard keys.word(demand.key)?.isEmpty == true, evaluates || !demand.ifEvaluating else {
        continue
      }
      let asker = demand.ifEvaluating ? "eval_interval" : "dataset_type"
      keys.refuse(
        demand.ifEvaluating ? .evaluation : .other, at: demand.key,
        "`\(asker)` needs `\(demand.key)`", label: "empty", with: [(asker, "asks for it")],
        help: "set \(demand.key)", source: validator)
    }
    if keys.word("dataset_type") == "hf", let workers = keys.number("grain_worker_count").value,
      workers > 1
    {
      keys.refuse(
        at: "grain_worker_count", "more than 1 of `grain_worker_count` repeats Hugging Face data",
        label: "\(Magnitude.plain(workers)) workers", with: [("dataset_type", "one stream")],
        help: "set grain_worker_count to 1", source: validator)
    }
  }

  // MARK: Model

  private static func constrainAttention(_ keys: inout KeyReader) {
    if keys.flag("use_tokamax_splash") == true, keys.flag("use_jax_splash") == true {
      keys.refusePair(
        .other, "use_tokamax_splash", "use_jax_splash", words: ("on", "on"),
        source: "maxtext/configs/pyconfig.py, _initialize_pydantic")
    }
    if keys.flag("fused_qkv") == true, keys.flag("share_kv_projections") == true {
      keys.refusePair(
        .other, "fused_qkv", "share_kv_projections", words: ("three matrices", "two"),
        source: validator)
    }
    if keys.flag("use_qk_clip") == true, let type = keys.word("attention_type"), type != "mla" {
      keys.refuse(
        at: "use_qk_clip", "`use_qk_clip` needs `attention_type: mla`", label: "on",
        with: [("attention_type", type)], help: "set use_qk_clip to false", source: validator)
    }
    let windows = [("chunk", "chunk_attn_window_size"), ("local_sliding", "sliding_window_size")]
    for (type, window) in windows where keys.word("attention_type") == type {
      guard let size = keys.number(window).value, size <= 0 else { continue }
      keys.refuse(
        at: window, "`attention_type: \(type)` needs a `\(window)`", label: "no window",
        with: [("attention_type", "looks through one")], help: "set \(window)", source: validator)
    }
  }

  private static func constrainModel(_ keys: inout KeyReader) {
    if keys.word("decoder_block") == "llama4",
      let experts = keys.number("num_experts_per_tok").value, experts > 1
    {
      keys.refuse(
        at: "num_experts_per_tok", "llama4 blocks route to 1 expert only",
        label: Magnitude.plain(experts), with: [("decoder_block", "top-1")],
        help: "set num_experts_per_tok to 1", source: validator)
    }
    if ["llama4", "envy"].contains(keys.word("decoder_block") ?? ""),
      let layers = keys.count("base_num_decoder_layers", fallback: 0), layers > 0,
      let step = keys.count("interleave_moe_layer_step", fallback: 1), step > 1,
      layers % step != 0
    {
      keys.refuse(
        at: "base_num_decoder_layers", "\(layers) layers are no multiple of \(step)",
        label: "\(layers) layers", with: [("interleave_moe_layer_step", "every \(step)th")],
        help: "take a multiple of interleave_moe_layer_step", source: validator)
    }
  }

  private static func constrainQuantization(_ keys: inout KeyReader) {
    let types = ["fp8", "nanoo_fp8", "fp8_gpu", "te_fp8_delayedscaling"]
    guard let type = keys.word("quantization"), types.contains(type),
      let steps = keys.number("gradient_accumulation_steps").value, steps > 1
    else { return }
    keys.refuse(
      .precision, at: "gradient_accumulation_steps",
      "`\(type)` does not work with gradient accumulation",
      label: "\(Magnitude.plain(steps)) passes a step", with: [("quantization", "8 bits")],
      help: "set gradient_accumulation_steps to 1", source: validator)
  }
}
