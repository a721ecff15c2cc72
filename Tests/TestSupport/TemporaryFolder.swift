#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that goes away with the last reference to it.
package final class TemporaryFolder: Sendable {
  /// Why a file could not be made.
  private struct Failure: Error { let words: String }

  /// Where it is.
  package let path: String

  /// Makes an empty folder.
  package init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/trainlint-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(words: "no temporary folder") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Makes a folder with files in it.
  package convenience init(_ files: [String: String]) throws {
    try self.init()
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { Self.remove(path) }

  /// Writes a text to the file called `name`.
  package func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// Writes bytes to the file called `name`.
  package func write(_ bytes: [UInt8], to name: String) throws {
    makeFolders(for: name)
    guard let file = fopen("\(path)/\(name)", "wb") else {
      throw Failure(words: "\(name) cannot be written")
    }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw Failure(words: "\(name) cannot be written")
    }
  }

  /// Makes a symbolic link.
  package func link(_ name: String, to target: String) {
    makeFolders(for: name)
    symlink(target, "\(path)/\(name)")
  }

  /// Takes away the file or folder called `name`.
  package func remove(_ name: String) { Self.remove("\(path)/\(name)") }

  private func makeFolders(for name: String) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
  }

  private static func remove(_ path: String) {
    // A link goes away itself, not what it leads to.
    guard unlink(path) != 0 else { return }
    if let handle = opendir(path) {
      while let entry = readdir(handle) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
          String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(handle)
    }
    rmdir(path)
  }
}
