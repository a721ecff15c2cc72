/// The lines of standard input, each as soon as it is whole.
package struct StandardInputLines {
  private var bytes: [UInt8] = []
  private var searched = 0
  private var isAtEnd = false
  /// Why reading stopped before the end, or nil.
  package private(set) var problem: Disk.Problem?

  /// Begins with the first line.
  package init() {}

  /// The next line without its break; nil at the end.
  package mutating func next() -> ArraySlice<UInt8>? {
    while true {
      if let end = bytes[searched...].firstIndex(of: 0x0A) {
        let line = bytes[..<end]
        bytes = Array(bytes[(end + 1)...])
        searched = 0
        return line
      }
      searched = bytes.count
      if isAtEnd {
        let rest = bytes[...]
        (bytes, searched) = ([], 0)
        return rest.isEmpty ? nil : rest
      }
      readMore()
    }
  }

  private mutating func readMore() {
    do throws(Disk.Problem) {
      let more = try Disk.readSome(of: 0)
      isAtEnd = more.isEmpty
      bytes += more
      // JSON escapes take room: a text of the largest size may need several times as much.
      guard bytes.count < 4 * Disk.maximumFileSize else {
        throw Disk.Problem(description: "a line is too long")
      }
    } catch {
      problem = error
      (bytes, searched, isAtEnd) = ([], 0, true)
    }
  }
}
