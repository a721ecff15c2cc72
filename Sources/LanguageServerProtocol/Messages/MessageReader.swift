/// Cuts a stream of bytes into the bodies of messages.
///
/// A header that cannot be used is reported once; reading goes on at the next `Content-Length` that
/// is followed by a number.
package struct MessageReader: Sendable {
  /// What the stream holds next.
  package enum Item: Hashable, Sendable {
    /// The body of a message.
    case body([UInt8])
    /// Bytes that are no message.
    case problem(FramingProblem)
  }

  /// The longest body that is believed, in bytes.
  package static let longestBody = 256 << 20
  /// The longest line of a header that is believed, in bytes.
  private static let longestLine = 4_096
  /// The longest header that is believed, in bytes.
  private static let longestHeader = 65_536

  private var buffer: [UInt8] = []
  private var start = 0
  private var header = Header()
  private var isLost = false

  /// Makes a reader at the beginning of a stream.
  package init() {}

  /// Whether bytes of an incomplete message are waiting: at the end of the stream, a cut message.
  package var isInsideMessage: Bool { start < buffer.count || header.end != nil }

  /// Takes the next bytes of the stream.
  package mutating func append(_ bytes: some Collection<UInt8>) {
    if start > 0, start >= buffer.count / 2 {
      buffer.removeFirst(start)
      header.move(by: -start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next message or problem, or nil until more bytes arrive.
  package mutating func next() -> Item? {
    while true {
      if isLost, !findHeader() { return nil }
      do throws(FramingProblem) {
        guard let body = try readBody() else { return nil }
        isLost = false
        return .body(body)
      } catch {
        start = min(start + 1, buffer.count)
        header = Header(from: start)
        if isLost { continue }
        isLost = true
        return .problem(error)
      }
    }
  }

  // MARK: Header and body

  /// How far the header has been read.
  private struct Header {
    var position = 0
    var length: Int?
    var end: Int?

    init(from position: Int = 0) { self.position = position }

    mutating func move(by distance: Int) {
      position += distance
      end = end.map { $0 + distance }
    }
  }

  private mutating func readBody() throws(FramingProblem) -> [UInt8]? {
    while header.end == nil {
      guard try readLine() else { return nil }
    }
    guard let from = header.end, let length = header.length, buffer.count - from >= length else {
      return nil
    }
    let body = Array(buffer[from..<(from + length)])
    start = from + length
    header = Header(from: start)
    return body
  }

  /// Reads one line of the header; false until it is complete.
  private mutating func readLine() throws(FramingProblem) -> Bool {
    let line = header.position
    guard let feed = buffer[line...].prefix(Self.longestLine).firstIndex(of: 0x0A) else {
      if buffer.count - line >= Self.longestLine { throw .malformedHeader }
      return false
    }
    let end = feed > line && buffer[feed - 1] == 0x0D ? feed - 1 : feed
    header.position = feed + 1
    guard feed - start < Self.longestHeader else { throw .malformedHeader }
    if line == end {
      if header.length != nil {
        header.end = feed + 1
      } else if line == start {
        start = feed + 1
      } else {
        throw .missingLength
      }
    } else if let length = try HeaderField(buffer[line..<end]).contentLength {
      guard length <= Self.longestBody else { throw .absurdLength }
      header.length = length
    }
    return true
  }

  // MARK: Finding the way back

  /// Goes to the next plausible header; false where the buffer holds none, which drops what can be
  /// no part of one.
  private mutating func findHeader() -> Bool {
    guard header.position == start else { return true }
    var i = start
    while i < buffer.count {
      switch HeaderField.likeness(of: buffer[i...]) {
      case .header:
        start = i
        header = Header(from: i)
        return true
      case .beginning:
        start = i
        header = Header(from: i)
        return false
      case .none: i += 1
      }
    }
    start = buffer.count
    header = Header(from: start)
    return false
  }
}
