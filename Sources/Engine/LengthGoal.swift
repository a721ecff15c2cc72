import Composition
import ConfigSyntax
package import Linting
import RunPlan
import ScalingLaws
package import SourceText

extension Linter {
  /// The edits that bring a run from random weights to the usual number of tokens per parameter, by
  /// the keys that stand at `place` and that are made for it: steps, tokens, epochs or batch.
  package func lengthEdits(at place: ByteRange, in report: FileReport) -> [Fix] {
    let scope = self.place(of: report.file.name).scope
    return report.plans.flatMap { document -> [Fix] in
      let plan = document.plan
      let goal = scope.laws.band(at: plan.value(.flops)).typical
      guard document.attachedAt == nil, plan.regime == .pretraining,
        plan.reading.resumesFrom == nil, !plan.isSparse,
        let now = plan.value(.tokensPerParameter), abs(now / goal - 1) > 0.01
      else { return [] }
      let reason = Magnitude.plain(goal) + " tokens per parameter"
      let configuration = Configuration(parse(report.file), document: document.document)
      let run = Run(
        file: report.file, configuration: configuration, plan: plan, laws: scope.laws,
        profile: scope.profile)
      return plan.editableKeys(for: .tokensPerParameter).compactMap { key in
        guard let slot = key.slot, slot.span.file == .main,
          report.isOnLine(of: slot.span.bytes, place)
        else { return nil }
        if key === plan.reading.duration.governing {
          return LengthFix(run, reaching: goal, of: .tokensPerParameter, because: reason)?.fix
        }
        guard key.quantity == .globalBatch,
          let value = plan.value(of: .globalBatch, giving: .tokensPerParameter, equalTo: goal)
        else { return nil }
        return KeyFix(key, to: value, because: reason)?.fix
      }
    }
  }
}

extension FileReport {
  /// Whether a line of `place` is one of those of `bytes`.
  fileprivate func isOnLine(of bytes: ByteRange, _ place: ByteRange) -> Bool {
    let lines = file.lineTable()
    return lines.line(of: place.lowerBound) <= lines.line(of: bytes.upperBound)
      && lines.line(of: bytes.lowerBound) <= lines.line(of: place.upperBound)
  }
}
