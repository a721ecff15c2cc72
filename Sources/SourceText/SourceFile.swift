/// The text of one file under its name.
package struct SourceFile: Sendable {
  /// Which file of the run it is.
  package let id: FileID
  /// The path as the user gave it, or the name standing for it.
  package let name: String
  /// The whole content, unchanged.
  package let bytes: [UInt8]

  /// Joins a name and its content.
  package init(id: FileID = .main, name: String, bytes: [UInt8]) {
    self.id = id
    self.name = name
    self.bytes = bytes
  }

  /// Joins a name and a text.
  package init(id: FileID = .main, name: String, text: String) {
    self.init(id: id, name: name, bytes: Array(text.utf8))
  }

  /// The part of the name after the last slash.
  package var baseName: Substring {
    guard let slash = name.utf8.lastIndex(of: 0x2F) else { return name[...] }
    let tail = name[name.utf8.index(after: slash)...]
    // A slash at the end is none that sets anything apart.
    return tail.isEmpty ? name.split(separator: "/").last ?? name[...] : tail
  }

  /// Whether the file name ends in `ending`, a lower-case text with its dot; case does not matter.
  package func hasExtension(_ ending: String) -> Bool {
    let tail = name.utf8.suffix(ending.utf8.count)
    return tail.elementsEqual(ending.utf8) {
      $0 == $1 || ($0 >= 0x41 && $0 <= 0x5A && $0 + 32 == $1)
    }
  }

  /// Line starts, found anew: keep the answer when you need it more than once.
  package func lineTable() -> LineTable { LineTable(bytes) }

  /// The text of `range`, invalid UTF-8 repaired.
  package func text(in range: ByteRange) -> String {
    String(decoding: slice(range), as: UTF8.self)
  }

  /// The bytes of `range`, as far as the file has them.
  package func slice(_ range: ByteRange) -> ArraySlice<UInt8> {
    let low = min(max(0, range.lowerBound), bytes.count)
    let high = min(max(low, range.upperBound), bytes.count)
    return bytes[low..<high]
  }
}
