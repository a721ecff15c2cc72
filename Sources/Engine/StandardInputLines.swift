#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of standard input, each as soon as it is whole.
package struct StandardInputLines {
  /// What stands in one line.
  package enum Line: Sendable {
    /// The bytes without the break.
    case bytes([UInt8])
    /// More than is held at once.
    case tooLong
  }

  private var bytes: [UInt8] = []
  /// Where the next line starts, and how far its end has been looked for.
  private var start = 0
  private var searched = 0
  private var isPassing = false
  private var isAtEnd = false
  /// Why reading stopped before the end, or nil.
  package private(set) var problem: Disk.Problem?

  /// JSON escapes take room: a text of the largest size may need several times as much.
  private static let longest = 4 * Disk.maximumFileSize
  /// No more than this is kept for the lines that follow a large one.
  private static let keptCapacity = 1 << 20

  /// Begins with the first line.
  package init() {}

  /// The next line; nil at the end.
  package mutating func next() -> Line? {
    while true {
      if let line = wholeLine() { return line }
      if isAtEnd { return rest() }
      readMore()
    }
  }

  /// The next line where all of it has come: nobody is waited for.
  package mutating func nextAtHand() -> Line? {
    while true {
      if let line = wholeLine() { return line }
      guard !isAtEnd, Disk.hasMore(on: 0) else { return nil }
      readMore()
    }
  }

  private mutating func wholeLine() -> Line? {
    let end = bytes.withUnsafeBytes { text -> Int? in
      guard let base = text.baseAddress, searched < text.count else { return nil }
      let found = memchr(base + searched, 0x0A, text.count - searched)
      return found.map { UnsafeRawPointer($0) - base }
    }
    guard let end else {
      searched = bytes.count
      return nil
    }
    defer {
      (start, searched) = (end + 1, end + 1)
      isPassing = false
    }
    return isPassing ? .tooLong : .bytes(Array(bytes[start..<end]))
  }

  /// The last line, where no break ends it.
  private mutating func rest() -> Line? {
    defer {
      (bytes, start, searched) = ([], 0, 0)
      isPassing = false
    }
    if isPassing { return .tooLong }
    return start < bytes.count ? .bytes(Array(bytes[start...])) : nil
  }

  private mutating func readMore() {
    makeRoom()
    do throws(Disk.Problem) {
      let more = try Disk.readSome(of: 0)
      isAtEnd = more.isEmpty
      bytes += more
    } catch {
      problem = error
      (bytes, isPassing, isAtEnd) = ([], false, true)
    }
  }

  /// Forgets the lines that were handed out, and a line that nobody will be handed.
  private mutating func makeRoom() {
    if isPassing || bytes.count - start > Self.longest {
      isPassing = true
      start = bytes.count
    }
    if start == bytes.count, bytes.capacity > Self.keptCapacity {
      bytes = []
    } else {
      bytes.removeSubrange(..<start)
    }
    (start, searched) = (0, bytes.count)
  }
}
