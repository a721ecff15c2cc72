#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Disk {
  /// Replaces the file at `path` in one step, its mode and where possible its owner kept.
  ///
  /// A reader sees the old text or the new one: the new one is written beside it first, and a
  /// signal that would end the program waits. What is no plain file is written to as it is.
  ///
  /// - Parameters:
  ///   - bytes: the new text.
  ///   - path: the file; behind a link, the file that it leads to.
  ///   - old: the text that the new one was made from: nothing is written where the file holds
  ///     another one by now.
  ///   - beginning: a file that holds what stands before `bytes`; negative for none.
  /// - Throws: why the file is as it was.
  package static func write(
    _ bytes: [UInt8], to path: String, replacing old: [UInt8]? = nil, after beginning: Int32 = -1
  ) throws(Problem) {
    let target = absolute(path) ?? path
    var status = stat()
    let isThere = stat(target, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG { return try pour(bytes, into: target) }
    if isThere { try checkWritable(target, mode: status.st_mode) }
    let held = HeldSignals()
    defer { held.release() }
    let temporary = target + ".trainlint-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw lastProblem() }
    if isThere {
      // Who may not give files away keeps them.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
      fchmod(descriptor, status.st_mode & 0o7777)
    }
    let isWritten = copy(beginning, to: descriptor) && write(bytes, descriptor: descriptor)
    var problem = isWritten ? nil : lastProblem()
    if problem == nil, fsync(descriptor) != 0, errno != EINVAL { problem = lastProblem() }
    if close(descriptor) != 0, problem == nil { problem = lastProblem() }
    if problem == nil, let old, (try? read(target)) != old {
      problem = Problem(description: "it was changed meanwhile")
    }
    if problem == nil, rename(temporary, target) != 0 { problem = lastProblem() }
    if let problem {
      unlink(temporary)
      throw problem
    }
  }

  /// A new file could take the place of one that nobody may write, which its owner does not mean.
  private static func checkWritable(_ path: String, mode: mode_t) throws(Problem) {
    if mode & 0o222 == 0 { throw Problem(description: "read-only") }
    if access(path, W_OK) != 0 { throw lastProblem() }
  }

  /// Opens a file in the folder of `path` that has no name, to write and to read; negative where
  /// there can be none.
  static func nameless(beside path: String) -> Int32 {
    let held = HeldSignals()
    defer { held.release() }
    let temporary = path + ".trainlint-\(getpid())"
    let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 { unlink(temporary) }
    return descriptor
  }

  /// Copies all of a file; nothing where its descriptor is negative.
  private static func copy(_ source: Int32, to descriptor: Int32) -> Bool {
    guard source >= 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var offset: off_t = 0
    while true {
      let count = pread(source, &buffer, buffer.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 }
      guard write(Array(buffer.prefix(count)), descriptor: descriptor) else { return false }
      offset += off_t(count)
    }
  }

  /// Writes a file that must not be there yet.
  package static func create(_ bytes: [UInt8], at path: String) throws(Problem) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw lastProblem() }
    let isWhole = write(bytes, descriptor: descriptor)
    guard close(descriptor) == 0, isWhole else {
      let problem = lastProblem()
      unlink(path)
      throw problem
    }
  }

  private static func pour(_ bytes: [UInt8], into path: String) throws(Problem) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw lastProblem() }
    defer { close(descriptor) }
    guard write(bytes, descriptor: descriptor) else { throw lastProblem() }
  }

  /// Writes all of `bytes` to a descriptor; false when its reader has gone or no room is left.
  @discardableResult
  package static func write(_ bytes: [UInt8], descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { systemWrite(descriptor, $0 + written, bytes.count - written) }
          ?? -1
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  private static func systemWrite(
    _ descriptor: Int32, _ from: UnsafeRawPointer, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      return Glibc.write(descriptor, from, count)
    #else
      return Darwin.write(descriptor, from, count)
    #endif
  }
}

/// Keeps the signals that end a program waiting while a file is between two states.
///
/// Only this thread holds them: the threads of a check take no signals at all.
private struct HeldSignals {
  private var before = sigset_t()

  init() {
    var held = sigset_t()
    sigemptyset(&held)
    for signal in [SIGHUP, SIGINT, SIGPIPE, SIGTERM] { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  func release() {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
