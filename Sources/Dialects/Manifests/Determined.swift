import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Experiments of Determined.
///
/// Read from `schemas/expconf/v0`, `harness/determined/util.py`,
/// `harness/determined/layers/_workload_sequencer.py` and `harness/determined/launch`.
package enum Determined: Dialect {
  package static let id = DialectID("determined")

  package static let fingerprint = Fingerprint(
    all: ["searcher.name", "entrypoint"], none: ["apiVersion", "kind"])

  /// The command line reads it with ruamel's `safe` loader.
  package static let loading = Loading(.yaml12, castsText: false)

  /// What scripts hand to transformers' `TrainingArguments`, and what they call their own.
  ///
  /// A search space is a mapping, and therefore no number.
  package static let bindings: [KeyBinding] = [
    KeyBinding(.microBatch, hyperparameters("per_device_train_batch_size")),
    KeyBinding(.accumulation, hyperparameters("gradient_accumulation_steps")),
    KeyBinding(.epochs, hyperparameters("num_train_epochs")),
    KeyBinding(.steps, hyperparameters("max_steps")),
    KeyBinding(.learningRate, hyperparameters("learning_rate")),
    KeyBinding(.weightDecay, hyperparameters("weight_decay")),
    KeyBinding(
      .sequenceLength, ["hyperparameters.max_seq_length", "data.max_seq_length"]),
  ]

  private static func hyperparameters(_ name: String) -> [String] {
    ["training_args.", "training_arguments.", ""].map { "hyperparameters." + $0 + name }
  }

  package static func complete(_ keys: inout KeyReader) {
    keys.nameRun("name")
    guard let root = keys.root else { return }
    var job = JobSpec()
    job.source = "harness/determined/launch"
    job.devices = KeyReader.count(
      .devices, of: root, "resources.slots_per_trial", fallback: 1)
    job.launches = launches(root)
    keys.read(job)
    keys.reading.claims.removeAll { $0.value <= 0 && [.steps, .epochs].contains($0.quantity) }
    if isTrial(root) { readTrial(&keys, slots: job.devices) }
    if keys.reading.claims[.microBatch] != nil {
      // What the Trainer counts per device is one copy of the model on each slot.
      for quantity in [Quantity.tensorParallel, .pipelineParallel, .contextParallel] {
        keys.add(Claim(quantity, 1, .frameworkDefault(key: "the Trainer")))
      }
    }
    readModel(&keys)
  }

  private static func readModel(_ keys: inout KeyReader) {
    let paths = [
      "hyperparameters.model", "hyperparameters.model_name", "data.pretrained_model_name",
      "hyperparameters.model_name_or_path",
    ]
    for path in paths {
      guard let name = keys.text(path)?.value, name.contains("/"), !name.contains(" ") else {
        continue
      }
      return keys.labelWord(.baseModel, name, at: path)
    }
  }

  // MARK: Trials

  /// Whether Determined itself runs the training loop, of the class that the entry names.
  private static func isTrial(_ root: ConfigValue) -> Bool {
    guard let entry = root.member("entrypoint") else { return false }
    let words =
      entry.isSequence
      ? entry.items.compactMap { KeyReader.text(of: $0)?.value }
      : (KeyReader.text(of: entry)?.value ?? "").split(separator: " ").map(String.init)
    guard words.count == 1 || words.contains("--trial"), let name = words.last else { return false }
    return name.split(separator: ":").count == 2 && !name.contains("/")
  }

  /// The batch is shared out among the slots, and several of them make an update.
  private static func readTrial(_ keys: inout KeyReader, slots: Claim?) {
    if let slots { keys.add(Claim(.worldSize, max(slots.value, 1), slots.provenance)) }
    guard case .value(let batch, let source) = keys.number("hyperparameters.global_batch_size"),
      batch > 0, let slots, slots.value > 0
    else { return }
    let micro = (batch / slots.value).rounded(.down)
    guard micro >= 1 else { return refuse(&keys, batch, source, slots) }
    let inputs = [Claim(.globalBatch, batch, .written(source)), slots]
    guard let updates = keys.count("optimizations.aggregation_frequency", fallback: 1), updates > 0
    else { return }
    keys.add(
      Claim(.microBatch, micro, .derived(formula: "global_batch_size ÷ slots", from: inputs)))
    keys.claim(.accumulation, "optimizations.aggregation_frequency", fallback: 1)
    keys.add(
      Claim(
        .globalBatch, micro * slots.value * Double(updates),
        .derived(formula: "global_batch_size × aggregation_frequency", from: inputs)))
    readLength(&keys, batch: micro * slots.value, updates: Double(updates))
  }

  private static func readLength(_ keys: inout KeyReader, batch: Double, updates: Double) {
    let path = "searcher.max_length."
    if case .value(let batches, let source) = keys.number(path + "batches") {
      keys.add(Claim(.steps, (batches / updates).rounded(.down), .written(source)))
    } else if case .value(let records, let source) = keys.number(path + "records") {
      let steps = ((records / batch).rounded(.down) / updates).rounded(.down)
      keys.add(Claim(.steps, steps, .written(source)))
    } else {
      keys.claim(.epochs, path + "epochs")
      keys.claim(.examples, "records_per_epoch")
    }
  }

  private static func refuse(
    _ keys: inout KeyReader, _ batch: Double, _ source: KeySource, _ slots: Claim
  ) {
    guard slots.certainty == .exact, !keys.reading.isPartial else { return }
    var constraint = Constraint(
      .batch, .refused, "`global_batch_size` is smaller than the number of slots",
      label: "\(Magnitude.grouped(batch)) rows",
      source: "determined/util.py, calculate_batch_sizes")
    constraint.related =
      slots.span.map { [Constraint.Mark($0, "\(Magnitude.grouped(slots.value)) slots")] } ?? []
    constraint.help = "give each slot a row at least"
    keys.note(constraint, key: source.key, at: source.origin.place)
  }

  private static func launches(_ root: ConfigValue) -> [Launch] {
    guard let entry = root.member("entrypoint") else { return [] }
    let file = root.span.file
    let variables = JobSpec.variables(of: root["environment.environment_variables"])
    if entry.isSequence {
      let words = entry.items.prefix(4096).compactMap(\.mappedText)
      return CommandWords(words, environment: variables, file: file).launches
    }
    guard let script = entry.mappedText else { return [] }
    return CommandWords.launches(in: script, environment: variables, file: file)
  }
}
