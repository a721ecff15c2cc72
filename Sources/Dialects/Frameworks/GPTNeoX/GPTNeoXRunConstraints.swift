import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What GPT-NeoX refuses of data, checkpoints and the kind of training.
extension GPTNeoX {
  private static let values = "megatron/neox_arguments/arguments.py, validate_values"
  private static let epochs = "megatron/data/data_utils.py, validate_train_epochs"

  static func constrainCheckpoints(_ keys: inout KeyReader) {
    // A file with both the model and the run in it is not an overlay of paths.
    if keys.isSet("save"), keys.has("num_layers"), keys.has("train_iters"),
      !keys.isSet("checkpoint_factor"), !keys.isSet("extra_save_iters"),
      !keys.isSet("save_interval"), !keys.isSet("save_iters")
    {
      keys.refuse(
        .checkpoints, at: "save", "`save` needs `checkpoint_factor` or `extra_save_iters`",
        label: "nothing says when", help: "set checkpoint_factor", source: values)
    }
    guard let factor = keys.number("checkpoint_factor").value else { return }
    let loop = "megatron/training.py, is_save_iter"
    if keys.word("checkpoint_scale") == "log" {
      guard factor <= 1, factor != 0 else { return }
      keys.refuse(
        .other, at: "checkpoint_factor", "a logarithmic `checkpoint_factor` is above 1",
        label: "powers of it do not grow", with: [("checkpoint_scale", "powers of the factor")],
        because: "the run stops after its first step", help: "set it to 2", source: loop)
    } else if factor != factor.rounded() {
      keys.refuse(
        .other, at: "checkpoint_factor", "`checkpoint_factor` is no whole number of steps",
        label: "steps between checkpoints", because: "the run stops after its first step",
        help: "set it to a whole number", source: loop)
    }
  }

  static func constrainTrainingKind(_ keys: inout KeyReader) {
    guard let kind = keys.word("train_impl"), ["dpo", "kto", "rm"].contains(kind),
      let stages = keys.number("pipe_parallel_size").value, stages >= 1
    else { return }
    keys.refuse(
      at: "pipe_parallel_size", "`train_impl: \(kind)` does not work with pipeline parallelism",
      label: "the pipeline engine", with: [("train_impl", kind)],
      help: "set pipe_parallel_size to 0", source: "megatron/training.py, get_batch_pipe")
  }

  // MARK: Data

  static func constrainData(_ keys: inout KeyReader) {
    let parts = ["train", "valid", "test"]
    let there = parts.filter { keys.isSet("\($0)_data_paths") }
    if there.count == 3, keys.isSet("data_path") {
      keys.refuse(
        at: "data_path", "`data_path` cannot stand beside `train_data_paths`",
        label: "one path for all", with: [("train_data_paths", "paths of its own")],
        help: "remove data_path", source: values)
    } else if keys.isSet("train_label_data_paths"), keys.isSet("data_path") {
      keys.refuse(
        at: "data_path", "`train_label_data_paths` needs `train_data_paths`, not `data_path`",
        label: "has no labels", with: [("train_label_data_paths", "labels")],
        help: "use train_data_paths",
        source: "megatron/neox_arguments/arguments.py, calculate_derived")
    }
    if !there.isEmpty, there.count < 3, keys.has("num_layers") {
      let missing = parts.filter { !there.contains($0) }.map { "\($0)_data_paths" }
      keys.refuse(
        at: "\(there[0])_data_paths", "`\(there[0])_data_paths` needs `\(missing[0])` beside it",
        label: "the others are not set", help: "set \(missing.joined(separator: " and "))",
        source: values)
    }
    for part in there { constrainWeights(&keys, part) }
  }

