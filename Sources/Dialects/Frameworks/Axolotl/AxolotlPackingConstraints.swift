import Composition
import ConfigSyntax
import RunPlan

/// What axolotl asks of attention, and of packing, which depends on it.
enum AxolotlPackingConstraints {
  private static let validators = Axolotl.validators

  static func constrain(_ keys: inout KeyReader) {
    let attention = Attention(keys)
    constrainNames(&keys)
    constrainSwitches(&keys)
    constrainPacking(&keys, attention)
    warnOfPacking(&keys, attention)
    constrainFlattening(&keys, attention)
    constrainContextParallel(&keys, attention)
    warnOfSage(&keys, attention)
    constrainCompilation(&keys)
  }

  /// The attention that runs: the present key, or the old switch that decides.
  struct Attention {
    /// The key that says it.
    let key: String
    /// Its name; nil where nothing says it, or where the file does not decide.
    let name: String?
    let isDecided: Bool

    init(_ keys: KeyReader) {
      let present = "attn_implementation"
      let truths = AxolotlOldKeys.switches.map { keys.truth(of: $0.0) }
      isDecided = keys.truth(of: present) != nil && !truths.contains(nil)
      if keys.isOn(present) {
        (key, name) = (present, keys.word(present))
      } else if let old = AxolotlOldKeys.switches.first(where: { keys.isOn($0.0) }) {
        (key, name) = old
      } else if keys.isOn("gemma4_hybrid_attn_impl") {
        (key, name) = ("gemma4_hybrid_attn_impl", "flash_attention_2")
      } else {
        (key, name) = (present, nil)
      }
    }

    /// Whether it is told where one row ends and the next begins.
    var packs: Bool {
      usesFlash
        || ["flex_attention", "xformers", "sage", "kernels-community/sage-attention"]
          .contains(name)
    }

    /// Whether it comes from the flash-attention library.
    var usesFlash: Bool {
      [
        "flash_attention_2", "flash_attention_3", "kernels-community/flash-attn2",
        "kernels-community/flash-attn3",
      ].contains(name)
    }
  }

  // MARK: Names

  private static let names = [
    "eager", "sdpa", "flash_attention_2", "flash_attention_3", "flex_attention", "xformers",
    "sage", "fp8",
  ]

  private static func constrainNames(_ keys: inout KeyReader) {
    let key = "attn_implementation"
    let source = Axolotl.inputs + "validate_attn_implementation"
    guard keys.isOn(key), let name = keys.word(key), !names.contains(name), !name.contains("/")
    else { return }
    let short = ["flash": "flash_attention_2", "flex": "flex_attention", "sdp": "sdpa"]
    let meant = short[name] ?? NearestKey(name).among(names)
    keys.note(
      .other, meant == nil ? .harmful : .refused, at: key,
      "`\(key)` does not know `\(name.prefix(24))`", label: "no attention of axolotl",
      because: meant == nil ? "the framework stops at names that it does not know" : nil,
      help: meant.map { "write \($0)" } ?? "write one of " + names.joined(separator: ", "),
      source: source)
  }

  private static func constrainSwitches(_ keys: inout KeyReader) {
    let key = "attn_implementation"
    guard keys.isOn(key) else { return }
    for (old, _) in AxolotlOldKeys.switches where keys.isOn(old) {
      keys.refuse(
        at: old, "`\(old)` cannot stand beside `\(key)`", label: "an old name",
        with: [(key, "the present one")], help: "remove \(old)",
        source: Axolotl.inputs + "normalize_attn_implementation")
    }
    let hybrid = "gemma4_hybrid_attn_impl"
    if keys.isOn(hybrid), let name = keys.word(key), name != "flash_attention_2" {
      keys.refuse(
        at: key, "`\(hybrid)` needs `\(key): flash_attention_2`", label: "another one",
        with: [(hybrid, "runs on flash attention")], help: "write flash_attention_2",
        source: Axolotl.inputs + "normalize_attn_implementation")
    }
  }

