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

  /// The report on the text after its fixes; the same report where there are none.
  ///
  /// Where fixes undo each other, the first text that comes back is the answer.
  package func fixed(_ report: FileReport) -> FileReport {
    var current = report
    var earlier: [FileReport] = []
    for _ in 0..<10 {
      let edits = compatible(current.visible.compactMap { preferred($0.finding) })
      guard !edits.isEmpty else { break }
      let (bytes, _) = applying(edits, to: current.file.bytes)
      guard bytes != current.file.bytes else { break }
      earlier.append(current)
      if let same = earlier.first(where: { $0.file.bytes == bytes }) { return same }
      let file = SourceFile(id: current.file.id, name: current.file.name, bytes: bytes)
      current = linter.report(on: file, isNamed: current.isNamed)
    }
    return current
  }

  /// The edits of the fixes of `report` that can be applied together.
  package func edits(for report: FileReport) -> [Edit] {
    compatible(report.visible.compactMap { preferred($0.finding) })
  }

  /// The edits of the fixes that can be applied together, each fix whole or not at all.
  private func compatible(_ fixes: [Fix]) -> [Edit] {
    var taken: [Edit] = []
    for fix in fixes {
      let isFree = fix.edits.allSatisfy { edit in !taken.contains { Self.collide($0, edit) } }
      if isFree { taken += fix.edits }
    }
    return taken
  }

  private static func collide(_ a: Edit, _ b: Edit) -> Bool {
    let (a, b) = (a.span.bytes, b.span.bytes)
    return a == b || (a.lowerBound < b.upperBound && b.lowerBound < a.upperBound)
  }

  private func preferred(_ finding: Finding) -> Fix? {
    finding.fixes.first { includingUnsafe || $0.safety == .safe }
  }
}
