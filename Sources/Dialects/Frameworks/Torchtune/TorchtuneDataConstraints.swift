import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What torchtune's recipes refuse of data, evaluation and rollouts once they run.
extension Torchtune {
  // MARK: Data

  static func constrainData(
    _ keys: inout KeyReader, packs: Bool, readsCollator: Bool
  ) {
    if readsCollator, let collator = keys.word("collate_fn"),
      collator.contains("left_pad_sequence")
    {
      keys.refuse(
        at: "collate_fn", "padding on the left is for inference only", label: "pads on the left",
        help: "remove collate_fn", source: "recipes/full_finetune_distributed.py, _setup_data")
    }
    if keys.has("datasets"), keys.flag("dataloader.packed") == true {
      keys.refuse(
        .packing, at: "dataloader.packed", "the recipe for several data sets cannot pack",
        label: "packs rows", with: [("datasets", "several data sets")],
        help: "set dataloader.packed to false",
        source: "recipes/dev/lora_finetune_distributed_multi_dataset.py, _setup_data")
    }
    guard let data = keys.value("dataset") else { return }
    for part in data.isSequence ? data.items : [data] {
      guard let name = part["_component_"].flatMap(KeyReader.text)?.value,
        name.hasPrefix("torchtune.datasets.")
      else { continue }
      if packs { constrainPacking(&keys, part, name) }
      constrainLength(&keys, part)
    }
  }

  /// A null length is as good as none: there is nothing to fill.
  private static func constrainPacking(
    _ keys: inout KeyReader, _ part: ConfigValue, _ name: String
  ) {
    guard let packed = part["packed"], packed.scalar == .bool(true) else { return }
    if name.hasPrefix("torchtune.datasets.multimodal.") {
      keys.note(
        .packing, .refused, of: packed, key: "dataset.packed", "data with images cannot be packed",
        label: "packs rows", help: "set packed to false",
        source: "torchtune/datasets/multimodal/_multimodal.py, multimodal_chat_dataset")
      return
    }
    guard keys.word("tokenizer._component_")?.hasPrefix("torchtune.models.") == true,
      !keys.isSet("tokenizer.max_seq_len"), part["max_seq_len"] == nil
    else { return }
    keys.note(
      .packing, .refused, of: packed, key: "dataset.packed",
      "`packed` needs `tokenizer.max_seq_len`",
      label: "packs rows",
      with: [keys.has("tokenizer.max_seq_len") ? "tokenizer.max_seq_len" : "tokenizer"].map {
        ($0, "no length to fill")
      },
      because: "the run stops when the data are read, after the model is loaded",
      help: "set tokenizer.max_seq_len",
      source: "torchtune/datasets/_alpaca.py, alpaca_dataset")
  }

  /// Until 0.2 the length was the data set's; what is left over goes to `load_dataset`.
  private static func constrainLength(_ keys: inout KeyReader, _ part: ConfigValue) {
    guard let length = part["max_seq_len"] else { return }
    let isSet = keys.isSet("tokenizer.max_seq_len")
    keys.note(
      .other, .harmful, of: length, key: "dataset.max_seq_len",
      "`max_seq_len` belongs to the tokenizer since torchtune 0.3", label: "of the data set",
      with: isSet ? [("tokenizer.max_seq_len", "the length that counts")] : [],
      because: "the data set hands the key on to load_dataset, which stops at it",
      help: isSet ? "remove it" : "move it to `tokenizer.max_seq_len`",
      source: "torchtune/datasets/_sft.py, SFTDataset")
  }

  // MARK: Evaluation

  static func constrainEvaluation(_ keys: inout KeyReader, isDistributed: Bool) {
    guard keys.isSet("run_val_every_n_steps"), !keys.isSet("dataset_val") else { return }
    keys.note(
      .evaluation, isDistributed ? .refused : .harmful, at: "run_val_every_n_steps",
      "`run_val_every_n_steps` needs `dataset_val`", label: "asks for an evaluation",
      with: [("dataset_val", "no data")],
      because: isDistributed
        ? nil : "recipes that evaluate stop, recipes for one device never evaluate",
      help: "set dataset_val, or remove run_val_every_n_steps",
      source: "recipes/full_finetune_distributed.py, __init__")
  }

  // MARK: Rollouts

  /// Trajectories are cut into forward batches, and into batches of an update.
  static func constrainTrajectories(_ keys: inout KeyReader) {
    guard keys.has("ppo_batch_size"), !keys.isSet("grpo_samples") else { return }
    let source = "recipes/ppo_full_finetune_single_device.py, _setup_training_parameters"
    func divide(_ whole: String, by part: String) {
      guard let total = keys.written(whole), let share = keys.written(part), share.value > 0,
        total.value.truncatingRemainder(dividingBy: share.value) != 0
      else { return }
      keys.refuse(
        at: whole, "`\(whole)` does not divide by `\(part)`",
        label: Magnitude.plain(total.value), with: [(part, Magnitude.plain(share.value))],
        help: "make \(whole) a multiple of \(part)", source: source)
    }
    divide("batch_size", by: "forward_batch_size")
    divide("batch_size", by: "ppo_batch_size")
    divide("ppo_batch_size", by: "gradient_accumulation_steps")
    guard let total = keys.written("num_steps"), let batch = keys.written("batch_size"),
      total.value < batch.value
    else { return }
    keys.refuse(
      at: "num_steps", "`num_steps` is less than one `batch_size`",
      label: "\(Magnitude.plain(total.value)) trajectories in all",
      with: [("batch_size", "\(Magnitude.plain(batch.value)) at a time")],
      help: "make num_steps at least batch_size", source: source)
  }
}
