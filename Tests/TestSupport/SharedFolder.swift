#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder of public configs and reference tables that may lie beside the project.
package enum SharedFolder {
  /// Its path, or nil where it is absent.
  ///
  /// The variable `TRAINLINT_SHARED` names it; without, it lies beside the checkout or beside one
  /// of the two folders around that, where a work tree finds it.
  package static let path: String? = {
    if let named = environment("TRAINLINT_SHARED") { return isFolder(named) ? named : nil }
    let checkout = #filePath.split(separator: "/").dropLast(3)
    let places = (1...3).map { levels in
      checkout.dropLast(levels).map { "/" + $0 }.joined() + "/shared"
    }
    return places.first(where: isFolder)
  }()

  /// Whether it is here and has this file or folder; tests that need it are skipped without.
  package static func has(_ relative: String) -> Bool {
    path.map { access("\($0)/\(relative)", R_OK) == 0 } ?? false
  }

  /// The content of a file below the folder, or nil.
  package static func read(_ relative: String) -> [UInt8]? {
    path.flatMap { contents(of: "\($0)/\(relative)") }
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
