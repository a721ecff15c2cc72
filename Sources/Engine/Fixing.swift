package import Linting
package import SourceText

/// Applies fixes until none is left that may be applied.
package struct Fixing {
  private let linter: Linter
  private let includingUnsafe: Bool

  /// Makes a fixer that applies safe fixes, and unsafe ones where asked.
  package init(_ linter: Linter, includingUnsafe: Bool) {
    self.linter = linter
    self.includingUnsafe = includingUnsafe
  }

  /// A fix and the finding that it mends.
  private struct Proposal {
    let finding: SettledFinding
    let fix: Fix
  }

  /// The report on the text after its fixes; the same report where there are none.
  ///
  /// Where fixes undo each other, the first text that comes back is the answer. A fix after which
  /// its finding is still there, or the text is not read as before, is not applied.
  package func fixed(_ report: FileReport) -> FileReport {
    var current = report
    var earlier: [FileReport] = []
    var refused: [Fix] = []
    for _ in 0..<10 {
      let proposals = compatible(current.visible.compactMap(preferred), without: refused)
      guard !proposals.isEmpty else { break }
      guard let next = applying(proposals, to: current, refused: &refused) else { continue }
      earlier.append(current)
      if let same = earlier.first(where: { $0.file.bytes == next.file.bytes }) { return same }
      current = next
    }
    return current
  }

  /// The edits of the fixes of `report` that can be applied together.
  package func edits(for report: FileReport) -> [Edit] {
    compatible(report.visible.compactMap(preferred), without: []).flatMap(\.fix.edits)
  }

  /// The report on the text after all `proposals`, or after those that mend what they should; nil
  /// where none does.
  private func applying(
    _ proposals: [Proposal], to report: FileReport, refused: inout [Fix]
  ) -> FileReport? {
    if let next = trying(proposals, on: report) { return next }
    for proposal in proposals {
      if proposals.count > 1, let next = trying([proposal], on: report) { return next }
      refused.append(proposal.fix)
    }
    return nil
  }

  /// The report on the text after `proposals`; nil where one of them mends nothing.
  private func trying(_ proposals: [Proposal], on report: FileReport) -> FileReport? {
    let (bytes, _) = SourceText.applying(proposals.flatMap(\.fix.edits), to: report.file.bytes)
    guard bytes != report.file.bytes else { return nil }
    let file = SourceFile(id: report.file.id, name: report.file.name, bytes: bytes)
    let next = linter.report(on: file, isNamed: report.isNamed)
    guard next.isWhole || !report.isWhole, next.plans.count >= report.plans.count else {
      return nil
    }
    let before = Self.counts(report)
    let after = Self.counts(next)
    for proposal in proposals {
      let key = Self.key(proposal.finding, in: report)
      guard after[key, default: 0] < before[key, default: 0] else { return nil }
    }
    return next
  }

  /// How often what a finding says is found; what is milder than before has been mended as far as
  /// it can be.
  private static func counts(_ report: FileReport) -> [String: Int] {
    var counts: [String: Int] = [:]
    for settled in report.visible { counts[key(settled, in: report), default: 0] += 1 }
    return counts
  }

  private static func key(_ settled: SettledFinding, in report: FileReport) -> String {
    settled.severity.name + report.identity(of: settled).text
  }

  /// The fixes that can be applied together, each whole or not at all.
  private func compatible(_ proposals: [Proposal], without refused: [Fix]) -> [Proposal] {
    var taken: [Proposal] = []
    var edits: [Edit] = []
    for proposal in proposals where !refused.contains(proposal.fix) {
      let own = proposal.fix.edits
      guard own.allSatisfy({ edit in !edits.contains { Self.collide($0, edit) } }) else { continue }
      taken.append(proposal)
      edits += own
    }
    return taken
  }

  private static func collide(_ a: Edit, _ b: Edit) -> Bool {
    let (a, b) = (a.span.bytes, b.span.bytes)
    return a == b || (a.lowerBound < b.upperBound && b.lowerBound < a.upperBound)
  }

  private func preferred(_ settled: SettledFinding) -> Proposal? {
    settled.finding.fixes.first { includingUnsafe || $0.safety == .safe }
      .map { Proposal(finding: settled, fix: $0) }
  }
}
