import RunRecords
import ScalingLaws
import TestSupport

/// The finished runs of a file of the shared folder, less those that `filter` drops.
func sharedRuns(_ i: TruthInputs) throws -> [FinishedRun] {
  let file = try i.word("file")
  guard let bytes = SharedFolder.read("corpus/fits/\(file)") else {
    throw TruthInputs.Missing(key: file)
  }
  let table = RecordTable(reading: bytes, as: RecordFormat(path: file, bytes: bytes))
  func number(_ row: RecordRow, _ name: String) -> Double? {
    table.column(named: [name]).flatMap { row[$0].number }
  }
  let runs = try table.rows.map { row in
    FinishedRun(
      row: row.line, parameters: number(row, "params"), tokens: number(row, "tokens"),
      compute: number(row, "flops"), uniqueTokens: number(row, "unique_tokens"),
      loss: try solved(number(row, "loss")))
  }
  guard i.has("filter") else { return runs }
  guard try i.word("filter") == "drop_5_highest_loss" else {
    throw TruthInputs.Missing(key: "filter")
  }
  let far = Set(runs.sorted { $0.loss > $1.loss }.prefix(5).map(\.row))
  return runs.filter { !far.contains($0.row) }
}

private func misfit(_ i: TruthInputs) throws -> Misfit {
  let runs = try sharedRuns(i)
  if try i.word("constants") == "muennighoff" {
    return Misfit(runs) { size, unique in
      RepetitionLaw.muennighoff2023.loss(size, unique: unique ?? size.tokens)
    }
  }
  let law = try law(i, under: "constants")
  return Misfit(runs) { size, _ in law.loss(size) }
}

/// A refit without intervals: its constants, and the objective.
private func refit(_ i: TruthInputs, _ quantity: String) throws -> Double {
  var request = FitRequest(.chinchilla)
  request.resamples = 0
  let fit = try LawFit(try sharedRuns(i), request)
  return try solved(quantity == "objective" ? fit.objective : fit.constant(quantity))
}

let fits: [String: Evaluation] = [
  "fit.huber_objective": { i, _ in try misfit(i).objective },
  "fit.mean_bias": { i, _ in try misfit(i).bias },
  "fit.refit": { i, quantity in try refit(i, quantity) },
  "fit.rows": { i, _ in Double(try sharedRuns(i).count) },
]