  private static func constrainWeights(_ keys: inout KeyReader, _ part: String) {
    guard let paths = keys.value("\(part)_data_paths"), paths.isSequence,
      let weights = keys.value("\(part)_data_weights"), weights.isSequence
    else { return }
    let (wanted, found) = (paths.items.count, weights.items.count)
    // An empty list waits for the paths of the place where the file is used.
    if wanted == 0 { return }
    if wanted != found {
      keys.refuse(
        .mixture, at: "\(part)_data_weights",
        "`\(part)_data_weights` has \(found) numbers for \(wanted) paths",
        label: "\(found) weights", with: [("\(part)_data_paths", "\(wanted) paths")],
        help: "give each path a weight", source: values)
    } else if found > 0, weights.items.allSatisfy({ ($0.scalar?.number ?? 1) <= 0 }) {
      keys.refuse(
        .mixture, at: "\(part)_data_weights", "`\(part)_data_weights` has no weight above 0",
        label: "sums to nothing", help: "give each path a weight above 0",
        source: "megatron/data/data_utils.py, get_normalized_weights_and_num_samples")
    }
  }

  /// A run counted in epochs does without weights and other packing.
  static func constrainEpochs(_ keys: inout KeyReader) {
    guard let count = keys.number("train_epochs").value, count > 0, !keys.isSet("train_iters")
    else {
      return
    }
    func refuse(_ path: String, _ what: String, _ help: String) {
      keys.refuse(
        at: path, "`train_epochs` does not work with \(what)", label: "set here",
        with: [("train_epochs", "epochs")], help: help + ", or use train_iters", source: epochs)
    }
    if let packing = keys.word("pack_impl"), packing != "packed" {
      refuse("pack_impl", "`pack_impl: \(packing.prefix(20))`", "set it to packed")
    }
    if keys.flag("weight_by_num_documents") == true {
      refuse("weight_by_num_documents", "`weight_by_num_documents`", "remove it")
    }
    if let kind = keys.word("dataset_impl"), kind != "gpt2" {
      refuse("dataset_impl", "`dataset_impl: \(kind.prefix(20))`", "set it to gpt2")
    }
    let weights = keys.value("train_data_weights")?.items ?? []
    if weights.contains(where: { $0.scalar?.number.map { $0 != 1 } ?? false }) {
      refuse("train_data_weights", "weights other than 1", "remove the weights")
    }
  }

  // MARK: Overwritten keys

  /// Fields that are no settings: `calculate_derived` computes them from others.
  static func constrainOverwritten(_ keys: inout KeyReader) {
    let owners = [
      ("lr", "optimizer.params.lr"), ("optimizer_type", "optimizer.type"),
      ("clip_grad", "gradient_clipping"), ("batch_size", "train_micro_batch_size_per_gpu"),
      ("zero_stage", "zero_optimization.stage"),
      ("zero_reduce_bucket_size", "zero_optimization.reduce_bucket_size"),
      ("zero_allgather_bucket_size", "zero_optimization.allgather_bucket_size"),
      ("zero_contiguous_gradients", "zero_optimization.contiguous_gradients"),
      ("zero_reduce_scatter", "zero_optimization.reduce_scatter"),
    ]
    for (path, owner) in owners where keys.isSet(path) {
      keys.note(
        .inert, .remarkable, at: path, "`\(path)` is overwritten with what `\(owner)` says",
        label: "not read", help: "set \(owner)",
        source: "megatron/neox_arguments/arguments.py, calculate_derived")
    }
  }

  /// No key may stand in two of the files that a run is given; names with hyphens pass the check.
  static func constrainMergedFiles(_ keys: inout KeyReader) {
    for layer in keys.layers {
      for entry in layer.root.entries where !entry.key.contains("-") {
        guard let own = keys.root?[entry.key], own.origin.isWrittenHere else { continue }
        keys.refuse(
          at: entry.key, "`\(entry.key)` stands in two files of one run", label: "here",
          beside: entry.value.keySpan.map { [Constraint.Mark($0, "and here")] } ?? [],
          help: "keep it in one of them",
          source: "megatron/neox_arguments/arguments.py, from_ymls")
      }
    }
  }
}
