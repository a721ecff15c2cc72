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
  private let file: FileID
  /// For a text inside the file on the screen: what is said about these bytes there is meant too.
  private var around: (bytes: ByteRange, value: ByteRange)?

  /// Finds the key or value at `offset` of a text that stands inside another, as `mapped`.
  init?(at offset: Int, in tree: SyntaxTree, mapped: MappedText) {
    self.init(at: offset, in: tree)
    around = (mapped.place(of: bytes), mapped.place(of: value))
  }

  /// Finds the key or value at `offset`.
  init?(at offset: Int, in tree: SyntaxTree) {
    guard let node = tree.node(at: offset) else { return nil }
    file = tree.file.id
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
      file = .main
      return
    }
    return nil
  }

  /// Whether something said about `span` is said about the token.
  ///
  /// A mapping stands for itself only, not for every value below it.
  func isMeant(by span: SourceSpan) -> Bool {
    if span.file == file { return isMeant(by: span.bytes, bytes, value) }
    guard span.file == .main, let around else { return false }
    return isMeant(by: span.bytes, around.bytes, around.value)
  }

  private func isMeant(by other: ByteRange, _ bytes: ByteRange, _ value: ByteRange) -> Bool {
    if other == value || other == bytes { return true }
    return isScalar && !other.isEmpty && !value.isEmpty && other.overlaps(value)
  }
}
