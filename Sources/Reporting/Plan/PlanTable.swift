package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Writes plans as tables for people: value, unit, how derived, from which line.
package struct PlanTable {
  private let style: Style
  private let draws: Bool

  /// Makes a writer; one that draws adds a picture of where the run sits.
  package init(style: Style, draws: Bool = false) {
    self.style = style
    self.draws = draws
  }

  /// The tables of one file, one for each document.
  package func report(_ file: FileReport) -> String {
    guard !file.plans.isEmpty else { return "" }
    let lines = file.file.lineTable()
    return file.plans.map { table(of: $0, in: file, lines) }.joined(separator: "\n")
  }

  private func table(of document: DocumentPlan, in file: FileReport, _ lines: LineTable) -> String {
    let plan = document.plan
    var name =
      safeText(file.file.name) + (document.document > 0 ? " #\(document.document + 1)" : "")
    if let site = document.attachedAt {
      name += ":\(lines.line(of: site.bytes.lowerBound) + 1)"
    }
    var result = style.bold(name) + "  \(plan.reading.dialect.name)"
    result += (plan.regime.map { ", \($0.rawValue)" } ?? "") + "\n"
    for label in PlanLabel.allCases {
      guard let claim = plan.labels[label] else { continue }
      result +=
        "  " + padded(label.rawValue.replacingUnderscores, 40) + safeText(claim.value)
        + (label == .device && plan.device == nil ? style.faint(stranger(claim.value)) : "") + "\n"
    }
    for quantity in Quantity.allCases {
      guard let claim = plan[quantity] else { continue }
      result += row(claim, in: file, lines)
    }
    // What is no run of its own has nothing to complete.
    return plan.regime == nil ? result : result + laws(plan, file.laws) + unknowns(plan)
  }

  /// What is to be said of a device that has no row, or several: `which? device=h100-pcie or …`.
  private func stranger(_ name: String) -> String {
    let kin = Device.kin(of: name).map { "device=" + $0.id }.joined(separator: " or ")
    return "  " + (kin.isEmpty ? "not in the table" : "which? declare " + kin)
  }

  private func laws(_ plan: TrainingPlan, _ laws: LawSet) -> String {
    guard let laws = PlanLaws(plan, laws: laws) else { return "" }
    let rows = laws.rows.map { row in
      "  " + padded(row.name, 40) + padded(row.value, 34) + style.faint(row.note) + "\n"
    }
    return rows.joined() + (draws ? laws.picture : "")
  }

  private func row(_ claim: Claim, in file: FileReport, _ lines: LineTable) -> String {
    let value =
      switch claim.quantity.unit {
      case .flops: Magnitude.scientific(claim.value)
      case .bytes: Magnitude.gibibytes(claim.value)
      default: Magnitude.grouped(claim.value)
      }
    let short =
      abs(claim.value) >= 10_000 && claim.quantity.unit.isWhole
      ? " (\(Magnitude.short(claim.value)))" : ""
    let approximate = claim.certainty == .estimate ? "≈ " : ""
    var how = claim.derivation
    if let span = claim.span.map({ file.place(of: $0) }) {
      how += how.isEmpty ? "" : "  "
      if span.file == file.file.id {
        how += "line \(lines.line(of: span.bytes.lowerBound) + 1)"
      } else if let other = file.file(of: span) {
        how += "\(other.name):\(other.lineTable().line(of: span.bytes.lowerBound) + 1)"
      }
    }
    let left = "  " + padded(claim.quantity.words, 40) + padded(approximate + value + short, 34)
    return left + style.faint(safeText(how)) + "\n"
  }

  private func unknowns(_ plan: TrainingPlan) -> String {
    let wanted: [Quantity] = [
      .parameters, .globalBatch, .tokensPerStep, .steps, .tokens, .tokensPerParameter, .epochs,
    ]
    let open = wanted.filter { plan[$0] == nil }
    guard !open.isEmpty else { return "" }
    var text = ""
    for quantity in open {
      let needs = plan.missing(for: quantity)
      let names = needs.map(\.name).joined(separator: " and ")
      let isItself = needs == [quantity]
      text += "  " + padded(quantity.words, 40) + padded("unknown", 34)
      text += style.faint(isItself ? "declare it: \(names)=…" : "give \(names) to know it") + "\n"
    }
    return text
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - displayWidth(text)))
  }
}

extension String {
  fileprivate var replacingUnderscores: String {
    String(map { $0 == "_" ? " " : $0 })
  }
}
