package import RunPlan
import SourceText

/// A change of a run's length that brings a quantity to a goal, in words and as an edit.
package struct LengthFix: Sendable {
  /// The imperative, without a full stop: `set train_iters to 64,263`.
  package let words: String
  /// The edit.
  package let fix: Fix

  /// Solves for the key that ends the run; nil where none is written in the file, and where
  /// the longer run would see its data more often than repetition pays.
  ///
  /// A learning-rate schedule that ends with the run is kept at its end.
  package init?(_ run: Run, reaching goal: Double, of target: Quantity, because reason: String) {
    let plan = run.plan
    guard let key = plan.reading.duration.governing, let slot = key.slot,
      let exact = plan.value(of: key.quantity, giving: target, equalTo: goal)
    else { return nil }
    let isWhole = key.quantity.unit.isWhole || Self.isWholeEpochs(key, slot, run.file)
    // What the solver leaves behind the comma is no reason for one more epoch.
    let value =
      isWhole && key.quantity == .epochs ? (exact - 1e-6).rounded(.up) : exact
    guard !Self.repeatsTooOften(plan, key, value),
      let text = slot.spelling.text(for: value, whole: isWhole)
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

  /// How often data may be seen at next to no loss against fresh data.
  package static let harmlessEpochs = 4.0

  private static func repeatsTooOften(_ plan: TrainingPlan, _ key: Claim, _ value: Double) -> Bool {
    guard value > key.value,
      let most = plan.value(of: key.quantity, giving: .epochs, equalTo: harmlessEpochs)
    else { return false }
    return value > most * (1 + 1e-9)
  }

  /// Whether a key of epochs holds a whole number, as it must in many frameworks.
  private static func isWholeEpochs(_ key: Claim, _ slot: Slot, _ file: SourceFile) -> Bool {
    guard key.quantity == .epochs else { return false }
    let written = file.text(in: slot.span.bytes)
      .dropLast(slot.spelling.suffix.count + slot.spelling.quote.count)
    return slot.spelling.isWhole || !written.contains { ".eE".contains($0) }
  }

  /// A written number with its digits grouped for reading.
  private static func shown(_ text: String) -> String {
    Double(text).map(Magnitude.grouped) ?? text
  }
}
