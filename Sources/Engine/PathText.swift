/// Paths as texts: what lies where, without asking whether it is there.
enum PathText {
  /// The folder that holds `path`.
  static func folder(of path: String) -> String {
    folderPart(of: path) ?? "."
  }

  /// The folder that `path` names; nil for a bare name.
  ///
  /// It looks at bytes, since every file is asked.
  static func folderPart(of path: String) -> String? {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What `path` is called in its folder.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? ""
  }

  /// The path of `name` as the file at `path` names it.
  static func path(of name: String, namedIn path: String) -> String {
    (folderPart(of: path).map { $0 == "/" ? $0 : $0 + "/" } ?? "") + name
  }

  /// The path from the root, links among its folders followed; a folder that is not there is taken
  /// as written.
  static func resolved(_ path: String) -> String {
    let name = name(of: path)
    if let real = Disk.absolute(folder(of: path)) {
      return real == "/" ? "/" + name : real + "/" + name
    }
    let here = path.hasPrefix("/") ? "" : Disk.absolute(".") ?? ""
    return normal(here + "/" + path)
  }

  /// `path`, which starts from the root, as seen from the folder `base`.
  static func relative(_ path: String, to base: String) -> String {
    let target = path.split(separator: "/")
    let start = base.split(separator: "/")
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let up = [Substring](repeating: "..", count: start.count - shared)
    return (up + target[shared...]).joined(separator: "/")
  }

  /// The path without dots and empty parts.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
