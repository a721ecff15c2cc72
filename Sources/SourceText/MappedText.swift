/// A text taken out of a file, each byte with its place there.
///
/// A command in a block scalar, a configuration inside a manifest and the words that a shell makes
/// of them are no slices of their file: lines lose their indentation, escapes are undone, variables
/// bring text from elsewhere. Every byte still knows which byte of the file gave it.
package struct MappedText: Sendable {
  /// The text.
  package private(set) var bytes: [UInt8] = []
  /// The place of each byte in the file.
  private var places: [Int32] = []

  /// Stands for text that cannot be known; it occurs in no text file.
  package static let hole: UInt8 = 0

  /// Makes an empty text.
  package init() {}

  /// Takes the bytes of `range` as they stand.
  package init(_ file: SourceFile, _ range: ByteRange) {
    for place in range.lowerBound..<min(range.upperBound, file.bytes.count) {
      append(file.bytes[place], from: place)
    }
  }

  /// Makes a text that stands for what is written at `place`.
  package init(_ text: String, at place: Int) {
    for byte in text.utf8 { append(byte, from: place) }
  }

  /// The text as a string, invalid UTF-8 repaired.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text, or nil where a part of it cannot be known.
  package var known: String? { hasHoles ? nil : text }

  /// Whether a part of it cannot be known.
  package var hasHoles: Bool { bytes.contains(Self.hole) }

  /// The number of bytes.
  package var count: Int { bytes.count }

  /// Whether there are no bytes.
  package var isEmpty: Bool { bytes.isEmpty }

  /// Where the byte at `index` comes from; of the end, what follows the last byte.
  package func place(of index: Int) -> Int {
    if places.indices.contains(index) { return Int(places[index]) }
    return places.last.map { Int($0) + 1 } ?? 0
  }

  /// The last byte that comes from `place`, or nil where none does; brackets and quotes that stand
  /// for a word come before its letters.
  package func index(ofPlace place: Int) -> Int? {
    places.lastIndex(of: Int32(truncatingIfNeeded: place))
  }

  /// The bytes of the file behind `range`: from its first to its last.
  package func place(of range: ByteRange) -> ByteRange {
    let start = place(of: range.lowerBound)
    guard range.upperBound > range.lowerBound else { return ByteRange(start, start) }
    return ByteRange(start, max(start, place(of: range.upperBound - 1) + 1))
  }

  /// The bytes of the file behind the whole text.
  package var place: ByteRange { place(of: ByteRange(0, count)) }

  /// Whether the bytes of `range` stand in the file just so, one behind the other.
  package func isVerbatim(_ range: ByteRange, in file: SourceFile) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= count else { return false }
    return (range.lowerBound..<range.upperBound).allSatisfy { index in
      let expected = place(of: range.lowerBound) + index - range.lowerBound
      return Int(places[index]) == expected && expected < file.bytes.count
        && file.bytes[expected] == bytes[index]
    }
  }

  /// The part between two indices.
  package subscript(range: Range<Int>) -> MappedText {
    var part = MappedText()
    part.bytes = Array(bytes[range])
    part.places = Array(places[range])
    return part
  }

  /// Adds a byte that comes from `place`.
  package mutating func append(_ byte: UInt8, from place: Int) {
    bytes.append(byte)
    places.append(Int32(truncatingIfNeeded: place))
  }

  /// Adds another text with its places.
  package mutating func append(_ other: MappedText) {
    bytes += other.bytes
    places += other.places
  }

  /// Adds text that stands for what is written at `place`.
  package mutating func append(_ text: String, from place: Int) {
    for byte in text.utf8 { append(byte, from: place) }
  }

  /// Adds a part that cannot be known.
  package mutating func appendHole(from place: Int) { append(Self.hole, from: place) }
}
