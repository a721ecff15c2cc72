import Composition
import ConfigSyntax
import RunPlan

/// What axolotl asks of preference tuning and of rewarded completions.
enum AxolotlPreferenceConstraints {
  private static let validators = Axolotl.validators

  static func constrain(_ keys: inout KeyReader) {
    constrainKTO(&keys)
    constrainSimPO(&keys)
    constrainDPO(&keys)
    constrainRewarded(&keys)
    constrainGroups(&keys)
    constrainEBFT(&keys)
  }

  private static func constrainKTO(_ keys: inout KeyReader) {
    guard keys.word("rl") == "kto" else { return }
    if keys.isOn("eval_sample_packing"), keys.isOff("sample_packing") {
      keys.refuse(
        .packing, at: "eval_sample_packing", "`eval_sample_packing` does not work with `rl: kto`",
        label: "packs rows", with: [("rl", "each row is a prompt of its own")],
        help: "set eval_sample_packing to false", source: validators + "check_kto_config")
    }
    // Other settings write false where nothing is written.
    let column = "remove_unused_columns"
    let isFilled = keys.isOn("skip_prepare_dataset") || keys.isOn("hatchery")
    guard keys.isSet(column) || !isFilled, keys.truth(of: "skip_prepare_dataset") != nil,
      keys.value("remove_unused_columns")?.scalar != .bool(false),
      keys.truth(of: "remove_unused_columns") != nil
    else { return }
    keys.refuse(
      at: "rl", "`rl: kto` needs `remove_unused_columns: false`", label: "reads more columns",
      with: [("remove_unused_columns", "drops them")], help: "set remove_unused_columns to false",
      source: validators + "check_kto_config")
  }

  private static func constrainSimPO(_ keys: inout KeyReader) {
    guard keys.word("rl") == "simpo", keys.isOn("warmup_ratio") else { return }
    keys.refuse(
      at: "warmup_ratio", "`rl: simpo` takes `warmup_steps`, no `warmup_ratio`",
      label: "a share of the run", with: [("rl", "its trainer takes steps")],
      help: "set warmup_steps", source: validators + "check_simpo_warmup")
  }

  private static func constrainDPO(_ keys: inout KeyReader) {
    let source = validators + "check_dpo"
    let losses = "dpo_loss_type"
    let weights = "dpo_loss_weights"
    guard keys.word("rl") == "dpo" else {
      for key in [losses, weights] where keys.isSet(key) {
        keys.refuse(
          at: key, "`\(key)` needs `rl: dpo`", label: "losses of DPO",
          with: [("rl", "another method")], help: "set rl to dpo, or remove \(key)",
          source: source)
      }
      return
    }
    guard keys.isSet(weights) else { return }
    if !keys.isSet(losses) {
      keys.refuse(
        at: weights, "`\(weights)` needs `\(losses)`", label: "weights of which losses?",
        help: "set \(losses)", source: source)
    } else if let first = keys.value(losses), let second = keys.value(weights),
      first.isSequence, second.isSequence, first.items.count != second.items.count
    {
      keys.refuse(
        at: weights, "`\(weights)` and `\(losses)` differ in length",
        label: "\(second.items.count) weights", with: [(losses, "\(first.items.count) losses")],
        help: "give each loss one weight", source: source)
    }
  }

  // MARK: Rewarded completions

