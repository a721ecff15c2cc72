#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder of public configs and reference tables that may lie beside the project.
package enum SharedFolder {
  /// Its path, or nil where it is absent.
  ///
  /// The variable `TRAINLINT_SHARED` overrides the place `../shared` beside the checkout.
  package static let path: String? = {
    if let named = environment("TRAINLINT_SHARED") { return isFolder(named) ? named : nil }
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let beside = "/\(root)/shared"
    return isFolder(beside) ? beside : nil
  }()

  /// The content of a file below the folder, or nil with a line that says what is skipped.
  package static func read(_ relative: String) -> [UInt8]? {
    guard let path, let bytes = contents(of: "\(path)/\(relative)") else {
      print("skipped: \(relative) of the shared folder is not here")
      return nil
    }
    return bytes
  }

  /// The bytes of the file at `path`, or nil when it cannot be read.
  package static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[0..<count]
    }
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func isFolder(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return false }
    closedir(folder)
    return true
  }
}
