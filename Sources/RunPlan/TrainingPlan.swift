package import ReferenceData

/// What a training run is: everything that follows from its files and declared facts.
///
/// A plan never changes; it is a class so that every rule is handed it at the price of one count.
package final class TrainingPlan: Sendable {
  /// What the dialect read.
  package let reading: Reading
  /// Declared values, those of the command line first.
  package let facts: [Claim]
  /// Words, the firmer of a written and a declared one.
  package let labels: PlanLabels
  /// The kind of training; nil where the file is no run of its own.
  package let regime: Regime?
  /// Pairs of claims that disagree.
  package let conflicts: [Conflict]
  private let claims: [Claim?]

  /// Solves a reading under declared facts.
  package init(
    _ reading: Reading, facts: [Claim] = [], labels: PlanLabels = [:],
    regime: Regime? = nil
  ) {
    self.reading = reading
    self.facts = facts
    var words = reading.labels
    words.merge(labels) { written, declared in
      written.certainty <= declared.certainty ? written : declared
    }
    self.labels = words
    self.regime = regime ?? reading.regime
    var solver = Solver(
      reading.claims, facts, fillsSequences: reading.fillsSequences,
      ranksAreDevices: reading.ranksAreDevices, countsRanks: !reading.isLauncher)
    Self.addParameters(of: reading, to: &solver)
    solver.run()
    Self.addCosts(
      of: reading, regime: self.regime, on: self.labels[.device].flatMap { Device.named($0.value) },
      precision: self.labels[.precision]?.value, to: &solver)
    claims = solver.claims
    conflicts = solver.conflicts
  }

  /// The claim about `quantity`, or nil where the files do not determine it.
  package subscript(quantity: Quantity) -> Claim? { claims[Int(quantity.rawValue)] }

  /// The value of `quantity`, or nil where the files do not determine it.
  package func value(_ quantity: Quantity) -> Double? { self[quantity]?.value }

  /// The same run with one claim of its reading, by quantity, given another value.
  package func replacing(_ quantity: Quantity, by value: Double) -> TrainingPlan {
    var changed = reading
    changed.claims = reading.claims.map { claim in
      guard claim.quantity == quantity else { return claim }
      return Claim(
        quantity, value, claim.provenance, slot: claim.slot, certainty: claim.certainty)
    }
    return TrainingPlan(changed, facts: facts, labels: labels, regime: regime)
  }

  // MARK: Costs

  /// The account of the memory of one device; nil where the files do not settle it.
  package var memory: MemoryEstimate? { MemoryEstimate(reading, regime: regime) { self[$0] } }

  /// The accelerator, where it is known by its name.
  package var device: Device? { labels[.device].flatMap { Device.named($0.value) } }

  /// Adds what the run costs on its devices.
  private static func addCosts(
    of reading: Reading, regime: Regime?, on device: Device?, precision: String?,
    to solver: inout Solver
  ) {
    if reading.memory.states != nil {
      let memory = MemoryEstimate(reading, regime: regime) { solver[$0] }
      if let memory, let total = memory.total {
        solver.fill(
          Claim(
            .memoryPerDevice, total,
            .derived(formula: memory.words, from: memory.inputs + memory.sizes),
            certainty: .estimate))
      }
    }
    // The table has peaks for 16 bits.
    guard let device, precision == "bf16" || precision == "fp16", let flops = solver[.flops] else {
      return
    }
    let used = solver[.mfu]
    let share = used?.value ?? TrainingTime.assumedUtilisation
    guard share > 0 else { return }
    let hours = TrainingTime.hours(
      compute: flops.value, devices: 1, peak: device.peak, utilisation: share)
    solver.fill(
      Claim(
        .deviceHours, hours,
        .derived(
          formula:
            "FLOPs / (\(Magnitude.plain(device.teraflops)) TFLOP/s × \(Magnitude.percent(share))"
            + (used == nil ? " assumed)" : ")"), from: [flops] + [used].compactMap { $0 }),
        certainty: .estimate))
  }

  // MARK: Parameters

  private static func addParameters(of reading: Reading, to solver: inout Solver) {
    guard let architecture = reading.architecture else { return }
    var shape = architecture.shape
    var inputs = architecture.inputs
    var knowsVocabulary = architecture.knowsVocabulary
    if !knowsVocabulary, let rows = solver[.vocabularySize], let count = rows.integer {
      shape.vocabularyRows = count
      inputs.append(rows)
      knowsVocabulary = true
    }
    // Without a vocabulary only what lies outside the embeddings is used of the count.
    if !knowsVocabulary { shape.vocabularyRows = 1 }
    guard let count = ParameterCount(shape) else { return }
    let inside = inputs.filter { $0.quantity != .vocabularySize }
    func claim(_ quantity: Quantity, _ value: Int, _ formula: String, _ from: [Claim]) -> Claim {
      Claim(quantity, Double(value), .derived(formula: formula, from: from))
    }
    solver.fill(
      claim(.parametersNonEmbedding, count.nonEmbedding, "blocks and final norm", inside))
    guard knowsVocabulary, architecture.knowsSurroundings else { return }
    solver.fill(claim(.parameters, count.total, "embeddings, blocks and norms", inputs))
    solver.fill(
      claim(.parametersActive, count.active, "parameters that one token passes through", inputs))
  }
}
