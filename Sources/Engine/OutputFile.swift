#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that a report is written to, piece by piece, and that nobody sees before it is whole.
///
/// The pieces gather in a file beside it, which takes its place at the end. What is no plain file,
/// as a pipe, is written to as it is. Nothing is written before there is a good part of it, so
/// that small reports leave no trace where a run is interrupted.
package final class OutputFile {
  /// The path as the user gave it.
  package let path: String
  private let target: String
  private let isPlain: Bool
  private var temporary: String?
  private var descriptor: Int32 = -1
  private var pending: [UInt8] = []
  private var problem: Disk.Problem?

  private static let enough = 1 << 20

  /// Names the file; throws where it could not be written later.
  package init(_ path: String) throws(Disk.Problem) {
    self.path = path
    target = Disk.absolute(path) ?? path
    var status = stat()
    let isThere = stat(target, &status) == 0
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Disk.Problem(description: "a folder") }
    isPlain = !isThere || status.st_mode & S_IFMT == S_IFREG
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    guard access(isThere ? target : folder, W_OK) == 0 else { throw Self.lastProblem() }
  }

  /// Adds to the text; what goes wrong is told at the end.
  package func write(_ text: String) {
    pending += text.utf8
    if pending.count >= Self.enough { flush() }
  }

  /// Puts the file in its place, whole or not at all.
  package func finish() throws(Disk.Problem) {
    flush()
    if descriptor >= 0, close(descriptor) != 0, problem == nil { problem = Self.lastProblem() }
    descriptor = -1
    if problem == nil, let temporary, rename(temporary, target) != 0 {
      problem = Self.lastProblem()
    }
    guard let problem else { return }
    if let temporary { unlink(temporary) }
    throw problem
  }

  /// Adds `text` at the end of the file at `path`, which others write to as well.
  package static func append(_ text: String, to path: String) throws(Disk.Problem) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw lastProblem() }
    defer { close(descriptor) }
    guard Disk.write(Array(text.utf8), descriptor: descriptor) else { throw lastProblem() }
  }

  private func flush() {
    guard problem == nil else { return pending.removeAll() }
    if descriptor < 0 { begin() }
    if descriptor >= 0, !Disk.write(pending, descriptor: descriptor) {
      problem = Self.lastProblem()
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func begin() {
    var name = target
    var flags = O_WRONLY | O_CLOEXEC
    if isPlain {
      name += ".trainlint-\(getpid())"
      flags |= O_CREAT | O_EXCL
    }
    descriptor = open(name, flags, 0o666)
    guard descriptor >= 0 else { return problem = Self.lastProblem() }
    guard isPlain else { return }
    temporary = name
    var status = stat()
    if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
  }

  private static func lastProblem() -> Disk.Problem {
    Disk.Problem(description: String(cString: strerror(errno)).lowercased())
  }
}
