import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What levanter refuses once the job runs: `src/levanter/trainer.py`, `optim/config.py`,
/// `data/text.py`.
extension Levanter {
  private static let schedules = "src/levanter/optim/config.py, OptimizerConfig.lr_scheduler"
  private static let mixture = "src/levanter/data/text.py, LMMixtureDatasetConfig"

  package static func constrain(_ keys: inout KeyReader) {
    constrainBatch(&keys)
    constrainCycles(&keys)
    constrainRate(&keys)
    constrainClipping(&keys)
    constrainMixture(&keys)
    constrainEpochs(&keys)
    constrainChat(&keys)
    constrainStart(&keys)
    constrainDecay(&keys)
  }

  // MARK: Trainer

  private static func constrainBatch(_ keys: inout KeyReader) {
    let (batch, device) = ("trainer.train_batch_size", "trainer.per_device_parallelism")
    guard keys.number(batch).value == -1, keys.share(device, fallback: -1) == -1 else { return }
    keys.refuse(
      at: batch, "`train_batch_size` and `per_device_parallelism` are both -1",
      label: "left open", with: [(device, "left open")], help: "give one of them",
      source: "src/levanter/trainer.py, TrainerConfig._validate_and_set_defaults")
  }

  private static func constrainStart(_ keys: inout KeyReader) {
    // `sft.py` alone looks at both.
    guard keys.isSet("supervised_data") || keys.isSet("chat_train_urls"),
      keys.isSet("initialize_from_hf"), keys.flag("initialize_from_hf") != false,
      keys.isSet("trainer.initialize_from")
    else { return }
    keys.refuse(
      at: "trainer.initialize_from",
      "`initialize_from` cannot stand beside `initialize_from_hf`", label: "a checkpoint",
      with: [("initialize_from_hf", "a model of the hub")], help: "remove one of them",
      source: "src/levanter/main/sft.py, train")
  }

  // MARK: Optimiser

  private static func constrainCycles(_ keys: inout KeyReader) {
    let length = "optimizer.cycle_length"
    guard keys.isSet(length) else { return }
    for name in ["cycles", "haps"] where keys.isSet("optimizer.\(name)") {
      keys.refuse(
        at: "optimizer.\(name)", "`\(name)` cannot stand beside `cycle_length`",
        label: "number of cycles", with: [(length, "length of each")], help: "remove one of them",
        source: "src/levanter/optim/config.py, OptimizerConfig._get_cycle_minima")
    }
    let lengths = (keys.value(length)?.items ?? []).map { $0.scalar?.number }
    guard !lengths.isEmpty, let steps = keys.reading.claims[.steps] else { return }
    let total = lengths.reduce(0.0) { $0 + ($1 ?? .infinity) }
    guard total.isFinite, total > steps.value else { return }
    keys.refuse(
      at: length, "the cycles are longer than the run", label: "\(Magnitude.plain(total)) steps",
      with: [("trainer.num_train_steps", "\(Magnitude.plain(steps.value)) steps")],
      help: "shorten the cycles, or raise num_train_steps",
      source: "src/levanter/optim/config.py, OptimizerConfig._get_cycle_minima")
  }

  private static func constrainRate(_ keys: inout KeyReader) {
    let path = "optimizer.lr_schedule"
    let known = ["constant", "cosine", "linear", "inv_sqrt", "inv"]
    if let name = keys.word(path), !known.contains(name), !name.contains("$") {
      keys.refuse(
        at: path, "`lr_schedule` does not know \(name.prefix(20))",
        label: "one of \(known.joined(separator: ", "))",
        help: name == "power" ? "write it as a mapping with type: power" : "use one of these",
        source: schedules)
    }
    guard keys.word(path + ".type") == "power",
      keys.share(path + ".a", fallback: 4.6) ?? 1 <= 0
        || keys.share(path + ".b", fallback: -0.51) ?? -1 >= 0
    else { return }
    keys.refuse(
      at: path + ".type", "the power schedule needs `a` above 0 and `b` below 0", label: "power",
      with: [(path + ".a", "above 0"), (path + ".b", "below 0")], help: "change the signs",
      source: "src/levanter/optim/config.py, PowerLrSchedule")
  }

