import Linting
import RunPlan
import SourceText

/// Everything that a report counts over all files; the texts of files are not kept.
struct RunList {
  /// The plans in the order of the files.
  private(set) var runs: [ReportedRun] = []
  /// The files with a plan or a finding.
  private(set) var files: [File] = []
  /// The rules that found something, in the order in which they first did.
  private(set) var rules: [Rule] = []
  /// What is not known, and what would settle it.
  private(set) var missing = FactTally()
  /// Files that are no training config, by the reason.
  private(set) var skipped: [(reason: SkipReason, count: Int)] = []
  /// The counts of all files.
  private(set) var summary = Summary()
  /// What could not be read or used, in words.
  var problems: [String] = []

  /// A file with a plan or a finding.
  struct File {
    let path: String
    /// The findings that count, by severity.
    var counts = [Int](repeating: 0, count: Severity.allCases.count)
    /// The rules that found something in it, by their number.
    var rules: [Int] = []

    /// The worst severity of its findings.
    var worst: Severity? { Severity.allCases.last { counts[$0.rawValue] > 0 } }

    /// How many findings count.
    var total: Int { counts.reduce(0, +) }
  }

  /// A rule and how often it found something.
  struct Rule {
    let id: RuleID
    var worst: Severity
    var count = 0
  }

  /// Counts one file.
  ///
  /// - Returns: the number of the file and those of its plans; nil where there is nothing to tell.
  mutating func add(_ report: FileReport, _ lines: LineTable) -> (file: Int, runs: Range<Int>)? {
    summary.add(report)
    if let reason = report.skipped { skip(reason) }
    guard !report.plans.isEmpty || !report.findings.isEmpty else { return nil }
    var file = File(path: report.file.name)
    for settled in report.visible { count(settled, in: &file) }
    let first = runs.count
    for document in report.plans {
      missing.add(document.plan, index: runs.count)
      runs.append(ReportedRun(document, of: report, lines: lines, file: files.count))
    }
    files.append(file)
    return (files.count - 1, first..<runs.count)
  }

  private mutating func skip(_ reason: SkipReason) {
    if let place = skipped.firstIndex(where: { $0.reason == reason }) {
      skipped[place].count += 1
    } else {
      skipped.append((reason, 1))
    }
  }

  private mutating func count(_ settled: SettledFinding, in file: inout File) {
    file.counts[settled.severity.rawValue] += 1
    if let unlock = settled.finding.unlock { missing.add(unlock: unlock) }
    let place = rules.firstIndex { $0.id == settled.rule } ?? rules.count
    if place == rules.count { rules.append(Rule(id: settled.rule, worst: settled.severity)) }
    rules[place].count += 1
    rules[place].worst = max(rules[place].worst, settled.severity)
    if !file.rules.contains(place) { file.rules.append(place) }
  }
}
