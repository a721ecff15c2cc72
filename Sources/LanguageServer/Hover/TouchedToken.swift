import ConfigSyntax
import RunPlan
import SourceText

/// What lies under the pointer, and the value that it stands for.
struct TouchedToken {
  /// The bytes under the pointer.
  let bytes: ByteRange
  /// The value: of the key under the pointer, or what is under it.
  private let value: ByteRange
  private let isScalar: Bool

  /// Finds the key or value at `offset`.
  init?(at offset: Int, in tree: SyntaxTree) {
    guard let node = tree.node(at: offset) else { return nil }
    bytes = tree.bytes(of: node)
    let entry = tree.parent(of: node).flatMap { parent in
      tree.entries(of: parent).first { $0.key == node }
    }
    let target = entry?.value ?? node
    value = tree.bytes(of: target)
    isScalar = tree.kind(of: target) == .scalar || tree.kind(of: target) == .alias
  }

  /// Finds the declared fact at `offset` among those of `plan`.
  init?(at offset: Int, among plan: TrainingPlan) {
    for claim in plan.facts {
      guard case .fact(let span?) = claim.provenance, span.bytes.touches(offset) else { continue }
      bytes = span.bytes
      value = span.bytes
      isScalar = true
      return
    }
    return nil
  }

  /// Whether something said about `span` is said about the token.
  ///
  /// A mapping stands for itself only, not for every value below it.
  func isMeant(by span: SourceSpan) -> Bool {
    guard span.file == .main else { return false }
    if span.bytes == value || span.bytes == bytes { return true }
    return isScalar && !span.bytes.isEmpty && !value.isEmpty && span.bytes.overlaps(value)
  }
}
