/// One replacement of bytes.
package struct Edit: Hashable, Sendable {
  /// The bytes to replace; empty for an insertion.
  package let span: SourceSpan
  /// The new text.
  package let replacement: String

  /// Makes the edit that puts `replacement` in place of `span`.
  package init(_ span: SourceSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

/// Applies `edits` to `bytes`, all offsets taken in the old text.
///
/// Edits that overlap an earlier one (in order of offset) are left out, so that no byte is written
/// twice. Returns the new text and the edits that were applied, by offset.
package func applying(_ edits: [Edit], to bytes: [UInt8]) -> (bytes: [UInt8], applied: [Edit]) {
  let sorted = edits.sorted {
    ($0.span.bytes.lowerBound, $0.span.bytes.upperBound)
      < ($1.span.bytes.lowerBound, $1.span.bytes.upperBound)
  }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var applied: [Edit] = []
  var position = 0
  for edit in sorted {
    let range = edit.span.bytes
    guard range.lowerBound >= position, range.upperBound <= bytes.count else { continue }
    if let last = applied.last, last.span.bytes == range, range.isEmpty { continue }
    result += bytes[position..<range.lowerBound]
    result += Array(edit.replacement.utf8)
    position = range.upperBound
    applied.append(edit)
  }
  result += bytes[position...]
  return (result, applied)
}
