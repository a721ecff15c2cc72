import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The DeepSpeed configuration that a trainer's file names or holds, held against the trainer's
/// keys.
///
/// The trainer fills in what is `"auto"` and stops where another value is not its own:
/// `transformers/integrations/deepspeed.py`, `HfTrainerDeepSpeedConfig`. Only keys that are written
/// are compared: what the trainer's default is depends on its version.
struct DeepSpeedBridge {
  private let names: TrainerNames
  private static let source = "transformers/integrations/deepspeed.py, HfTrainerDeepSpeedConfig"

  init(_ names: TrainerNames) { self.names = names }

  /// Claims what the configuration says and notes where it contradicts the trainer.
  func read(_ keys: inout KeyReader) {
    guard let value = keys.value(names.link), !value.isNull else { return }
    if value.isMapping {
      let section = Section(keys: keys, prefix: names.link + ".")
      readStage(section, &keys)
      compare(section, &keys)
    } else if let linked = keys.follow(names.link) {
      let section = Section(keys: linked, prefix: "")
      readStage(section, &keys)
      compare(section, &keys)
    }
  }

  /// A DeepSpeed configuration and where it stands.
  private struct Section {
    let keys: KeyReader
    let prefix: String

    func value(_ path: String) -> ConfigValue? { keys.value(prefix + path) }

    /// The number at a path; nil where it is absent, null, `"auto"` or no number.
    func number(_ path: String) -> (value: Double, isText: Bool)? {
      guard let value = value(path) else { return nil }
      switch value.scalar {
      case .integer(let number): return (Double(number), false)
      case .float(let number): return number.isFinite ? (number, false) : nil
      case .text(let text): return lenientNumber(text).map { ($0, true) }
      default: return nil
      }
    }
  }

  private func readStage(_ section: Section, _ keys: inout KeyReader) {
    for name in ["offload_optimizer", "offload_param", "cpu_offload"] {
      guard let value = section.value("zero_optimization." + name), !value.isNull else { continue }
      let isNone = section.value("zero_optimization.\(name).device")?.scalar == .text("none")
      if !isNone, value.scalar != .bool(false) { keys.reading.memory.offloads = true }
    }
    guard let value = section.value("zero_optimization.stage"),
      case .value(let stage, let source) = KeyReader.number(
        of: value, key: "zero_optimization.stage")
    else { return }
    keys.add(Claim(.zeroStage, stage, .written(source)))
  }

  // MARK: Comparison

  private func compare(_ section: Section, _ keys: inout KeyReader) {
    let pairs: [(path: String, name: String, topic: Constraint.Topic)] = [
      ("train_micro_batch_size_per_gpu", names.microBatch, .batch),
      ("gradient_accumulation_steps", names.accumulation, .batch),
      ("gradient_clipping", names.clipping, .other),
      ("optimizer.params.lr", names.learningRate, .other),
      ("optimizer.params.eps", names.epsilon, .other),
      ("optimizer.params.weight_decay", names.weightDecay, .other),
      ("scheduler.params.warmup_max_lr", names.learningRate, .other),
      ("scheduler.params.warmup_num_steps", names.warmupSteps, .other),
      ("scheduler.params.total_num_steps", names.maxSteps, .other),
    ]
    for pair in pairs { compare(pair.path, pair.name, pair.topic, section, &keys) }
    compareGlobalBatch(section, &keys)
    comparePrecision("fp16.enabled", names.fp16, section, &keys)
    comparePrecision("bf16.enabled", names.bf16, section, &keys)
  }

  private func compare(
    _ path: String, _ name: String, _ topic: Constraint.Topic, _ section: Section,
    _ keys: inout KeyReader
  ) {
    guard let theirs = section.number(path), let ours = keys.written(name) else { return }
    // A trainer without a fixed number of steps, or without warmup steps, has nothing to compare.
    guard ours.value > 0 || path.hasPrefix("optimizer") || path == "gradient_clipping" else {
      return
    }
    guard theirs.value != ours.value || theirs.isText else { return }
    let shown = Magnitude.shortest(theirs.value)
    let written = theirs.isText ? "\"\(shown)\" as text" : shown
    refuse(
      topic, name,
      "`\(name)` is \(Magnitude.shortest(ours.value)), DeepSpeed is given \(written)",
      path, section, &keys)
  }

  /// Whatever the number of ranks, the global batch is a multiple of what each of them takes.
  private func compareGlobalBatch(_ section: Section, _ keys: inout KeyReader) {
    guard let all = section.number("train_batch_size"), !all.isText,
      let micro = keys.written(names.microBatch), let steps = keys.written(names.accumulation),
      micro.value >= 1, steps.value >= 1,
      all.value.truncatingRemainder(dividingBy: micro.value * steps.value) != 0
    else { return }
    let each = Magnitude.plain(micro.value * steps.value)
    refuse(
      .batch, names.microBatch,
      "train_batch_size \(Magnitude.plain(all.value)) for DeepSpeed is no multiple of \(each)",
      "train_batch_size", section, &keys)
  }

  private func comparePrecision(
    _ path: String, _ name: String, _ section: Section, _ keys: inout KeyReader
  ) {
    guard case .bool(let theirs)? = section.value(path)?.scalar,
      case .bool(let ours)? =
        keys.value(name)?.scalar, theirs != ours
    else { return }
    refuse(
      .precision, name, "`\(name)` is \(ours), DeepSpeed's `\(path)` is \(theirs)", path, section,
      &keys)
  }

  private func refuse(
    _ topic: Constraint.Topic, _ name: String, _ headline: String, _ path: String,
    _ section: Section, _ keys: inout KeyReader
  ) {
    guard let place = section.value(path)?.origin.literal else { return }
    keys.refuse(
      topic, at: name, headline, label: "the trainer's",
      beside: [Constraint.Mark(place, "DeepSpeed's \(path)")],
      help: "write \"auto\" for DeepSpeed's \(path)", source: Self.source)
  }
}
