package import Linting
import SourceText

/// All runs of a project in one document: the runs on the frontier of loss and compute, the plans,
/// the findings, and what is not known.
///
/// Files are added one by one and not kept: what is written about them is.
package struct RunReport {
  /// How a report is written.
  package enum Format: String, CaseIterable, Sendable {
    /// One page that needs nothing but itself.
    case html
    /// The same for programs.
    case json
    /// The chart alone, as Vega-Lite draws it.
    case vegaLite = "vega-lite"
  }

  private let title: String
  private let tool: ToolInfo
  private var list = RunList()
  private var body: any ReportBody

  /// Makes the report of no file.
  package init(_ format: Format, title: String, tool: ToolInfo) {
    self.title = title
    self.tool = tool
    body =
      switch format {
      case .html: ReportPage()
      case .json: ReportJSON()
      case .vegaLite: ReportVega()
      }
  }

  /// Adds what was found about one file.
  package mutating func add(_ report: FileReport) {
    let lines = report.file.lineTable()
    guard let added = list.add(report, lines) else { return }
    body.add(report, lines, file: added.file, runs: added.runs, list)
  }

  /// Adds what could not be read or used, in words.
  package mutating func add(problem: String) { list.problems.append(problem) }

  /// The document in UTF-8.
  package var bytes: [UInt8] { body.bytes(list, title: title, tool: tool) }
}

/// What a format keeps of each file, and how it joins that with the counts of all.
protocol ReportBody: Sendable {
  /// Takes a file and its plans, whose numbers in the report are `runs`.
  mutating func add(
    _ report: FileReport, _ lines: LineTable, file: Int, runs: Range<Int>, _ list: RunList)

  /// The whole document.
  func bytes(_ list: RunList, title: String, tool: ToolInfo) -> [UInt8]
}
