import Composition
import ConfigSyntax
import RunPlan

/// What axolotl refuses once the job runs, and what it takes otherwise than it reads: the
/// validators of `src/axolotl/utils/schemas/*.py`, at version 0.18.
///
/// What depends on the machine (its devices, the versions of its libraries) is left to it.
extension Axolotl {
  package static func constrain(_ keys: inout KeyReader) {
    AxolotlOldKeys.constrain(&keys)
    constrainRequired(&keys)
    AxolotlDataConstraints.constrain(&keys)
    AxolotlCadenceConstraints.constrain(&keys)
    AxolotlPackingConstraints.constrain(&keys)
    AxolotlAdapterConstraints.constrain(&keys)
    AxolotlMemoryConstraints.constrain(&keys)
    AxolotlDeviceConstraints.constrain(&keys)
    AxolotlPreferenceConstraints.constrain(&keys)
    AxolotlPluginConstraints.constrain(&keys)
    exclude(pairs, in: &keys)
  }

  static let validators = "axolotl/utils/schemas/validation.py, "
  static let inputs = "axolotl/utils/schemas/config.py, "

  // MARK: Pairs

  /// Two keys of which one file sets one.
  struct Pair {
    let first: String
    let second: String
    var topic = Constraint.Topic.other
    let source: String
  }

  private static let pairs = [
    Pair(first: "batch_size", second: "gradient_accumulation_steps", source: "check_gas_bsz"),
    Pair(first: "lr_groups", second: "loraplus_lr_ratio", source: "check_lr_groups"),
    Pair(first: "max_memory", second: "gpu_memory_limit", source: "check_mem_mismatch"),
    Pair(first: "deepspeed", second: "fsdp", source: "check_fsdp_deepspeed"),
    Pair(first: "gptq", second: "revision_of_model", source: "check_gptq_w_revision"),
    Pair(
      first: "val_set_size", second: "test_datasets",
      source: "check_val_w_test_datasets"),
    Pair(
      first: "saves_per_epoch", second: "save_steps", topic: .cadence, source: "check_saves"),
    Pair(
      first: "evals_per_epoch", second: "eval_steps", topic: .cadence, source: "check_evals"),
    Pair(
      first: "model_quantization_config", second: "load_in_8bit", topic: .adapter,
      source: "check_model_quantization_config_vs_bnb"),
    Pair(
      first: "model_quantization_config", second: "load_in_4bit", topic: .adapter,
      source: "check_model_quantization_config_vs_bnb"),
    Pair(
      first: "include_tokens_per_second", second: "pretraining_dataset",
      source: "pretrain_with_tps"),
    Pair(
      first: "dataset_exact_deduplication", second: "streaming",
      source: "check_deduplication_with_streaming"),
    Pair(
      first: "dataset_exact_deduplication", second: "pretraining_dataset",
      source: "check_deduplication_with_streaming"),
    Pair(
      first: "dataset_exact_deduplication", second: "skip_prepare_dataset",
      source: "check_deduplication_with_skip_prepare"),
    Pair(first: "qat", second: "peft", topic: .adapter, source: "check_qat_config"),
    Pair(first: "qat", second: "load_in_8bit", topic: .adapter, source: "check_qat_config"),
    Pair(first: "qat", second: "load_in_4bit", topic: .adapter, source: "check_qat_config"),
  ]

  /// Refuses pairs of which both are set to something.
  static func exclude(_ pairs: [Pair], in keys: inout KeyReader) {
    for pair in pairs where keys.isOn(pair.first) && keys.isOn(pair.second) {
      keys.refuse(
        pair.topic, at: pair.first, "`\(pair.first)` and `\(pair.second)` exclude each other",
        label: "set here", with: [(pair.second, "and here")], help: "keep one of the two",
        source: validators + pair.source)
    }
  }

  // MARK: Required keys

  /// Fields of the schema that have a default and do not take null.
  private static func constrainRequired(_ keys: inout KeyReader) {
    for key in ["output_dir", "num_epochs", "sequence_len"] {
      guard let value = keys.value(key), value.isNull, let span = value.keySpan,
        let edition = catalogue?.edition
      else { continue }
      let missing = MissingKey(edition: edition, isNull: true)
      keys.reading.remarks.append(KeyRemark(.missing(missing), key: key, span: span))
    }
  }
}
