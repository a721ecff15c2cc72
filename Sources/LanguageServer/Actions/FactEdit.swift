import RunPlan
import SourceText

/// Writes a comment that declares a fact which the files do not say; the number is left to the
/// user.
struct FactEdit {
  private let document: Document

  init(_ document: Document) { self.document = document }

  /// The facts that would say how many tokens or parameters the run has, where no key does.
  static func missing(in plan: TrainingPlan) -> [Quantity] {
    guard plan.regime != nil else { return [] }
    for goal in [Quantity.tokens, .parameters] where plan[goal] == nil {
      let facts = plan.missing(for: goal)
      if !facts.isEmpty { return facts }
    }
    return []
  }

  /// The edit that puts the beginning of the comment above everything else; nil where no comment
  /// can stand.
  func edit(declaring facts: [Quantity]) -> Edit? {
    guard !document.isJSON else { return nil }
    let start = document.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = document.lines
    let first = lines.range(ofLine: 0)
    let whole = lines.range(ofLine: 0, includingBreak: true)
    let end = document.file.text(in: ByteRange(first.upperBound, whole.upperBound))
    let names = facts.map { $0.name + "=" }.joined(separator: " ")
    return Edit(
      SourceSpan(.main, start, start), "# trainlint: fact \(names)" + (end.isEmpty ? "\n" : end))
  }
}
