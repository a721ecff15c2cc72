#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The checkout that the tests were built from.
package enum Repository {
  /// The folder that holds `Package.swift`.
  package static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  /// Whether texts that are kept in the checkout are to be written anew.
  package static let updatesGoldens = getenv("UPDATE_GOLDEN") != nil

  /// The text of a file, its path counted from the root; nil where there is none.
  package static func read(_ path: String) -> String? {
    SharedFolder.contents(of: "\(root)/\(path)").map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes a file anew.
  package static func write(_ path: String, _ text: String) {
    guard let file = fopen("\(root)/\(path)", "wb") else { return }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }
}
