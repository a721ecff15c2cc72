package import RunPlan
import SourceText

/// A change of a run's length that brings a quantity to a goal, in words and as an edit.
package struct LengthFix: Sendable {
  /// The imperative, without a full stop: `set train_iters to 64,263`.
  package let words: String
  /// The edit.
  package let fix: Fix

  /// Solves for the key that ends the run; nil where none is written in the file.
  ///
  /// A learning-rate schedule that ends with the run is kept at its end.
  package init?(_ run: Run, reaching goal: Double, of target: Quantity, because reason: String) {
    let plan = run.plan
    guard let key = plan.reading.duration.governing, let slot = key.slot,
      let value = plan.value(of: key.quantity, giving: target, equalTo: goal),
      let text = slot.spelling.text(for: value, whole: key.quantity.unit.isWhole)
    else { return nil }
    let shown = Self.shown(text)
    words = "set \(slot.key) to \(shown)"
    var edits = [Edit(slot.span, text)]
    if let end = plan.reading.schedule.decayEnd, let endSlot = end.slot, key.quantity == .steps,
      endSlot.span != slot.span, end.value == plan.value(.steps),
      let endText = endSlot.spelling.text(for: value, whole: true)
    {
      edits.append(Edit(endSlot.span, endText))
    }
    fix = Fix("Set \(slot.key) to \(shown) (\(reason))", .unsafe, edits)
  }

  /// A written number with its digits grouped for reading.
  private static func shown(_ text: String) -> String {
    Double(text).map(Magnitude.grouped) ?? text
  }
}
