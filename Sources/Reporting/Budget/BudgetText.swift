import ReferenceData
import RunPlan
package import ScalingLaws

/// Writes a budget as tables for people.
package struct BudgetText: Sendable {
  private let budget: Budget
  private let machine: BudgetMachine?
  private let style: Style

  /// Makes a writer.
  package init(_ budget: Budget, machine: BudgetMachine?, style: Style) {
    self.budget = budget
    self.machine = machine
    self.style = style
  }

  /// The page.
  package var text: String {
    let parts = [head, allocations, constrained, served, settings, nearest, sources]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Parts

  private var head: String {
    var lines: [String] = []
    if let compute = budget.compute {
      var line = style.bold(Magnitude.scientific(compute) + " FLOPs")
      if let machine {
        let hours = machine.hours(compute: compute)
        line +=
          ", \(Magnitude.grouped((hours * machine.count).rounded())) device-hours: "
          + "\(Magnitude.significant(hours)) hours on \(machine.words)"
      }
      lines.append(line)
    }
    if let given = budget.given {
      let share = budget.laws.allocation.efficiency(given)
      lines.append(
        "\(named(given)): \(Magnitude.significant(given.tokensPerParameter)) tokens per parameter, "
          + "\(Magnitude.percent(share)) efficient under \(budget.laws.allocation.id)")
      if let cheaper = budget.laws.allocation.cheapest(matching: given) {
        lines.append(
          "the same predicted loss at least compute: \(named(cheaper)), "
            + "\(Magnitude.scientific(cheaper.compute)) FLOPs")
      }
    }
    return block(lines)
  }

  private var allocations: String {
    guard !budget.allocations.isEmpty else { return "" }
    var table = [["law", "parameters", "tokens", "per parameter", "FLOPs", ""]]
    for row in budget.allocations {
      var remarks: [String] = []
      if let interval = row.interval {
        remarks.append(
          "95 %: \(Magnitude.plain(interval.lowerBound.rounded()))–"
            + "\(Magnitude.plain(interval.upperBound.rounded()))")
      }
      if let far = row.extrapolation { remarks.append("extrapolated, \(far.words)") }
      table.append(
        [row.law] + cells(row.size)
          + [Magnitude.scientific(row.size.compute), remarks.joined(separator: "; ")])
    }
    return aligned(table)
  }

  private var constrained: String {
    guard let data = budget.dataConstrained else { return "" }
    var lines: [String] = []
    if let best = data.best {
      lines.append(
        "best for \(Magnitude.short(data.unique)) unique tokens under \(budget.laws.repetition.fresh.id): "
          + "\(named(best)), \(Magnitude.significant(best.tokens / data.unique)) epochs")
    } else {
      lines.append("sizes for \(Magnitude.short(data.unique)) unique tokens")
    }
    var table = [["epochs", "parameters", "tokens", "per parameter", "FLOPs", ""]]
    for row in data.feasible {
      table.append(
        [Magnitude.plain(row.epochs)] + cells(row.size) + [
          Magnitude.scientific(row.size.compute),
          row.excess.map { "+\(Magnitude.fixed($0, decimals: 3)) nats" } ?? "",
        ])
    }
    return block(lines) + aligned(table)
  }

  private var served: String {
    guard let served = budget.served else { return "" }
    let lifetime = Magnitude.scientific(served.lifetime.compute(served.best))
    return block([
      "with \(Magnitude.short(served.lifetime.servedTokens)) tokens served: \(named(served.best)) "
        + "reach the loss of \(named(served.start)) for \(lifetime) lifetime FLOPs, "
        + "\(Magnitude.percent(served.saving)) less"
    ])
  }

  /// Starting points for the optimizer.
  private var settings: String {
    guard let size = budget.answer else { return "" }
    let rates = [
      Magnitude.scientific(StepLaw.learningRate(size)) + " (Step Law)",
      Magnitude.scientific(DeepSeekLaw.learningRate(compute: size.compute)) + " (DeepSeek)",
    ]
    let batches = [
      Magnitude.short(StepLaw.batch(tokens: size.tokens)) + " (Step Law)",
      Magnitude.short(DeepSeekLaw.batch(compute: size.compute)) + " (DeepSeek)",
    ]
    return block([
      "to start from, with AdamW, for \(named(size)):",
      "  peak learning rate " + rates.joined(separator: " to "),
      "  batch in tokens " + batches.joined(separator: " to "),
    ])
  }

  private var nearest: String {
    guard let size = budget.answer else { return "" }
    var table = [["nearest models", "parameters", "tokens", "per parameter", "FLOPs", ""]]
    for model in Budget.nearestModels(to: size) {
      guard let tokens = model.trainingTokens else { continue }
      let known = RunSize(parameters: Double(model.parameters), tokens: Double(tokens))
      table.append(
        [model.hubID] + cells(known) + [Magnitude.scientific(known.compute), model.source.text])
    }
    return aligned(table)
  }

  private var sources: String {
    var names = budget.allocations.map(\.citation.text)
    if budget.dataConstrained != nil { names.append(budget.laws.repetition.citation.text) }
    if budget.served != nil { names.append(Citation.sardana2024.text) }
    let all = names.enumerated().filter { !names[..<$0].contains($1) }.map(\.element)
    return style.faint("sources: " + all.joined(separator: "; ")) + "\n"
  }

  // MARK: Layout

  private func named(_ size: RunSize) -> String {
    "\(Magnitude.short(size.parameters)) parameters on \(Magnitude.short(size.tokens)) tokens"
  }

  private func cells(_ size: RunSize) -> [String] {
    [
      Magnitude.short(size.parameters), Magnitude.short(size.tokens),
      Magnitude.significant(size.tokensPerParameter),
    ]
  }

  private func block(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
  }

  private func aligned(_ table: [[String]]) -> String {
    AlignedTable(table).text(headed: style.faint)
  }
}

extension LawValidity.Extrapolation {
  /// `7.7 × beyond in compute`.
  var words: String {
    let measure =
      switch axis {
      case .parameters: "parameters"
      case .tokens: "tokens"
      case .compute: "compute"
      case .tokensPerParameter: "tokens per parameter"
      }
    return
      "\(Magnitude.significant(factor)) × \(isAbove ? "above" : "below") its runs in \(measure)"
  }
}
