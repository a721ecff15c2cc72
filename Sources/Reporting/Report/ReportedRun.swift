import Linting
import RunPlan
import ScalingLaws
import SourceText

/// What a report's tables and chart know of one plan.
struct ReportedRun {
  /// The number of its file among those of the report.
  let file: Int
  /// The path, and where in the file the run stands if it is not the whole file.
  let name: String
  /// The framework.
  let dialect: String
  /// The kind of training; nil where the file is no run of its own.
  let regime: Regime?
  let parameters: Measure?
  let tokens: Measure?
  let tokensPerParameter: Measure?
  let epochs: Measure?
  let flops: Measure?
  let deviceHours: Measure?
  /// What scaling laws say; nil where none holds.
  let laws: PlanLaws?

  /// A value and whether it is an estimate.
  struct Measure {
    let value: Double
    let isEstimate: Bool
  }

  init(_ document: DocumentPlan, of report: FileReport, lines: LineTable, file: Int) {
    let plan = document.plan
    self.file = file
    var name =
      report.file.name + (document.document > 0 ? " #\(document.document + 1)" : "")
    if let site = document.attachedAt {
      name += ":\(lines.line(of: site.bytes.lowerBound) + 1)"
    }
    self.name = name
    dialect = plan.reading.dialect.name
    regime = plan.regime
    func measure(_ quantity: Quantity) -> Measure? {
      plan[quantity].map { Measure(value: $0.value, isEstimate: $0.certainty == .estimate) }
    }
    parameters = measure(.parameters)
    tokens = measure(.tokens)
    tokensPerParameter = measure(.tokensPerParameter)
    epochs = measure(.epochs)
    flops = measure(.flops)
    deviceHours = measure(.deviceHours)
    laws = PlanLaws(plan, laws: report.laws)
  }

  /// The share of the run's FLOPs that the same predicted loss does not need.
  var wasted: Double? { laws.map { max(0, 1 - $0.position.efficiency) } }

  /// The run in one line, as beside its point.
  var words: String {
    guard let laws else { return name }
    let size = laws.position.size
    return "\(name): \(Magnitude.short(size.parameters)) parameters on "
      + "\(Magnitude.short(size.tokens)) tokens, "
      + "\(Magnitude.significant(size.tokensPerParameter)) per parameter, "
      + "\(Magnitude.scientific(size.compute)) FLOPs, "
      + "\(Magnitude.percent(max(0, 1 - laws.position.efficiency))) wasted"
  }
}
