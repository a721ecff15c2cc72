import Composition
import RunPlan

/// What ms-swift refuses of teachers, of answers that are generated, and of their losses: version
/// 4.6, `swift/arguments/rlhf_args.py`.
extension MSSwift {
  // MARK: Teachers

  static func constrainTeacher(_ keys: inout KeyReader) {
    let (model, server) = ("teacher_model", "teacher_model_server")
    let method = keys.word("rlhf_type")
    if keys.isSet(model), keys.isSet(server) {
      keys.refuse(
        at: server, "`\(model)` and `\(server)` exclude each other", label: "another teacher",
        with: [(model, "one teacher")], help: "remove one of the two",
        source: rewards + "._check_teacher")
    }
    guard method == "gkd" else {
      if let method, method != "grpo", let key = [model, server].first(where: { keys.isSet($0) }) {
        keys.note(
          .inert, .remarkable, at: key, "`\(key)` has no effect with `rlhf_type: \(method)`",
          label: "nobody learns from it", with: [("rlhf_type", "has no teacher")],
          help: "remove it, or set rlhf_type to gkd", source: rewards + "._check_teacher")
      }
      return
    }
    if isOn(keys, "seq_kd") {
      keys.refuse(
        at: "seq_kd", "`seq_kd` is no longer there", label: "answers of the teacher",
        help: "remove seq_kd", source: rewards + "._check_gkd")
    }
    let top = path(keys, "gkd_logits_topk")
    if keys.isSet(server), !keys.isSet(top) {
      keys.refuse(
        at: server, "`\(server)` needs `gkd_logits_topk`", label: "gives the best tokens alone",
        help: "set gkd_logits_topk", source: rewards + "._check_gkd")
    }
    if let count = keys.written(top)?.value, count <= 0 {
      keys.refuse(
        at: top, "`gkd_logits_topk` is at least 1", label: Magnitude.plain(count),
        help: "write a number of tokens, or remove it", source: rewards + "._check_gkd")
    }
  }

  // MARK: Generation

  static func constrainGeneration(_ keys: inout KeyReader) {
    guard let method = keys.word("rlhf_type"), ["grpo", "gkd"].contains(method) else { return }
    constrainEngine(&keys)
    if isOn(keys, "async_generate") {
      if method == "gkd" {
        keys.refuse(
          at: "async_generate", "`async_generate` does not work with `rlhf_type: gkd`",
          label: "answers of older weights", with: [("rlhf_type", "needs present ones")],
          help: "remove async_generate", source: rewards + "._check_gkd")
      } else if keys.isSet("multi_turn_scheduler") {
        keys.refuse(
          at: "async_generate", "`async_generate` does not work with `multi_turn_scheduler`",
          label: "answers of older weights", with: [("multi_turn_scheduler", "several turns")],
          help: "remove one of the two", source: rewards + "._check_grpo")
      }
    }
    if method == "grpo" { constrainGroups(&keys) }
  }

  private static func constrainEngine(_ keys: inout KeyReader) {
    let (engine, mode) = ("use_vllm", "vllm_mode")
    let source = rewards + "._init_rollout"
    guard let isUsed = keys.flag(engine, fallback: false) else { return }
    if !isUsed, keys.isSet(mode) {
      keys.refuse(
        at: mode, "`\(mode)` needs `\(engine)`", label: "how vLLM runs",
        with: [(engine, "vLLM is off")], help: "set use_vllm to true, or remove vllm_mode",
        source: source)
    }
    guard isUsed else { return }
    if !keys.isSet(mode) {
      keys.refuse(
        at: engine, "`\(engine)` needs `\(mode)`", label: "here, or on a server",
        help: "set vllm_mode to colocate or server", source: source)
    }
    if keys.word(mode) == "server", !keys.isSet("vllm_server_host"),
      !keys.isSet("vllm_server_base_url")
    {
      keys.refuse(
        at: mode, "`vllm_mode: server` needs `vllm_server_host`", label: "no server named",
        help: "set vllm_server_host or vllm_server_base_url", source: source)
    }
    if isOn(keys, "async_generate"), keys.word(mode) == "colocate" {
      keys.refuse(
        at: "async_generate", "`async_generate` needs `vllm_mode: server`",
        label: "generates while it trains", with: [(mode, "shares the accelerators")],
        help: "set vllm_mode to server", source: source)
    }
  }

