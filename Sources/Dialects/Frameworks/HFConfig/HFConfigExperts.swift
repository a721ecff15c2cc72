import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension HFConfigReader {
  /// Whether no layer has an MLP of its own, as far as the usual keys say.
  var usesExpertsEverywhere: Bool {
    guard expertCount ?? 0 > 0, number("dense-first") == 0 else { return false }
    return placement(layers: 1) == .everyLayer
  }

  /// The number of experts by any of its names; 0 where there are none.
  private var expertCount: Int? {
    guard family?.parts["experts"] != nil else { return 0 }
    let names = ["num_experts", "num_local_experts", "n_routed_experts"]
    if let path = path(names) { return keys.count(path, fallback: 0) }
    return number("experts")
  }

  /// Puts the experts into the shape; false where their sizes or places are not known.
  func readExperts(_ shape: inout ModelShape) -> Bool {
    guard let count = expertCount else { return false }
    guard count > 0 else { return true }
    guard let top = number("top"), top > 0, let dense = shape.mlp,
      let width = family?.parts["expert-width"] == nil ? dense.width : number("expert-width"),
      let shared = sharedWidth(expert: width), let placement = placement(layers: shape.layers)
    else { return false }
    shape.experts = ModelShape.Experts(
      count: count, perToken: top,
      expert: ModelShape.MLP(
        width: width, isGated: dense.isGated, hasBias: family?.parts["expert-bias"] != nil),
      sharedWidth: shared, hasSharedGate: family?.parts["shared-gate"] != nil,
      hasRouterBias: family?.parts["router-bias"] != nil, placement: placement)
    return true
  }

  private func sharedWidth(expert: Int) -> Int? {
    if family?.parts["shared-width"] != nil { return number("shared-width") }
    guard let count = number("shared-count"), 0..<4096 ~= count, 0..<(1 << 40) ~= expert else {
      return nil
    }
    return count * expert
  }

  /// Where the experts stand; nil where the keys say something unknown.
  private func placement(layers: Int) -> ModelShape.Experts.Placement? {
    guard let parts = family?.parts else { return nil }
    if parts["sparse-step"] != nil { return sparsePlacement(layers: layers) }
    guard parts["dense-first"] != nil else { return .everyLayer }
    guard let dense = number("dense-first"), keys.count(part + "moe_layer_freq", fallback: 1) == 1
    else { return nil }
    return dense > 0 ? .after(denseLayers: dense) : .everyLayer
  }

  /// Qwen: every `decoder_sparse_step`th layer but those of `mlp_only_layers`.
  private func sparsePlacement(layers: Int) -> ModelShape.Experts.Placement? {
    guard let step = count("decoder_sparse_step", 1), step > 0 else { return nil }
    let dense = keys.value(part + "mlp_only_layers")?.items ?? []
    guard !dense.isEmpty else {
      return step == 1 ? .everyLayer : .every(interval: step, offset: step - 1)
    }
    var chosen = Set((0..<min(max(layers, 0), 100_000)).filter { ($0 + 1).isMultiple(of: step) })
    for item in dense {
      guard let layer = item.layerNumber else { return nil }
      chosen.remove(layer)
    }
    return .layers(chosen)
  }
}

extension ConfigValue {
  /// The number of a layer in a list of layers.
  var layerNumber: Int? {
    if case .integer(let layer)? = scalar { return layer }
    return nil
  }
}
