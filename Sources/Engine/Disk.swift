#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads and writes files with the calls of the operating system.
package enum Disk {
  /// Why a file cannot be used, in words.
  package struct Problem: Error, CustomStringConvertible {
    /// The words: `no such file`.
    package let description: String
  }

  /// What a path leads to.
  package enum Kind: Sendable {
    /// A file to read.
    case file
    /// A folder to walk.
    case folder
    /// Nothing.
    case absent
  }

  /// What `path` leads to, links followed.
  package static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .absent }
    return (status.st_mode & S_IFMT) == S_IFDIR ? .folder : .file
  }

  /// What stands at `path` itself: a link is neither file nor folder, so that no walk goes round.
  static func kindOfEntry(_ path: String) -> Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .absent }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .absent
    }
  }

  /// Why a folder cannot be listed, or nil.
  static func whyClosed(_ folder: String) -> String? {
    guard let handle = opendir(folder) else { return lastProblem().description }
    closedir(handle)
    return nil
  }

  /// The path from the root, links followed.
  static func absolute(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Everything in the file at `path`, up to one byte more than `limit`.
  package static func read(_ path: String, limit: Int = maximumFileSize) throws(Problem) -> [UInt8]
  {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw lastProblem() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw lastProblem() }
    if (status.st_mode & S_IFMT) == S_IFDIR { throw Problem(description: "a folder") }
    // Of a plain file a short answer is the last one: nobody need be asked again.
    let isPlain = (status.st_mode & S_IFMT) == S_IFREG && status.st_size > 0
    return try read(
      descriptor, expected: Int(status.st_size), limit: limit, endsShort: isPlain)
  }

  /// Everything at `path`, `-` for standard input, up to one byte more than `limit`.
  package static func readInput(
    _ path: String, limit: Int = maximumFileSize
  ) throws(Problem) -> [UInt8] {
    path == "-" ? try readStandardInput(limit: limit) : try read(path, limit: limit)
  }

  /// The first bytes of the plain file at `path`, and how many it has in all.
  static func readStart(
    _ path: String, limit: Int
  ) throws(Problem) -> (bytes: [UInt8], size: Int) {
    // A pipe would wait for its writer for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw lastProblem() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw lastProblem() }
    guard (status.st_mode & S_IFMT) == S_IFREG else { throw Problem(description: "no plain file") }
    let size = Int(status.st_size)
    let bytes = try read(descriptor, expected: size, limit: max(0, limit - 1))
    return (bytes, max(size, bytes.count))
  }

  /// Everything on standard input, up to one byte more than `limit`.
  package static func readStandardInput(limit: Int = maximumFileSize) throws(Problem) -> [UInt8] {
    try read(0, expected: 65_536, limit: limit)
  }

  /// Everything that comes through a pipe.
  static func readAll(of descriptor: Int32) throws(Problem) -> [UInt8] {
    try read(descriptor, expected: 65_536, limit: 1 << 30)
  }

  /// What comes next through a pipe, once something comes; nothing at its end.
  static func readSome(of descriptor: Int32) throws(Problem) -> [UInt8] {
    var failure: Problem?
    let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      repeat {
        let got = systemRead(descriptor, buffer.baseAddress, 0, buffer.count)
        count = max(0, got)
        failure = got < 0 ? lastProblem() : nil
      } while failure != nil && errno == EINTR
    }
    if let failure { throw failure }
    return bytes
  }

  /// Whether reading would give something, or the end, at once.
  static func hasMore(on descriptor: Int32) -> Bool {
    var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&asked, 1, 0) > 0
  }

  /// Larger files are not read whole: no training config is so large.
  package static let maximumFileSize = 32 << 20

  private static func read(
    _ descriptor: Int32, expected: Int, limit: Int, endsShort: Bool = false
  ) throws(Problem) -> [UInt8] {
    var failure: Problem?
    var capacity = min(max(expected, 0), limit) + 1
    var bytes: [UInt8] = []
    while failure == nil {
      let before = bytes.count
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < buffer.count {
          let got = systemRead(descriptor, buffer.baseAddress, count, buffer.count)
          if got < 0, errno == EINTR { continue }
          if got < 0 { failure = lastProblem() }
          if got <= 0 { break }
          count += got
          if endsShort, count < buffer.count { break }
        }
      }
      if before == 0 { bytes = chunk } else { bytes += chunk }
      if chunk.count < capacity || bytes.count > limit { break }
      capacity = min(max(65_536, bytes.count), limit + 1 - bytes.count)
    }
    if let failure { throw failure }
    return bytes
  }

  private static func systemRead(
    _ descriptor: Int32, _ base: UnsafeMutablePointer<UInt8>?, _ offset: Int, _ end: Int
  ) -> Int {
    guard let base else { return 0 }
    #if canImport(Glibc)
      return Glibc.read(descriptor, base + offset, end - offset)
    #else
      return Darwin.read(descriptor, base + offset, end - offset)
    #endif
  }

  static func lastProblem() -> Problem {
    Problem(description: String(cString: strerror(errno)).lowercased())
  }
}
