/// Names one file among those of a run.
package struct FileID: Hashable, Sendable {
  /// The file's number; the file under check is 0, those it links to follow.
  package let number: Int

  /// Makes the name of file `number`.
  package init(_ number: Int) { self.number = number }

  /// The file under check.
  package static let main = FileID(0)
}

/// Bytes of one file.
package struct SourceSpan: Hashable, Sendable {
  /// The file that holds the bytes.
  package let file: FileID
  /// Where they are.
  package let bytes: ByteRange

  /// Makes the span of `bytes` in `file`.
  package init(_ file: FileID, _ bytes: ByteRange) {
    self.file = file
    self.bytes = bytes
  }

  /// Makes the span `lowerBound..<upperBound` of `file`.
  package init(_ file: FileID, _ lowerBound: Int, _ upperBound: Int) {
    self.init(file, ByteRange(lowerBound, upperBound))
  }
}

/// A value and the bytes that say it.
package struct Located<Value: Sendable>: Sendable {
  /// The value.
  package let value: Value
  /// Where it is written.
  package let span: SourceSpan

  /// Joins a value and its place.
  package init(_ value: Value, at span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
