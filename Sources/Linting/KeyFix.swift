package import RunPlan
package import SourceText

/// A new value for one key, in words and as an edit.
package struct KeyFix: Sendable {
  /// The imperative, without a full stop: `set train_iters to 64,263`.
  package let words: String
  /// The edit.
  package let fix: Fix

  /// Writes `value` where `claim` is written; nil where no single edit would do.
  package init?(_ claim: Claim?, to value: Double, because reason: String) {
    guard let claim, let slot = claim.slot,
      let text = slot.spelling.text(for: value, whole: claim.quantity.unit.isWhole)
    else { return nil }
    let shown = Double(text).map(Magnitude.plain) ?? text
    words = "set \(slot.key) to \(shown)"
    fix = Fix("Set \(slot.key) to \(shown) (\(reason))", .unsafe, [Edit(slot.span, text)])
  }
}

extension Finding {
  /// Offers `fixes`, the first one preferred, and says so in the help.
  package mutating func offer(_ fixes: [KeyFix]) {
    guard !fixes.isEmpty else { return }
    help = fixes.map(\.words).joined(separator: ", or ")
    self.fixes = fixes.map(\.fix)
  }
}

extension Run {
  /// Puts `word` in the place of the key or the word at `span`, its quotes kept.
  package func rewriting(_ span: SourceSpan, as word: String) -> Edit {
    let quote = file.text(in: span.bytes).prefix { "\"'".contains($0) }.prefix(1)
    return Edit(span, quote + word + quote)
  }
}