  // MARK: Packing

  private static func constrainPacking(_ keys: inout KeyReader, _ attention: Attention) {
    if keys.isOn("scaling_softmax"), attention.isDecided, attention.name != "flex_attention" {
      keys.refuse(
        at: "scaling_softmax", "`scaling_softmax` needs flex attention", label: "scales scores",
        with: [(attention.key, "not flex_attention")],
        help: "write attn_implementation: flex_attention",
        source: validators + "check_scaling_softmax_requires_flex")
    }
    guard keys.isOn("sample_packing") else { return }
    if keys.isOn("rl"), let method = keys.word("rl") {
      keys.refuse(
        .packing, at: "sample_packing", "`sample_packing` does not work with `rl: \(method)`",
        label: "packs rows", with: [("rl", "each row is a prompt of its own")],
        help: "set sample_packing to false", source: validators + "check_sample_packing_w_rl")
    }
    if keys.isOn("eval_table_size"), keys.value("eval_sample_packing")?.scalar != .bool(false) {
      keys.refuse(
        .packing, at: "eval_table_size", "`eval_table_size` needs `eval_sample_packing: false`",
        label: "generates from each row", with: [("sample_packing", "packs these too")],
        help: "set eval_sample_packing to false", source: validators + "check_eval_packing")
    }
  }

  private static func warnOfPacking(_ keys: inout KeyReader, _ attention: Attention) {
    guard keys.isOn("sample_packing"), !keys.isSet("rl") else { return }
    // A kernel of the hub may keep rows apart, whatever the validator knows of it.
    let isolates =
      attention.packs || ["sdpa", "eager"].contains(attention.name)
      || attention.name?.contains("/") ?? false
    if attention.isDecided, !isolates {
      keys.warn(
        .packing, at: "sample_packing", "rows packed by `sample_packing` see each other",
        label: "packs rows", with: [(attention.key, "does not keep them apart")],
        because: attention.name == nil
          ? "no attention is chosen, and the model's default does not keep them apart" : nil,
        help: "set attn_implementation: flash_attention_2",
        source: validators + "check_sample_packing_without_attention")
    }
    if keys.value("pad_to_sequence_len")?.scalar == .bool(false) {
      keys.note(
        .packing, .remarkable, at: "pad_to_sequence_len",
        "packed rows without padding take a new size at each step", label: "not padded",
        with: [("sample_packing", "packs rows")], because: "the allocator's memory grows",
        help: "set pad_to_sequence_len to true",
        source: validators + "hint_sample_packing_padding")
    }
    let isHalf = keys.isOn("fp16") || keys.isOn("float16")
    if isHalf, keys.isOff("bf16"), keys.isSet("bf16"), keys.isOff("bfloat16"),
      keys.isOff("adapter"), attention.isDecided, !attention.usesFlash
    {
      let key = keys.isOn("fp16") ? "fp16" : "float16"
      keys.warn(
        .precision, at: key, "full fine-tuning in `\(key)` with packing needs flash attention",
        label: "16 bits without the range of bf16", with: [("sample_packing", "packs rows")],
        because: "gradients of fp16 weights cannot be unscaled, or types do not match",
        help: "set bf16, or attn_implementation: flash_attention_2",
        source: validators + "check_fft_possible_bad_config")
    }
  }

  private static func constrainFlattening(_ keys: inout KeyReader, _ attention: Attention) {
    let key = "batch_flattening"
    let source = validators + "check_batch_flattening_fa"
    guard keys.flag(key) == true, attention.isDecided else { return }
    if !attention.packs {
      keys.refuse(
        .packing, at: key, "`\(key)` needs attention over rows of any length",
        label: "joins the rows of a batch", with: [(attention.key, "not over such rows")],
        help: "set attn_implementation: flash_attention_2", source: source)
    } else if keys.isOn("sample_packing") {
      keys.refuse(
        .packing, at: key, "`\(key)` does not work with `sample_packing`",
        label: "joins the rows of a batch", with: [("sample_packing", "joins rows before")],
        help: "keep one of the two", source: source)
    } else if case .value(1, _) = keys.number("micro_batch_size") {
      keys.note(
        .inert, .remarkable, at: key, "`\(key)` has no effect on one row",
        label: "nothing to join", with: [("micro_batch_size", "one row")],
        help: "remove it", source: source)
    }
  }

