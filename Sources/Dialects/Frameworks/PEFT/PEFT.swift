import Composition
import ConfigSyntax
import ReferenceData
package import RunPlan
import SourceText

/// Hugging Face PEFT's `adapter_config.json`: an adapter that was or will be trained, not a run.
///
/// Read from `src/peft/config.py`, `src/peft/tuners/lora/config.py` and `utils/constants.py`.
package enum PEFT: Dialect {
  package static let id = DialectID("peft")

  package static let fingerprint = Fingerprint(
    all: ["peft_type"],
    any: [
      .atLeast(
        1,
        of: [
          "base_model_name_or_path", "task_type", "inference_mode", "target_modules", "r",
          "num_virtual_tokens", "auto_mapping",
        ])
    ],
    none: [
      "model_name_or_path", "base_model", "learning_rate", "output_dir", "num_train_epochs",
      "per_device_train_batch_size", "architectures",
    ])

  package static let loading = Loading.plainYAML

  package static let bindings: [KeyBinding] = []

  package static func complete(_ keys: inout KeyReader) {
    keys.reading.regime = nil
    keys.reading.fillsSequences = false
    keys.label(.baseModel, "base_model_name_or_path")
    guard let type = keys.text("peft_type")?.value.lowercased() else { return }
    keys.labelWord(.adapter, type, at: "peft_type")
    guard type == "lora" else { return readModel(&keys, readsAdapter: false) }
    keys.claim(.loraRank, "r", fallback: 8)
    keys.claim(.loraAlpha, "lora_alpha", fallback: 8)
    readModel(&keys, readsAdapter: true)
  }

  // MARK: Base model

  /// The sizes of a published base model, and the adapter's own where they are certain.
  private static func readModel(_ keys: inout KeyReader, readsAdapter: Bool) {
    guard let name = keys.text("base_model_name_or_path"),
      let value = keys.value("base_model_name_or_path"), let match = BaseModels.named(name.value)
    else { return }
    let base = HubModel.claim(match, named: value, at: "base_model_name_or_path", &keys)
    guard let shape = base.shape else { return }
    guard readsAdapter, let rank = keys.reading.claims[.loraRank], let width = rank.integer,
      !isSpecial(keys), let targets = targets(keys, of: base.model, shape),
      let count = ParameterCount.adapters(rank: width, on: targets, of: shape), count > 0
    else { return }
    keys.derive(
      .parametersTrainable, "rank × (inputs + outputs) of the targeted matrices", from: rank,
      base.sizes[0], base.sizes[1]
    ) { _ in Double(count) }
  }

  /// Keys that make the adapter more or less than a pair of matrices on each target.
  private static let options = [
    "modules_to_save", "rank_pattern", "exclude_modules", "layers_to_transform", "layers_pattern",
    "layer_replication", "trainable_token_indices", "target_parameters", "use_dora", "lora_bias",
    "use_qalora", "use_bdlora", "megatron_config", "velora_config", "monteclora_config",
    "kasa_config", "eva_config", "arrow_config",
  ]

  private static func isSpecial(_ keys: KeyReader) -> Bool {
    if let bias = keys.text("bias")?.value, bias != "none" { return true }
    // EVA shares ranks out anew, MiCA freezes one matrix.
    let start = keys.text("init_lora_weights")?.value.lowercased()
    if start == "eva" || start == "mica" || start == "lora_fa" { return true }
    return options.contains { option in
      guard let value = keys.value(option), !value.isNull else { return false }
      if keys.flag(option) == false { return false }
      return !(value.isMapping ? value.entries.isEmpty : value.isSequence && value.items.isEmpty)
    }
  }

  // MARK: Targets

  /// The targeted matrices; nil where a name is not one of the model's.
  private static func targets(
    _ keys: KeyReader, of model: BaseModel, _ shape: ModelShape
  ) -> Set<AdapterTarget>? {
    guard shape.experts == nil, likeLlama.contains(model.architecture) else { return nil }
    guard let value = keys.value("target_modules"), !value.isNull else { return nil }
    if KeyReader.text(of: value)?.value.lowercased() == "all-linear" { return Set(names.values) }
    guard value.isSequence else { return nil }
    var targets: Set<AdapterTarget> = []
    for item in value.items {
      guard let name = KeyReader.text(of: item)?.value, let target = names[name] else { return nil }
      targets.insert(target)
    }
    return targets.isEmpty ? nil : targets
  }

  /// Architectures whose matrices have llama's names.
  private static let likeLlama: Set<String> = [
    "gemma", "gemma2", "llama", "mistral", "olmo", "olmo2", "qwen2", "qwen3", "smollm3", "stablelm",
  ]

  private static let names: [String: AdapterTarget] = [
    "q_proj": .query, "k_proj": .key, "v_proj": .value, "o_proj": .attentionOutput,
    "gate_proj": .gate, "up_proj": .up, "down_proj": .down,
  ]
}
