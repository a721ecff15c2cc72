#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Connects a message loop with standard input and output until the conversation ends.
///
/// One thread does everything, so nothing needs a lock: it waits for bytes, takes all that are
/// there, applies them, and checks the newest texts once no more bytes are waiting. Input is taken
/// even while output cannot be written, so that a client that writes before it reads does not wait
/// for ever.
package struct StandardStreams {
  private var loop: MessageLoop
  private var isInputOpen = true
  private var isOutputOpen = true

  /// The most bytes that a descriptor that is ready takes without waiting.
  private static let chunk = Int(PIPE_BUF)
  /// How often a busy client may put off the check of its texts.
  private static let longestDelay = 64
  private static let readSize = 65_536

  /// Makes the connection.
  package init(_ loop: MessageLoop) { self.loop = loop }

  /// Runs until the client says goodbye or is gone; returns the exit code.
  package mutating func run() -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    var watch = ProcessWatch()
    var delay = 0
    while loop.exitCode == nil, isInputOpen || loop.hasWork, isOutputOpen {
      watch.follow(loop.clientProcess)
      // Messages may have come while output was written, and an answer may be in the making.
      if loop.hasWork {
        if isInputOpen, Self.isReady(0, POLLIN, within: 0) { readWaiting() }
      } else {
        guard Self.isReady(0, POLLIN, within: watch.interval) else {
          if watch.isOver { break }
          continue
        }
        readWaiting()
      }
      loop.work()
      delay += 1
      if delay >= Self.longestDelay || !isInputOpen || !Self.isReady(0, POLLIN, within: 0) {
        loop.settle()
        delay = 0
      }
      flush()
    }
    return loop.exitCode ?? loop.codeWithoutExit
  }

  /// Writes a line to standard error, or drops it where nobody reads there: a log that is full must
  /// not stop the server.
  package static func log(_ line: String) {
    let bytes = Array("trainlint: \(line)".utf8.prefix(chunk - 1)) + [0x0A]
    guard isReady(2, POLLOUT, within: 0) else { return }
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }

  // MARK: Input

  private mutating func readWaiting() {
    var reads = 0
    repeat {
      readOnce()
      reads += 1
    } while isInputOpen && reads < Self.longestDelay && Self.isReady(0, POLLIN, within: 0)
  }

  private mutating func readOnce() {
    var isAtEnd = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.readSize) { buffer, count in
      let got = read(0, buffer.baseAddress, buffer.count)
      isAtEnd = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)
      count = max(0, got)
    }
    if isAtEnd { isInputOpen = false }
    loop.receive(bytes)
  }

  // MARK: Output

  private mutating func flush() {
    let bytes = loop.takeOutput()
    var written = 0
    while written < bytes.count, isOutputOpen {
      if !Self.isReady(1, POLLOUT, within: 0) { waitForOutput() }
      let count = bytes.withUnsafeBytes { buffer in
        write(1, buffer.baseAddress.map { $0 + written }, min(Self.chunk, bytes.count - written))
      }
      if count > 0 {
        written += count
      } else if errno != EINTR && errno != EAGAIN {
        isOutputOpen = false
      }
    }
  }

  private mutating func waitForOutput() {
    while true {
      var ends = [
        pollfd(fd: 1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: isInputOpen ? 0 : -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ends, 2, -1) >= 0 || errno == EINTR else { return }
      if ends[0].revents != 0 { return }
      if ends[1].revents != 0 { readOnce() }
    }
  }

  /// Whether a descriptor can be read or written, or has come to its end; -1 waits for ever.
  private static func isReady(
    _ descriptor: Int32, _ event: Int32, within milliseconds: Int32
  ) -> Bool {
    var end = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    return poll(&end, 1, milliseconds) > 0
  }
}
