#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that takes every message, one a line: `-> {…}` from the client, `<- {…}` to it.
package struct TraceFile: Sendable {
  private let descriptor: Int32

  /// Opens the file at `path` to write behind what is in it; nil where that cannot be.
  package init?(path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
  }

  /// Writes a message, its header left out.
  package func write(_ arrow: String, _ message: [UInt8]) {
    let body = message.first == 0x7B ? message[...] : message.drop { $0 != 0x7B }
    var line = Array(arrow.utf8) + [0x20]
    // A body may be written in several lines; no string of JSON holds a line break.
    line += body.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    line.append(0x0A)
    var rest = line[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { put(descriptor, $0) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// The call of the operating system, which goes by the name of the method above.
private func put(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
