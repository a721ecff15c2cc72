import Composition
import ConfigSyntax
import RunPlan

/// What transformers refuses when it makes a configuration of `config.json`, at version 5.0.
///
/// Models with code of their own (`auto_map`) are left alone, and so are keys that a model's class
/// turns into something else.
extension HFConfig {
  package static func constrain(_ keys: inout KeyReader) {
    guard !keys.has("auto_map") else { return }
    for part in ["", "text_config."] {
      guard let type = keys.word(part + "model_type") else { continue }
      if withPlainRotation.contains(type) { constrainRotation(&keys, part) }
      if withLayerTypes.contains(type) { constrainLayers(&keys, part) }
    }
  }

  // MARK: Positions

  /// Models whose class takes the rotation as it is written.
  private static let withPlainRotation: Set<String> = [
    "gemma", "gemma2", "granite", "helium", "llama", "mistral", "mixtral", "olmo", "olmo2", "qwen2",
    "qwen2_moe", "qwen3", "qwen3_moe", "smollm3", "starcoder2",
  ]

  /// What each kind of rotation cannot do without; the length before stretching has a default.
  private static let rotations: [(name: String, needs: [String])] = [
    ("default", []), ("linear", ["factor"]), ("dynamic", ["factor"]), ("yarn", ["factor"]),
    ("longrope", ["short_factor", "long_factor"]),
    ("llama3", ["factor", "low_freq_factor", "high_freq_factor"]),
  ]

  private static func constrainRotation(_ keys: inout KeyReader, _ part: String) {
    let paths = [part + "rope_scaling", part + "rope_parameters"]
    guard let path = paths.first(where: { keys.value($0)?.isMapping == true }) else { return }
    let present = path + ".rope_type"
    let typePath = keys.has(present) ? present : path + ".type"
    guard let type = keys.word(typePath) else { return }
    guard let rotation = rotations.first(where: { $0.name == type }) else {
      // Names of other versions and of models with code of their own are none of a slip.
      guard let near = NearestKey(type).among(rotations.map(\.name)) else { return }
      keys.refuse(
        at: typePath, "transformers has no such rotation of positions", label: "not known",
        help: "write \(near)", source: "transformers/modeling_rope_utils.py, ROPE_INIT_FUNCTIONS")
      return
    }
    for need in rotation.needs where !keys.has(path + "." + need) {
      keys.refuse(
        at: typePath, "`rope_type: \(type)` needs `\(need)`", label: "a key is missing",
        because: "the model's configuration cannot be made", help: "set \(need) beside it",
        source: "transformers/modeling_rope_utils.py, _check_received_keys")
    }
  }

  // MARK: Layers

  /// Models whose class counts the kinds of their layers.
  private static let withLayerTypes: Set<String> = [
    "cohere2", "dots1", "exaone4", "gemma2", "gemma3_text", "gpt_oss", "minimax", "olmo3", "qwen2",
    "qwen3", "qwen3_next", "smollm3", "vaultgemma",
  ]

  private static func constrainLayers(_ keys: inout KeyReader, _ part: String) {
    guard let kinds = keys.value(part + "layer_types"), kinds.isSequence,
      let layers = keys.written(part + "num_hidden_layers")
    else { return }
    let count = Double(kinds.items.count)
    guard count != layers.value else { return }
    keys.refuse(
      at: part + "layer_types",
      "`layer_types` has \(Magnitude.plain(count)) entries for "
        + "\(Magnitude.plain(layers.value)) layers",
      label: "\(Magnitude.plain(count)) entries",
      with: [(part + "num_hidden_layers", "\(Magnitude.plain(layers.value)) layers")],
      because: "the model's configuration cannot be made",
      help: "write one entry for each layer",
      source: "transformers/configuration_utils.py, layer_type_validation")
  }
}
