/// One line of a training log.
package struct RunLogPoint: Equatable, Sendable {
  /// The optimizer step.
  package let step: Double
  /// The loss, NaN where the run logged that.
  package let loss: Double
  /// The learning rate.
  package let learningRate: Double?
  /// Passes over the data so far.
  package let epoch: Double?
  /// The line of the file, from one; nil for a file without lines.
  package let line: Int?

  /// Makes a point.
  package init(
    step: Double, loss: Double, learningRate: Double? = nil, epoch: Double? = nil, line: Int? = nil
  ) {
    self.step = step
    self.loss = loss
    self.learningRate = learningRate
    self.epoch = epoch
    self.line = line
  }
}

/// The log of one run: the losses that it wrote, in the order of their steps.
package struct RunLog: Equatable, Sendable {
  /// Why a file is no log of one run, in words.
  package struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The words.
    package let description: String

    /// Makes a problem.
    package init(_ description: String) { self.description = description }
  }

  /// The name of the column or tag that the loss was taken from.
  package let lossName: String
  /// The points; steps only rise, losses are finite.
  package private(set) var points: [RunLogPoint] = []
  /// What was left out and what was done about it: sentences for the reader.
  package private(set) var remarks: [String]
  /// How many losses at the end of the log are no numbers.
  package private(set) var brokenAtEnd = 0
  /// The steps that the run was started for, where the log says.
  package let plannedSteps: Double?
  /// The passes over the data that the run was started for, where the log says.
  package let plannedEpochs: Double?

  /// Puts the lines of a log in order; `remarks` were made on the way to them.
  package init(
    _ lines: [RunLogPoint], lossName: String, remarks: [String] = [], plannedSteps: Double? = nil,
    plannedEpochs: Double? = nil
  ) throws(Problem) {
    self.lossName = lossName
    self.remarks = remarks
    self.plannedSteps = plannedSteps
    self.plannedEpochs = plannedEpochs
    let sound = lines.filter { $0.loss.isFinite && $0.step.isFinite && $0.step >= 0 }
    tellNonFinite(lines, sound: sound.count)
    try order(sound)
    guard !points.isEmpty else { throw Problem("no line has both a step and a loss") }
  }

  private mutating func tellNonFinite(_ lines: [RunLogPoint], sound: Int) {
    guard sound < lines.count else { return }
    let bad = lines.filter { !($0.loss.isFinite && $0.step.isFinite && $0.step >= 0) }
    var words = bad.count == 1 ? "1 loss is no number" : "\(bad.count) losses are no numbers"
    if let first = bad.first {
      words += bad.count == 1 ? ", at " : ", the first at "
      words += first.line.map { "line \($0)" } ?? "step \(stepText(first.step))"
    }
    remarks.append(words + "; left out")
    brokenAtEnd = lines.reversed().prefix { !$0.loss.isFinite }.count
    if brokenAtEnd > 0, let good = lines.last(where: { $0.loss.isFinite }) {
      remarks.append(
        "the log ends in losses that are no numbers: the last number is at step "
          + stepText(good.step))
    }
  }

  /// Takes what a restart repeats from the restart.
  private mutating func order(_ lines: [RunLogPoint]) throws(Problem) {
    var backward = 0
    var told: [String] = []
    for point in lines {
      guard let last = points.last else {
        points.append(point)
        continue
      }
      if point.step == last.step { points.removeLast() }
      if point.step < last.step {
        backward += 1
        let place = point.line.map { "line \($0): " } ?? ""
        let first = points.first?.step ?? 0
        if point.step <= first, points.count > 1 {
          told.append(
            place + "the step goes back from \(stepText(last.step)) to the start: a second run "
              + "begins, and only the last one is read")
        } else {
          told.append(
            place + "the step goes back from \(stepText(last.step)) to \(stepText(point.step)): "
              + "what the restart repeats is taken from it")
        }
        while let last = points.last, last.step >= point.step { points.removeLast() }
      }
      points.append(point)
    }
    // A run is restarted now and then; lines that go to and fro come from several at once.
    if backward > 8, backward * 20 > lines.count {
      throw Problem(
        "the step goes back \(backward) times in \(lines.count) lines: "
          + "more than one run writes to it; give each a file of its own")
    }
    remarks += told.suffix(3)
    if told.count > 3 { remarks.append("the step goes back \(told.count) times in all") }
  }

  private func stepText(_ step: Double) -> String {
    step == step.rounded() && abs(step) < 1e15 ? "\(Int(step))" : "\(step)"
  }
}
