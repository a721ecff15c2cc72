import Engine
import Linting
import SourceText
import Testing

/// What every fix of every example does.
@Suite struct FixTests {
  @Test(arguments: ExampleCase.fixable)
  func aFixMendsItsFindingAndNothingElse(_ example: ExampleCase) {
    let text = example.marked.text
    let before = example.report(text)
    for settled in before.visible where settled.rule == example.id {
      for fix in settled.finding.fixes {
        let (bytes, applied) = applying(fix.edits, to: before.file.bytes)
        #expect(applied.count == fix.edits.count)
        #expect(applied.allSatisfy { $0.span.bytes.upperBound <= before.file.bytes.count })
        expectMended(settled, from: before, to: example.report(bytes), by: fix)
      }
    }
  }

  private func expectMended(
    _ settled: SettledFinding, from before: FileReport, to after: FileReport, by fix: Fix
  ) {
    let rule = settled.rule
    // A fix may leave the milder form of its finding: four passes are still worth a note.
    func isAsBad(_ other: SettledFinding) -> Bool {
      other.rule == rule && other.severity >= settled.severity
    }
    let left = after.visible.count(where: isAsBad)
    #expect(left < before.visible.count(where: isAsBad), "\(fix.title)")
    let known = Set(before.visible.map(\.rule))
    let new = after.visible.filter { !known.contains($0.rule) && $0.severity >= settled.severity }
    #expect(new.map(\.finding.headline) == [], "\(fix.title)")
    let again = after.visible.filter { $0.rule == rule }.flatMap(\.finding.fixes).flatMap(\.edits)
    #expect(!again.contains { fix.edits.contains($0) }, "\(fix.title)")
  }

  @Test(arguments: ExampleCase.fixable)
  func fixingTwiceIsFixingOnce(_ example: ExampleCase) {
    let fixing = Fixing(Linter(), includingUnsafe: true)
    let once = fixing.fixed(example.report(example.marked.text))
    #expect(fixing.fixed(once).file.bytes == once.file.bytes)
  }
}
