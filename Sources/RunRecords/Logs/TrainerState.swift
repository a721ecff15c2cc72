import JSONText

/// The state that the Hugging Face trainer saves with a checkpoint, `trainer_state.json`.
///
/// Read from `trainer_callback.py` (TrainerState): `log_history` holds one object for each log,
/// with `step`, `epoch` and either the `loss` and `learning_rate` of training or an `eval_loss`.
struct TrainerState {
  /// The logs.
  let history: [JSONValue]
  /// `max_steps`, which the trainer sets before the first step.
  let steps: Double?
  /// `num_train_epochs`.
  let epochs: Double?
  /// Whether the file breaks off.
  let isCut: Bool

  /// Reads the state; nil where the text is none.
  init?(_ bytes: [UInt8]) {
    guard bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == 0x7B else { return nil }
    let value: JSONValue
    if let whole = try? JSONValue(parsing: bytes, nonFinite: true) {
      (value, isCut) = (whole, false)
    } else if let mended = Self.mended(bytes) {
      (value, isCut) = (mended, true)
    } else {
      return nil
    }
    guard let history = value["log_history"]?.array else { return nil }
    self.history = history
    steps = value["max_steps"]?.double.flatMap { $0 > 0 ? $0 : nil }
    epochs = value["num_train_epochs"]?.double.flatMap { $0 > 0 ? $0 : nil }
  }

  /// A file that breaks off, closed behind the last whole log.
  private static func mended(_ bytes: [UInt8]) -> JSONValue? {
    let key = Array("\"log_history\"".utf8)
    guard let last = bytes.lastIndex(of: 0x7D), bytes.count > key.count else { return nil }
    let starts = bytes.indices.dropLast(key.count)
    guard starts.contains(where: { bytes[$0] == 0x22 && bytes[$0...].starts(with: key) }) else {
      return nil
    }
    return try? JSONValue(parsing: Array(bytes[...last] + [0x5D, 0x7D]), nonFinite: true)
  }
}

extension RunLog {
  init(state: TrainerState, _ wanted: LogColumns) throws(Problem) {
    func number(_ entry: JSONValue, _ name: String) -> Double? {
      if let value = entry[name]?.double { return value }
      // Some versions write NaN as a text.
      return entry[name]?.string.flatMap { Double($0) }
    }
    let name = wanted.loss ?? "loss"
    let lines = state.history.compactMap { entry -> RunLogPoint? in
      guard let step = number(entry, wanted.step ?? "step"), let loss = number(entry, name) else {
        return nil
      }
      return RunLogPoint(
        step: step, loss: loss,
        learningRate: number(entry, wanted.learningRate ?? "learning_rate"),
        epoch: number(entry, "epoch"))
    }
    guard !lines.isEmpty else {
      throw Problem("log_history has no entry with a step and a \(name)")
    }
    try self.init(
      lines, lossName: name,
      remarks: state.isCut
        ? ["the file breaks off; what comes after the last whole log is left out"] : [],
      plannedSteps: state.steps, plannedEpochs: state.epochs)
  }
}
