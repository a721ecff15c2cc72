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
  private(set) var problems: [String] = []
  /// How many folders may still be entered.
  private var left = Int.max
  /// Whether a file of this name is looked for.
  private var wants: (String) -> Bool = Self.mayBeConfig

  /// The files that `paths` stand for, sorted, each once; and in words what is wrong with the
  /// other paths.
  ///
  /// Of more than `limit` folders the rest is left out. In folders the files are those whose name
  /// may be a config's, or for which `wants` holds.
  package static func files(
    in paths: [String], limit: Int = .max, where wants: ((String) -> Bool)? = nil
  ) -> (files: [Entry], problems: [String]) {
    var walk = FileWalk()
    walk.left = limit
    if let wants { walk.wants = wants }
    for path in paths {
      switch Disk.kind(of: path) {
      case .file: walk.entries.append(Entry(path: path, isNamed: true))
      case .folder:
        let folder = normalised(path)
        if let why = Disk.whyClosed(folder) {
          walk.problems.append("\(path): \(why)")
        } else {
          walk.enter(folder, ignores: ignoresAbove(folder), depth: 0)
        }
      case .absent: walk.problems.append("\(path): no such file or folder")
      }
    }
    return (walk.sortedEntries(), walk.problems)
  }

  /// The entries by path, each once; one that is named stands for others of its path.
  private func sortedEntries() -> [Entry] {
    let sorted = entries.sorted { a, b in
      a.path < b.path || (a.isNamed && !b.isNamed && a.path == b.path)
    }
    var kept: [Entry] = []
    kept.reserveCapacity(sorted.count)
    for entry in sorted where kept.last?.path != entry.path { kept.append(entry) }
    return kept
  }

  private struct Ignore {
    let file: IgnoreFile
    /// How many bytes of a path are the prefix of the folder that was entered.
    var base: Int
    /// The way from the file's folder to the folder that was entered: nothing, or `a/b/`.
    var lead = ""
  }

  private mutating func enter(_ folder: String, ignores: [Ignore], depth: Int) {
    guard depth < 128, left > 0 else { return }
    guard let handle = opendir(folder) else {
      // Gone since its name was read, it holds nothing to check.
      if errno != ENOENT { problems.append("\(folder): \(Disk.lastProblem().description)") }
      return
    }
    defer { closedir(handle) }
    left -= 1
    var ignores = ignores
    let prefix = Self.prefix(of: folder)
    if let ignore = Self.ignoreFile(in: prefix) { ignores.append(ignore) }
    var folders: [String] = []
    let first = entries.count
    while let entry = readdir(handle) {
      let name = Self.name(of: entry)
      guard name.utf8.first != 0x2E || Self.isUsualName(name) else { continue }
      let path = prefix + name
      switch Int(entry.pointee.d_type) {
      case Int(DT_DIR): folders.append(path)
      case Int(DT_REG):
        if wants(name), !Self.isIgnored(path, isFolder: false, by: ignores) {
          entries.append(Entry(path: path, isNamed: false))
        }
      case Int(DT_UNKNOWN):
        switch Disk.kindOfEntry(path) {
        case .folder: folders.append(path)
        case .file:
          if wants(name), !Self.isIgnored(path, isFolder: false, by: ignores) {
            entries.append(Entry(path: path, isNamed: false))
          }
        case .absent: continue
        }
      default: continue
      }
    }
    // Sorted by folder, the whole is nearly in order.
    entries[first...].sort { $0.path < $1.path }
    for path in folders.sorted() where !Self.isIgnored(path, isFolder: true, by: ignores) {
      enter(path, ignores: ignores, depth: depth + 1)
    }
  }

  /// Whether a hidden file has the name under which a launcher looks for its configuration.
  private static func isUsualName(_ name: String) -> Bool {
    name == ".dstack.yml" || name == ".dstack.yaml"
  }

  private static func isIgnored(_ path: String, isFolder: Bool, by ignores: [Ignore]) -> Bool {
    for ignore in ignores.reversed() {
      let relative = ignore.lead + String(decoding: path.utf8.dropFirst(ignore.base), as: UTF8.self)
      if let verdict = ignore.file.verdict(on: relative, isFolder: isFolder) { return verdict }
    }
    return false
  }

  /// The path without empty parts and dots, which patterns would not match.
  private static func normalised(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + parts }
    return parts.isEmpty ? "." : parts
  }

  private static func prefix(of folder: String) -> String {
    folder == "." ? "" : folder == "/" ? "/" : folder + "/"
  }

  /// The `.gitignore` files between `folder` and the top of its work tree, which is the nearest
  /// folder with a `.git`, or the present folder where there is none.
  private static func ignoresAbove(_ folder: String) -> [Ignore] {
    guard let real = Disk.absolute(folder) else { return [] }
    let parts = real.split(separator: "/").map(String.init)
    func path(_ count: Int) -> String { "/" + parts[..<count].map { $0 + "/" }.joined() }
    var top = parts.indices.reversed().first { Disk.kind(of: path($0 + 1) + ".git") != .absent }
      .map { $0 + 1 }
    if top == nil, let here = Disk.absolute("."), (real + "/").hasPrefix(here + "/") {
      top = here.split(separator: "/").count
    }
    guard let top, top < parts.count else { return [] }
    let base = prefix(of: folder).utf8.count
    return (top..<parts.count).compactMap { count in
      guard var ignore = ignoreFile(in: path(count)) else { return nil }
      ignore.lead = parts[count...].map { $0 + "/" }.joined()
      ignore.base = base
      return ignore
    }
  }

  private static func ignoreFile(in prefix: String) -> Ignore? {
    guard let bytes = try? Disk.read(prefix + ".gitignore", limit: 1 << 20) else { return nil }
    return Ignore(file: IgnoreFile(String(decoding: bytes, as: UTF8.self)), base: prefix.utf8.count)
  }

  static func mayBeConfig(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json")
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafeBytes(of: &entry.pointee.d_name) { raw in
      let length = raw.firstIndex(of: 0) ?? raw.count
      return String(decoding: raw[..<length], as: UTF8.self)
    }
  }
}
