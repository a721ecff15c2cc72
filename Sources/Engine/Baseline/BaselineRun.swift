package import Linting
import SourceText

/// Holds the findings of a run against a baseline, and works out the baseline that they leave.
package struct BaselineRun: Sendable {
  private let folder: String
  private let known: Baseline
  private var left: [String: Int]
  private var found: [String: Int] = [:]
  /// The files whose whole text was checked: what is not found in them is gone.
  private var whole: Set<String> = []
  private var seen: Set<String> = []
  private let isWriting: Bool

  /// Begins a run against `known`, read from the file at `path`; one that writes the baseline anew
  /// takes every finding for known.
  package init(_ known: Baseline, at path: String, isWriting: Bool) {
    self.known = known
    self.isWriting = isWriting
    left = known.counts
    folder = Disk.absolute(PathText.folder(of: path)) ?? "/"
  }

  /// The report with its known findings marked.
  package mutating func marking(_ report: FileReport) -> FileReport {
    var report = report
    report.hasBaseline = true
    let path = PathText.relative(PathText.resolved(report.file.name), to: folder)
    seen.insert(path)
    if report.isWhole { whole.insert(path) }
    for i in report.findings.indices where report.findings[i].suppressed == nil {
      let entry = Baseline.key(path, report.identity(of: report.findings[i]))
      found[entry, default: 0] += 1
      let more = left[entry] ?? 0
      if more > 0 { left[entry] = more - 1 }
      if isWriting || more > 0 { report.findings[i] = report.findings[i].known() }
    }
    return report
  }

  /// What nothing answers to any more: in files that were checked, and in files that are no more.
  package var expired: Baseline {
    var expired = Baseline()
    for (entry, count) in left where count > 0 && isKnownToBeLeft(Baseline.path(in: entry)) {
      expired.counts[entry] = count
    }
    return expired
  }

  /// The baseline without what has expired; it never grows.
  package var shrunk: Baseline {
    var baseline = known
    for (entry, count) in expired.counts { baseline.counts[entry, default: 0] -= count }
    return baseline
  }

  /// The baseline of what was found; files that were not looked at keep their entries.
  package func written(under options: String) -> Baseline {
    var baseline = Baseline()
    baseline.options = options
    for (entry, count) in known.counts where !isKnownToBeLeft(Baseline.path(in: entry)) {
      baseline.counts[entry] = count
    }
    for (entry, count) in found {
      baseline.counts[entry] = max(count, baseline.counts[entry] ?? 0)
    }
    return baseline
  }

  /// Whether all that is found in the file at `path` has been found, or the file is no more.
  private func isKnownToBeLeft(_ path: String) -> Bool { whole.contains(path) || isGone(path) }

  private func isGone(_ path: String) -> Bool {
    !seen.contains(path)
      && Disk.kind(of: path.hasPrefix("/") ? path : folder + "/" + path) == .absent
  }
}
