import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The checkout that the tests were built from.
enum Repository {
  static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// Whether texts that are kept in the checkout are to be written anew.
  static let updatesGoldens = getenv("UPDATE_GOLDEN") != nil

  static func read(_ path: String) -> String? {
    SharedFolder.contents(of: "\(root)/\(path)").map { String(decoding: $0, as: UTF8.self) }
  }

  static func write(_ path: String, _ text: some StringProtocol) {
    guard let file = fopen("\(root)/\(path)", "wb") else { return }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }

  static func swiftFiles(in folder: String) -> [(name: String, text: String)]? {
    entries(of: folder)?.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      read("\(folder)/\(name)").map { (name, $0) }
    }
  }

  static func folders(in folder: String) -> [String]? {
    entries(of: folder)?.filter { !$0.contains(".") }
  }

  private static func entries(of folder: String) -> [String]? {
    guard let handle = opendir("\(root)/\(folder)") else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw[..<(raw.firstIndex(of: 0) ?? raw.count)], as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