  private static func constrainRewarded(_ keys: inout KeyReader) {
    let method = keys.word("rl")
    if method == "gdpo", keys.word("trl.multi_objective_aggregation") == "sum_then_normalize" {
      keys.refuse(
        at: "trl.multi_objective_aggregation", "`sum_then_normalize` is GRPO, not `rl: gdpo`",
        label: "sums the rewards first", with: [("rl", "normalises them first")],
        help: "write normalize_then_sum, or rl: grpo", source: validators + "check_gdpo")
    }
    if method == "grpo", keys.isOn("trl.use_liger_loss"),
      let ranks = keys.number("context_parallel_size").value, ranks > 1
    {
      keys.refuse(
        at: "trl.use_liger_loss", "`use_liger_loss` does not work with split rows",
        label: "needs whole rows", with: [("context_parallel_size", "splits each row")],
        help: "set use_liger_loss to false",
        source: validators + "check_grpo_liger_sequence_parallel")
    }
    if keys.isOn("trl.use_vllm"), keys.isOff("trl.vllm_mode") {
      keys.note(
        .other, .remarkable, at: "trl.use_vllm",
        "`use_vllm` without `vllm_mode` waits for a server",
        label: "server where none is given", help: "set vllm_mode to server or colocate",
        source: validators + "check_vllm_mode_set")
    }
    guard keys.isOn("beta") else { return }
    if keys.isOn("trl.beta"), let first = keys.number("beta").value,
      let second = keys.number("trl.beta").value, first != second
    {
      keys.refuse(
        at: "beta", "`beta` and `trl.beta` differ", label: Magnitude.shortest(first),
        with: [("trl.beta", Magnitude.shortest(second))], help: "remove beta",
        source: Axolotl.inputs + "check_beta_and_trl_beta_match")
    } else {
      keys.note(
        .inert, .harmful, at: "beta", "`beta` is read by no trainer", label: "not read",
        help: "use rl_beta, or trl.beta",
        source: Axolotl.inputs + "AxolotlInputConfig")
    }
  }

  /// The groups of completions of one prompt in the batches of them; without
  /// `trl.num_generations` TRL's own default stands, and TRL's own check.
  private static func constrainGroups(_ keys: inout KeyReader) {
    let key = "trl.num_generations"
    let source = validators + "check_grpo_batch_size_divisibility"
    guard keys.word("rl") == "grpo", let group = keys.count(key, fallback: 0), keys.isSet(key)
    else { return }
    guard group >= 2 else {
      return keys.refuse(
        .generations, at: key, "GRPO needs at least 2 of `num_generations`", label: "\(group)",
        because: "the rewards of a group of one are its mean, and nothing is learnt",
        help: "set num_generations to 8", source: source)
    }
    let explicit = "trl.generation_batch_size"
    let micro = max(keys.count("micro_batch_size", fallback: 1) ?? 0, 0)
    let steps = max(keys.count("gradient_accumulation_steps", fallback: 1) ?? 0, 0)
    let isExplicit = keys.isSet(explicit)
    let product = micro.multipliedReportingOverflow(by: steps)
    let batch = isExplicit ? keys.count(explicit, fallback: 0) : product.partialValue
    guard let batch, batch > 0, !product.overflow, batch % group != 0 else { return }
    let parts = [("micro_batch_size", "\(micro)"), ("gradient_accumulation_steps", "\(steps)")]
    keys.refuse(
      .generations, at: key, "groups of \(group) completions do not divide batches of \(batch)",
      label: "\(group) completions per prompt",
      with: isExplicit ? [(explicit, "batches of \(batch)")] : parts,
      help: isExplicit
        ? "set generation_batch_size to a multiple of \(group)"
        : "set gradient_accumulation_steps to \(least(for: group, micro))",
      source: source)
  }

  /// The least accumulation with which the batch is a multiple of the group.
  private static func least(for group: Int, _ micro: Int) -> Int {
    var (a, b) = (group, max(micro, 1))
    while b != 0 { (a, b) = (b, a % b) }
    return group / max(a, 1)
  }

  // MARK: EBFT

  private static func constrainEBFT(_ keys: inout KeyReader) {
    guard keys.word("rl") == "ebft" else { return }
    if keys.isOff("ebft") {
      keys.refuse(
        at: "rl", "`rl: ebft` needs a section `ebft`", label: "nothing says how",
        help: "set ebft.mode", source: validators + "check_ebft_config_required")
    }
    guard keys.word("ebft.mode") == "strided", keys.flag("torch_compile") == true else { return }
    let isRefused = keys.isOn("gradient_checkpointing")
    keys.note(
      .other, isRefused ? .refused : .harmful, at: "torch_compile",
      "`torch_compile` does not work with `ebft.mode: strided`", label: "compiles each shape anew",
      with: isRefused ? [("gradient_checkpointing", "stops at the first of them")] : [],
      because: isRefused ? "the first backward pass stops with a CheckpointError" : nil,
      help: "remove torch_compile", source: validators + "check_ebft_torch_compile")
  }
}
