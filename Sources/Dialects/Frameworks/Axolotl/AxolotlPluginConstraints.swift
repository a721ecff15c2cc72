import Composition
import ConfigSyntax
import RunPlan

/// What the plugins of axolotl ask: `src/axolotl/integrations/*/args.py`.
enum AxolotlPluginConstraints {
  static func constrain(_ keys: inout KeyReader) {
    constrainLoss(&keys)
    guard case .some(let plugins) = Plugins(keys) else { return }
    warnOfMissing(&keys, plugins)
    if plugins.has("CutCrossEntropyPlugin") { constrainCut(&keys) }
    if plugins.has("LigerPlugin") { constrainLiger(&keys) }
    if plugins.has("KernelsPlugin") { constrainKernels(&keys) }
    if plugins.has("SpectrumPlugin") { constrainSpectrum(&keys) }
  }

  /// The plugins that a file names; there is none to know where one of them is not known.
  struct Plugins {
    private let names: [String]

    init?(_ keys: KeyReader) {
      guard let list = keys.value("plugins"), !list.isNull else {
        names = []
        return
      }
      guard list.isSequence else { return nil }
      var names: [String] = []
      for item in list.items {
        guard case .text(let name)? = item.scalar else { return nil }
        names.append(name)
      }
      self.names = names
    }

    var areAllShipped: Bool { names.allSatisfy { $0.hasPrefix("axolotl.integrations.") } }

    func has(_ name: String) -> Bool {
      names.contains { $0.split(separator: ".").last.map(String.init) == name }
    }
  }

  // MARK: Losses

  private static func constrainLoss(_ keys: inout KeyReader) {
    let losses = [
      "cut_cross_entropy", "chunked_cross_entropy", "liger_cross_entropy",
      "liger_fused_linear_cross_entropy",
    ]
    let set = losses.filter { keys.isOn($0) }
    guard set.count > 1 else { return }
    keys.refuse(
      at: set[0], "`\(set[0])` and `\(set[1])` exclude each other", label: "a loss",
      with: set.dropFirst().map { ($0, "another one") }, help: "keep one of them",
      source: Axolotl.validators + "check_cross_entropy_conflicts")
  }

  // MARK: Keys without their plugin

  private static let owners: [(plugin: String, keys: [String])] = [
    ("axolotl.integrations.cut_cross_entropy.CutCrossEntropyPlugin", ["cut_cross_entropy"]),
    (
      "axolotl.integrations.liger.LigerPlugin",
      [
        "liger_rope", "liger_rms_norm", "liger_rms_norm_gated", "liger_layer_norm",
        "liger_glu_activation", "liger_swiglu", "liger_cross_entropy",
        "liger_fused_linear_cross_entropy",
      ]
    ),
    ("axolotl.integrations.spectrum.SpectrumPlugin", ["spectrum_top_fraction"]),
    ("axolotl.integrations.kd.KDPlugin", ["kd_trainer"]),
    ("axolotl.integrations.swanlab.SwanLabPlugin", ["use_swanlab"]),
    ("axolotl.integrations.densemixer.DenseMixerPlugin", ["dense_mixer"]),
    ("axolotl.integrations.expert_parallel.ExpertParallelPlugin", ["expert_parallel_backend"]),
    ("axolotl.integrations.lm_eval.LMEvalPlugin", ["lm_eval_tasks"]),
  ]

  /// The schema drops what no plugin of the file brings.
  private static func warnOfMissing(_ keys: inout KeyReader, _ plugins: Plugins) {
    guard plugins.areAllShipped else { return }
    for (plugin, names) in owners {
      guard let name = plugin.split(separator: ".").last, !plugins.has(String(name)),
        let key = names.first(where: { keys.isOn($0) })
      else { continue }
      keys.note(
        .inert, .harmful, at: key, "`\(key)` has no effect without `\(name)`",
        label: "not read", with: [("plugins", "the plugin is not among them")],
        help: "add \(plugin) to plugins",
        source: "axolotl/integrations/config.py, merge_input_args")
    }
  }

