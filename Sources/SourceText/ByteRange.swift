/// A half-open range of bytes in one file.
package struct ByteRange: Hashable, Sendable {
  /// The offset of the first byte.
  package let lowerBound: Int
  /// The offset after the last byte.
  package let upperBound: Int

  /// Makes the range `lowerBound..<upperBound`; an end before the start gives an empty range.
  package init(_ lowerBound: Int, _ upperBound: Int) {
    self.lowerBound = lowerBound
    self.upperBound = max(lowerBound, upperBound)
  }

  /// The number of bytes.
  package var count: Int { upperBound - lowerBound }

  /// Whether the range holds no byte.
  package var isEmpty: Bool { lowerBound == upperBound }

  /// Whether `offset` is one of the bytes.
  package func contains(_ offset: Int) -> Bool { offset >= lowerBound && offset < upperBound }

  /// Whether `offset` is one of the bytes or the end: what an editor's cursor touches.
  package func touches(_ offset: Int) -> Bool { offset >= lowerBound && offset <= upperBound }

  /// Whether the two ranges share a byte, or touch where one of them is empty.
  package func overlaps(_ other: ByteRange) -> Bool {
    if isEmpty || other.isEmpty {
      return other.lowerBound <= upperBound && lowerBound <= other.upperBound
    }
    return other.lowerBound < upperBound && lowerBound < other.upperBound
  }
}