  /// A whole number of steps, or a share of the run.
  private static func constrainDecay(_ keys: inout KeyReader) {
    for name in ["decay", "cycle_length"] {
      let path = "optimizer.\(name)"
      guard let value = keys.number(path).value,
        value < 0 || (value > 1 && value != value.rounded())
      else { continue }
      keys.refuse(
        .durationUnit, at: path, "`\(name)` is neither a share nor a number of steps",
        label: value < 0 ? "below 0" : "above 1 and not whole",
        help: "write a share up to 1, or whole steps",
        source: "src/levanter/optim/config.py, _convert_frac_or_steps")
    }
    guard case .value(let share, _) = keys.number("optimizer.decay"), share == 1,
      case .integer? = keys.value("optimizer.decay")?.scalar
    else { return }
    keys.warn(
      .durationUnit, at: "optimizer.decay", "`decay: 1` is the whole run, not one step",
      label: "100 %", help: "write 1.0 if the whole run is meant",
      source: "src/levanter/optim/config.py, _convert_frac_or_steps")
  }

  private static func constrainClipping(_ keys: inout KeyReader) {
    let path = "optimizer.update_rms_clipping"
    guard let clip = keys.number(path).value else { return }
    let source = "src/levanter/optim/config.py, AdamConfig"
    if clip <= 0 {
      keys.refuse(
        at: path, "`update_rms_clipping` is not above 0", label: "clips everything",
        help: "remove it to clip nothing", source: source)
    }
    if keys.isSet("optimizer.clip_update_norm") {
      keys.refuse(
        at: path, "`update_rms_clipping` cannot stand beside `clip_update_norm`",
        label: "clips updates", with: [("optimizer.clip_update_norm", "clips updates too")],
        help: "remove one of them", source: source)
    }
  }

  // MARK: Data

  private static func constrainMixture(_ keys: inout KeyReader) {
    guard let parts = keys.value("data.configs"), parts.isMapping else { return }
    if parts.entries.isEmpty {
      keys.refuse(
        .mixture, at: "data.configs", "`data.configs` names no data set", label: "empty",
        help: "name at least one", source: mixture)
    }
    guard let weights = keys.value("data.train_weights") else { return }
    let stages =
      weights.isMapping ? [weights] : weights.items.compactMap { $0.items.last ?? $0 }
    for stage in stages where stage.isMapping {
      for (name, weight) in stage.entries where parts.member(name) == nil {
        guard !weight.keyText.isEmpty, weight.keyText != "<<" else { continue }
        return keys.refuse(
          .mixture, at: "data.train_weights",
          "`train_weights` names \(name.prefix(30)), no data set",
          label: "\(name.prefix(30)) is not there", with: [("data.configs", "the data sets")],
          help: "name it as in configs", source: mixture)
      }
      let numbers = stage.entries.map { $0.value.scalar?.number }
      guard !numbers.isEmpty, numbers.allSatisfy({ $0 == 0 }) else { continue }
      return keys.refuse(
        .mixture, at: "data.train_weights", "every weight of `train_weights` is 0",
        label: "nothing to train on", help: "give a data set a weight", source: mixture)
    }
  }

  private static func constrainEpochs(_ keys: inout KeyReader) {
    if let epochs = keys.number("epoch").value, epochs > 0, keys.isSet("data.configs") {
      keys.refuse(
        at: "epoch", "`epoch` does not work with a mixture", label: "epochs",
        with: [("data.configs", "a mixture")], help: "set num_train_steps instead",
        source: mixture + ".train_sets")
    }
    let (budget, target) = ("data.experiment_budget", "data.target_budget")
    guard let spent = keys.number(budget).value, let aim = keys.number(target).value else { return }
    if spent > aim {
      keys.refuse(
        at: budget, "`experiment_budget` is above `target_budget`", label: "tokens of this run",
        with: [(target, "tokens of the run to come")], help: "lower experiment_budget",
        source: mixture)
    }
    for name in ["max_train_batches", "num_validation_sequences"] where keys.isSet("data.\(name)") {
      keys.refuse(
        at: "data.\(name)", "`\(name)` does not work with `target_budget`", label: "cuts data",
        with: [(target, "cuts data too")], help: "remove one of them", source: mixture)
    }
  }

  private static func constrainChat(_ keys: inout KeyReader) {
    guard keys.word("data.format.type") == "chat", keys.flag("data.format.single_turn") == true,
      keys.isSet("data.format.chat_template")
    else { return }
    keys.refuse(
      at: "data.format.chat_template", "`chat_template` does not work with `single_turn`",
      label: "a template", with: [("data.format.single_turn", "on")], help: "remove one of them",
      source: "src/levanter/data/text.py, preprocessor_for_format")
  }
}