  // MARK: Plugins

  private static func constrainCut(_ keys: inout KeyReader) {
    let key = "cut_cross_entropy"
    let source = "axolotl/integrations/cut_cross_entropy/args.py, "
    if keys.isOn("chunked_cross_entropy"), !keys.isOn(key) {
      keys.refuse(
        at: "chunked_cross_entropy", "`chunked_cross_entropy` does not work with the plugin's loss",
        label: "a loss", with: [("plugins", "CutCrossEntropyPlugin brings another")],
        help: "remove chunked_cross_entropy", source: source + "check_chunked_cross_entropy_not_set"
      )
    }
    guard keys.isOn(key), keys.isOff("bf16"), keys.isOff("fp16") else { return }
    keys.refuse(
      .precision, at: key, "`\(key)` needs `bf16` or `fp16`", label: "16 bits",
      with: [("bf16", "off")], help: "set bf16 to auto", source: source + "check_dtype_is_half")
  }

  private static func constrainLiger(_ keys: inout KeyReader) {
    let source = "axolotl/integrations/liger/args.py, "
    if keys.isSet("liger_swiglu"), keys.isSet("liger_glu_activation") {
      keys.refuse(
        at: "liger_swiglu", "`liger_swiglu` and `liger_glu_activation` are one key",
        label: "the old name", with: [("liger_glu_activation", "the present one")],
        help: "remove liger_swiglu", source: source + "check_deprecated_swiglu")
    }
    if keys.flag("liger_glu_activation") == true, keys.flag("tiled_mlp") == true,
      keys.isOff("tiled_mlp_use_original_mlp")
    {
      keys.refuse(
        at: "tiled_mlp", "`tiled_mlp` beside `liger_glu_activation` keeps the original MLP only",
        label: "tiles the MLP", with: [("liger_glu_activation", "replaces it")],
        help: "set tiled_mlp_use_original_mlp to true", source: source + "check_tiled_mlp_conflict")
    }
    if keys.isOn("liger_use_token_scaling"), keys.isOff("liger_fused_linear_cross_entropy") {
      keys.refuse(
        at: "liger_use_token_scaling",
        "`liger_use_token_scaling` needs `liger_fused_linear_cross_entropy`",
        label: "scales that loss", help: "set liger_fused_linear_cross_entropy to true",
        source: source + "check_liger_use_token_scaling_flce")
    }
    guard let ranks = keys.number("tensor_parallel_size").value, ranks > 1 else { return }
    for key in ["liger_rms_norm", "liger_fused_linear_cross_entropy"] where keys.isOn(key) {
      keys.refuse(
        at: key, "`\(key)` does not work with tensor parallelism", label: "needs whole matrices",
        with: [("tensor_parallel_size", "\(Magnitude.plain(ranks)) parts")],
        help: "remove \(key)", source: source + "check_liger_rms_norm_tensor_parallel")
    }
  }

  private static func constrainKernels(_ keys: inout KeyReader) {
    guard keys.isOn("use_scattermoe"), keys.isOn("use_sonicmoe") else { return }
    keys.refuse(
      at: "use_sonicmoe", "`use_scattermoe` and `use_sonicmoe` exclude each other",
      label: "kernels of experts", with: [("use_scattermoe", "other ones")],
      help: "keep one of the two",
      source: "axolotl/integrations/kernels/args.py, check_mutually_exclusive")
  }

  private static func constrainSpectrum(_ keys: inout KeyReader) {
    guard keys.isOn("fsdp"), keys.isOn("fsdp_config"),
      keys.isOff("fsdp_config.use_orig_params"), keys.isOff("fsdp_config.fsdp_use_orig_params")
    else { return }
    keys.refuse(
      at: "fsdp_config", "Spectrum under FSDP needs `use_orig_params`",
      label: "joins frozen weights and others", with: [("plugins", "freezes some of the weights")],
      help: "set fsdp_config.use_orig_params to true",
      source: "axolotl/integrations/spectrum/args.py, check_fsdp_use_orig_params")
  }
}
