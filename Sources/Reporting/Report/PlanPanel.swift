import Linting
import RunPlan
import SourceText

/// Writes the plan of one run and how each number came about, a line each.
///
/// A panel is hidden until a link leads to it. Its lines are one text of columns set by tabs, so
/// that ten thousand of them cost a browser little; the script makes a table of what is opened.
struct PlanPanel {
  private let report: FileReport
  private let lines: LineTable

  init(_ report: FileReport, _ lines: LineTable) {
    self.report = report
    self.lines = lines
  }

  /// Writes the panel of the report's run number `index`.
  func write(
    _ document: DocumentPlan, _ run: ReportedRun, index: Int, findings: Int,
    to page: inout PageText
  ) {
    let plan = document.plan
    Self.begin("p", index, heading: run.name, to: &page)
    page.markup("<p>")
    page.text(run.dialect + (run.regime.map { ", \($0.rawValue)" } ?? ", no run of its own"))
    if findings > 0 {
      page.markup(" · <a href=\"#f")
      page.number(run.file)
      page.markup("\">")
      page.text(findings == 1 ? "1 finding" : "\(findings) findings")
      page.markup("</a>")
    }
    page.markup("</p>\n<pre>")
    for label in PlanLabel.allCases {
      guard let claim = plan.labels[label] else { continue }
      row(label.rawValue.replacing("_", with: " "), claim.value, "", to: &page)
    }
    for quantity in Quantity.allCases {
      guard let claim = plan[quantity] else { continue }
      row(quantity.words, Self.value(of: claim), derivation(of: claim), to: &page)
    }
    for (name, value, note) in run.laws?.rows ?? [] { row(name, value, note, to: &page) }
    if plan.regime != nil { writeUnknowns(of: plan, to: &page) }
    page.markup("</pre></section>\n")
  }

  /// Opens a panel with its heading and the link that closes it.
  static func begin(
    _ kind: StaticString, _ number: Int, heading: String, to page: inout PageText
  ) {
    page.markup("<section class=\"panel\" id=\"")
    page.markup(kind)
    page.number(number)
    page.markup("\" aria-labelledby=\"h")
    page.markup(kind)
    page.number(number)
    page.markup("\"><a class=\"close\" href=\"#-\">Close</a><h2 tabindex=\"-1\" id=\"h")
    page.markup(kind)
    page.number(number)
    page.markup("\">")
    page.path(heading)
    page.markup("</h2>")
  }

  private static func value(of claim: Claim) -> String {
    let value =
      switch claim.quantity.unit {
      case .flops: Magnitude.scientific(claim.value)
      case .bytes: Magnitude.gibibytes(claim.value)
      default: Magnitude.grouped(claim.value)
      }
    return (claim.certainty == .estimate ? "≈ " : "") + value
  }

  private func derivation(of claim: Claim) -> String {
    var how = claim.derivation
    if let span = claim.span.map({ report.place(of: $0) }), span.file == report.file.id {
      how += how.isEmpty ? "" : ", "
      how += "line \(lines.line(of: span.bytes.lowerBound) + 1)"
    }
    return how
  }

  private func writeUnknowns(of plan: TrainingPlan, to page: inout PageText) {
    for quantity in FactTally.wanted where plan[quantity] == nil {
      let needs = plan.missing(for: quantity).map(\.name).joined(separator: " and ")
      row(quantity.words, "unknown", "give \(needs) to know it", to: &page)
    }
  }

  private func row(_ name: String, _ value: String, _ note: String, to page: inout PageText) {
    page.text(name)
    page.markup("\t")
    page.text(value)
    page.markup("\t")
    page.text(note)
    page.markup("\n")
  }
}
