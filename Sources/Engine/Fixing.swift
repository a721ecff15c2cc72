package import Linting
import SourceText

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
  package func fixed(_ report: FileReport) -> FileReport {
    var current = report
    for _ in 0..<10 {
      let edits = current.visible.compactMap { preferred($0.finding) }.flatMap(\.edits)
      guard !edits.isEmpty else { break }
      let (bytes, applied) = applying(edits, to: current.file.bytes)
      guard !applied.isEmpty, bytes != current.file.bytes else { break }
      let file = SourceFile(id: current.file.id, name: current.file.name, bytes: bytes)
      current = linter.report(on: file)
    }
    return current
  }

  private func preferred(_ finding: Finding) -> Fix? {
    finding.fixes.first { includingUnsafe || $0.safety == .safe }
  }
}