  // MARK: Other demands on attention

  private static func constrainContextParallel(
    _ keys: inout KeyReader, _ attention: Attention
  ) {
    let source = validators + "check_context_parallel_size"
    let key =
      keys.isOn("context_parallel_size") ? "context_parallel_size" : "sequence_parallel_degree"
    guard let ranks = keys.number(key).value, ranks > 1, attention.isDecided,
      keys.isOff("use_glm_dsa_kernels")
    else { return }
    if !attention.usesFlash {
      keys.refuse(
        at: key, "`\(key)` above 1 needs flash attention", label: "splits each row",
        with: [(attention.key, "not flash attention")],
        help: "set attn_implementation: flash_attention_2", source: source)
    } else if keys.isOn("sample_packing"), let rows = keys.written("micro_batch_size"),
      rows.value > 1
    {
      keys.refuse(
        .packing, at: "micro_batch_size", "packing over `\(key)` needs `micro_batch_size: 1`",
        label: "\(Magnitude.plain(rows.value)) rows",
        with: [("sample_packing", "packs rows"), (key, "splits each row")],
        help: "set micro_batch_size to 1", source: source)
    }
  }

  private static func warnOfSage(_ keys: inout KeyReader, _ attention: Attention) {
    guard attention.name == "sage" else { return }
    if keys.isOff("sample_packing"), keys.isOff("pad_to_sequence_len") {
      keys.warn(
        at: attention.key, "sage attention on rows of unequal length has diverged",
        label: "without packing or padding", help: "set pad_to_sequence_len to true",
        source: Axolotl.inputs + "check_sageattn_wo_sample_packing")
    }
    if keys.isOff("adapter") {
      keys.warn(
        at: attention.key, "sage attention has trained full models to a loss of 0",
        label: "every weight is trained", help: "use an adapter, or another attention",
        source: Axolotl.inputs + "check_sageattn_fft")
    }
  }

  private static let compilerOptions: Set = [
    "coordinate_descent_tuning", "coordinate_descent_check_all_directions", "shape_padding",
    "epilogue_fusion", "max_autotune_gemm", "fx_graph_cache", "assume_aligned_inputs",
    "comprehensive_padding", "decompose_mem_bound_mm", "triton.cudagraphs",
  ]

  private static func constrainCompilation(_ keys: inout KeyReader) {
    let key = "torch_compile_options"
    guard let options = keys.value(key), options.isMapping else { return }
    for (name, _) in options.entries where !compilerOptions.contains(name) {
      return keys.refuse(
        at: key, "`\(key)` does not take `\(name.prefix(40))`", label: "a fixed list of options",
        help: "remove \(name.prefix(40))", source: Axolotl.inputs + "validate_torch_compile_options"
      )
    }
    if keys.isOff("torch_compile") {
      keys.refuse(
        at: key, "`\(key)` needs `torch_compile`", label: "options of what is off",
        help: "set torch_compile to true",
        source: Axolotl.inputs + "check_torch_compile_options_requires_compile")
    } else if options.member("triton.cudagraphs")?.scalar == .bool(true),
      keys.isOn("sample_packing")
    {
      keys.warn(
        .packing, at: key, "CUDA graphs need the same shapes at each step",
        label: "triton.cudagraphs", with: [("sample_packing", "rows of any length")],
        because: "they are captured anew again and again, or left out",
        help: "remove triton.cudagraphs",
        source: Axolotl.inputs + "check_cudagraphs_wo_static_shapes")
    }
  }
}