  /// What holds on both trainers for groups of answers.
  static func constrainGroups(_ keys: inout KeyReader) {
    let source = rewards + "._init_grpo"
    if let strategy = keys.word("truncation_strategy"), ["right", "split"].contains(strategy) {
      keys.refuse(
        .truncation, at: "truncation_strategy",
        "GRPO takes `truncation_strategy` left or delete, not \(strategy)",
        label: "cuts the question's end", with: [("rlhf_type", "answers the question")],
        help: "set truncation_strategy to left or delete", source: source)
    }
    for key in ["cached_dataset", "cached_val_dataset"] where keys.holds(key) {
      keys.refuse(
        at: key, "`\(key)` does not work with `rlhf_type: grpo`", label: "tokens",
        with: [("rlhf_type", "needs the rows")], help: "name the rows in dataset", source: source)
    }
    if let names = keys.words("reward_funcs"), names.contains("soft_overlong"),
      !keys.isSet("soft_cache_length")
    {
      keys.refuse(
        at: "reward_funcs", "the reward `soft_overlong` needs `soft_cache_length`",
        label: "from which length on", help: "set soft_cache_length", source: source)
    }
    let group = path(keys, "num_generations")
    if !runsMegatron(keys), let count = keys.written(group)?.value, count == 1,
      !keys.isSet("teacher_model"), !keys.isSet("teacher_model_server")
    {
      keys.refuse(
        .generations, at: group, "`num_generations` must be at least 2",
        label: "nothing to compare", because: "advantages compare the completions for one prompt",
        help: "write 2 or more", source: rewards + "._check_teacher")
    }
  }

  /// The fused loss leaves out what needs single tokens.
  static func constrainLiger(_ keys: inout KeyReader) {
    guard isOn(keys, "use_liger_kernel"), let method = keys.word("rlhf_type") else { return }
    func refuse(_ key: String, _ headline: String) {
      keys.refuse(
        at: key, headline, label: "needs single tokens",
        with: [("use_liger_kernel", "a fused loss")], help: "set use_liger_kernel to false",
        source: rewards + (method == "gkd" ? "._check_gkd" : "._check_grpo"))
    }
    let rest = "does not work with `use_liger_kernel`"
    if method == "gkd" {
      if keys.isSet("gkd_logits_topk") { refuse("gkd_logits_topk", "`gkd_logits_topk` \(rest)") }
      if !keys.isSet("teacher_model"), !keys.isSet("teacher_model_server") {
        refuse("use_liger_kernel", "`use_liger_kernel` needs `teacher_model`")
      }
    }
    guard method == "grpo" else { return }
    for key in ["delta", "off_policy_sequence_mask_delta", "teacher_model", "teacher_model_server"]
    where keys.isSet(key) {
      refuse(key, "`\(key)` \(rest) in GRPO")
    }
    for key in ["padding_free", "log_entropy"] where isOn(keys, key) {
      refuse(key, "`\(key)` \(rest) in GRPO")
    }
    if let share = keys.written("top_entropy_quantile")?.value, share < 1 {
      refuse("top_entropy_quantile", "`top_entropy_quantile` \(rest) in GRPO")
    }
    if let ranks = keys.written("sequence_parallel_size")?.value, ranks > 1 {
      refuse("sequence_parallel_size", "`sequence_parallel_size` \(rest) in GRPO")
    }
    if let name = keys.word("advantage_estimator"), name != "grpo" {
      refuse("advantage_estimator", "`advantage_estimator: \(name)` \(rest)")
    }
  }
}
