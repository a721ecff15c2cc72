#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that a report is written to, piece by piece, and that nobody sees before it is whole.
///
/// A large report gathers in a file beside it that has no name, so that nothing of it is left
/// whatever ends the run. What is no plain file, as a pipe, is written to as it is.
package final class OutputFile {
  /// The path as the user gave it.
  package let path: String
  private let target: String
  private let isPlain: Bool
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
    let folder = PathText.folder(of: target)
    guard access(isThere ? target : folder, W_OK) == 0 else { throw Self.lastProblem() }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds to the text; what goes wrong is told at the end.
  package func write(_ text: some Collection<UInt8>) {
    pending += text
    if pending.count >= Self.enough { flush() }
  }

  /// Puts the file in its place, whole or not at all.
  package func finish() throws(Disk.Problem) {
    if !isPlain { flush() }
    if let problem { throw problem }
    if isPlain { return try Disk.write(pending, to: target, after: descriptor) }
    defer { descriptor = -1 }
    guard descriptor < 0 || close(descriptor) == 0 else { throw Self.lastProblem() }
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
    if descriptor < 0 {
      descriptor = isPlain ? Disk.nameless(beside: target) : open(target, O_WRONLY | O_CLOEXEC)
    }
    if descriptor < 0 || !Disk.write(pending, descriptor: descriptor) {
      problem = Self.lastProblem()
    }
    pending.removeAll(keepingCapacity: true)
  }

  private static func lastProblem() -> Disk.Problem {
    Disk.Problem(description: String(cString: strerror(errno)).lowercased())
  }
}
