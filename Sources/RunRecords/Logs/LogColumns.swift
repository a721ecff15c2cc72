/// Which columns or tags of a log hold its step, loss and learning rate.
package struct LogColumns: Equatable, Sendable {
  /// The column of the optimizer step, where it is named.
  package var step: String?
  /// The column of the loss, where it is named.
  package var loss: String?
  /// The column of the learning rate, where it is named.
  package var learningRate: String?

  /// Leaves all to be found by the names that trainers use.
  package init() {}

  /// Reads `step=…`, `loss=…` and `lr=…`, parted by commas.
  ///
  /// A comma within a name stands where the text after it has no `=`.
  package init(parsing text: String) throws(RunLog.Problem) {
    var place: WritableKeyPath<Self, String?>?
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: "=") else {
        guard let place, let name = self[keyPath: place] else {
          throw RunLog.Problem("write it as step=NAME,loss=NAME,lr=NAME")
        }
        self[keyPath: place] = name + "," + part
        continue
      }
      switch part[..<equals].lowercased() {
      case "step": place = \.step
      case "loss": place = \.loss
      case "lr", "learning_rate": place = \.learningRate
      default:
        throw RunLog.Problem("\(part[..<equals]): the columns of a log are step, loss and lr")
      }
      if let place { self[keyPath: place] = String(part[part.index(after: equals)...]) }
    }
  }

  // MARK: Names that trainers use, the more telling ones first

  static let steps = [
    "step", "global_step", "current_steps", "trainer/global_step", "train/global_step", "steps",
    "iteration", "iterations", "iter", "it", "train_step", "num_steps", "update", "num_updates",
    "_step",
  ]
  static let losses = [
    "loss", "train/loss", "train_loss", "training_loss", "train/lm_loss", "lm_loss", "lm loss",
    "lm-loss-training/lm loss", "train/lm loss", "train/ce_loss", "train/cross_entropy", "ce_loss",
    "train/total_loss", "loss/train", "metrics/loss", "training/loss", "train loss",
    "loss_metrics/global_avg_loss", "train/crossentropyloss", "train/train_loss",
    "train_loss_step", "metrics/train/loss", "val_loss", "eval_loss", "eval/loss", "val/loss",
    "valid_loss", "validation_loss", "validation/loss", "loss/val",
  ]
  static let rates = [
    "lr", "learning_rate", "train/learning_rate", "train/lr", "learning-rate", "learning rate",
    "learning-rate/learning-rate", "learning-rate/lr", "optim/learning_rate_group0", "optim/lr",
    "lr-adamw", "lr-adam", "optimizer/lr", "train/optimizer/lr",
  ]
  static let epochs = ["epoch", "train/epoch", "epochs"]
  static let ends = ["total_steps", "max_steps", "train_steps_total"]
  static let runs = ["run", "run_id", "run_name", "experiment", "trial"]
}

/// The columns of one log, found.
struct FoundColumns {
  let step: Int
  let loss: Int
  let learningRate: Int?
  let epoch: Int?
  let plannedSteps: Int?
  /// Names that could be the loss of another run.
  let otherLosses: [String]

  init(_ columns: [String], _ wanted: LogColumns) throws(RunLog.Problem) {
    // Weights & Biases writes `NAME OF THE RUN - column`, and twice more with `__MIN` and `__MAX`.
    let plain = columns.map { name in
      name.hasSuffix("__MIN") || name.hasSuffix("__MAX")
        ? "" : (name.split(separator: " - ").last.map(String.init) ?? name).lowercased()
    }
    func given(_ name: String?, _ what: String) throws(RunLog.Problem) -> Int? {
      guard let name else { return nil }
      if let place = columns.firstIndex(of: name)
        ?? columns.firstIndex(where: { $0.lowercased() == name.lowercased() })
      {
        return place
      }
      throw RunLog.Problem(
        "no column \(name) for the \(what); it has \(Self.listed(columns))")
    }
    func found(_ names: [String]) -> Int? {
      for name in names { if let place = plain.firstIndex(of: name) { return place } }
      return nil
    }
    guard let loss = try given(wanted.loss, "loss") ?? found(LogColumns.losses) else {
      throw RunLog.Problem(
        "no column is known as a loss; name it with --columns loss=NAME, "
          + "it has \(Self.listed(columns))")
    }
    guard let step = try given(wanted.step, "step") ?? found(LogColumns.steps), step != loss else {
      throw RunLog.Problem(
        "no column is known as a step; name it with --columns step=NAME, "
          + "it has \(Self.listed(columns))")
    }
    self.step = step
    self.loss = loss
    learningRate = try given(wanted.learningRate, "learning rate") ?? found(LogColumns.rates)
    epoch = found(LogColumns.epochs)
    plannedSteps = found(LogColumns.ends)
    otherLosses =
      wanted.loss == nil
      ? columns.indices.filter { $0 != loss && plain[$0] == plain[loss] }.map { columns[$0] } : []
  }

  private static func listed(_ columns: [String]) -> String {
    if columns.isEmpty { return "none" }
    return columns.prefix(12).joined(separator: ", ") + (columns.count > 12 ? ", …" : "")
  }
}
