#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the files to check below folders.
package struct FileWalk {
  /// A file to check.
  package struct Entry: Sendable {
    /// Its path, as the user would write it.
    package let path: String
    /// Whether the user named it, or it was met on the way.
    package let isNamed: Bool
  }

  private(set) var entries: [Entry] = []
  private(set) var missing: [String] = []

  /// The files that `paths` stand for, sorted, each once; and the paths that lead nowhere.
  package static func files(in paths: [String]) -> (files: [Entry], missing: [String]) {
    var walk = FileWalk()
    for path in paths {
      switch Disk.kind(of: path) {
      case .file: walk.entries.append(Entry(path: path, isNamed: true))
      case .folder:
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        walk.enter(folder, ignores: walk.ignoresAbove(folder), depth: 0)
      case .absent: walk.missing.append(path)
      }
    }
    var seen: Set<String> = []
    let sorted = walk.entries.sorted {
      ($0.path, $1.isNamed ? 1 : 0) < ($1.path, $0.isNamed ? 1 : 0)
    }
    return (sorted.filter { seen.insert($0.path).inserted }, walk.missing)
  }

  private struct Ignore {
    let file: IgnoreFile
    /// How many bytes of a path stand before what the patterns are relative to.
    let base: Int
  }

  private mutating func enter(_ folder: String, ignores: [Ignore], depth: Int) {
    guard depth < 128, let handle = opendir(folder) else { return }
    defer { closedir(handle) }
    var ignores = ignores
    let prefix = folder == "." ? "" : folder == "/" ? "/" : folder + "/"
    if let ignore = Self.ignoreFile(in: prefix) { ignores.append(ignore) }
    var folders: [String] = []
    while let entry = readdir(handle) {
      let name = Self.name(of: entry)
      guard name.utf8.first != 0x2E else { continue }
      let path = prefix + name
      switch Int(entry.pointee.d_type) {
      case Int(DT_DIR): folders.append(path)
      case Int(DT_REG):
        if Self.mayBeConfig(name), !Self.isIgnored(path, isFolder: false, by: ignores) {
          entries.append(Entry(path: path, isNamed: false))
        }
      case Int(DT_UNKNOWN):
        if Disk.kind(of: path) == .folder {
          folders.append(path)
        } else if Self.mayBeConfig(name), !Self.isIgnored(path, isFolder: false, by: ignores) {
          entries.append(Entry(path: path, isNamed: false))
        }
      default: continue
      }
    }
    for path in folders where !Self.isIgnored(path, isFolder: true, by: ignores) {
      enter(path, ignores: ignores, depth: depth + 1)
    }
  }

  private static func isIgnored(_ path: String, isFolder: Bool, by ignores: [Ignore]) -> Bool {
    for ignore in ignores.reversed() {
      let relative = String(decoding: path.utf8.dropFirst(ignore.base), as: UTF8.self)
      if let verdict = ignore.file.verdict(on: relative, isFolder: isFolder) { return verdict }
    }
    return false
  }

  /// The `.gitignore` files between a relative `folder` and the top of its work tree.
  private func ignoresAbove(_ folder: String) -> [Ignore] {
    guard !folder.hasPrefix("/"), !folder.hasPrefix("..") else { return [] }
    var found: [Ignore] = []
    var prefix = ""
    for part in folder.split(separator: "/") where part != "." {
      if let ignore = Self.ignoreFile(in: prefix) { found.append(ignore) }
      prefix += part + "/"
    }
    return found
  }

  private static func ignoreFile(in prefix: String) -> Ignore? {
    guard let bytes = try? Disk.read(prefix + ".gitignore", limit: 1 << 20) else { return nil }
    return Ignore(file: IgnoreFile(String(decoding: bytes, as: UTF8.self)), base: prefix.utf8.count)
  }

  private static func mayBeConfig(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json")
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafeBytes(of: &entry.pointee.d_name) { raw in
      let length = raw.firstIndex(of: 0) ?? raw.count
      return String(decoding: raw[..<length], as: UTF8.self)
    }
  }
}
