package import SourceText

/// The files of the workspace: what lies below the folder that version control starts from.
///
/// A link is looked for beside the file that holds it and in every folder around that up to the
/// workspace's own, because frameworks are started from any of them. Nothing outside is opened,
/// even where a symbolic link leads there.
package struct WorkspaceFiles: FileOpener {
  private let working: String
  /// The texts that an editor holds, by absolute path.
  private let open: [String: [UInt8]]

  private let showsAbsolute: Bool

  /// Opens files on disk, but for those of which an editor holds a text; an editor wants to be told
  /// absolute paths.
  package init(open: [String: [UInt8]]? = nil) {
    working = Disk.absolute(".") ?? "/"
    self.open = open ?? [:]
    showsAbsolute = open != nil
  }

  /// The one file that `path` can mean in the workspace.
  package func open(_ path: String, namedIn base: String, limit: Int) -> OpenedFile? {
    guard let folder = Disk.absolute(PathText.folder(of: base)) else { return nil }
    let root = root(around: folder)
    let folders = Self.folders(from: folder, to: root)
    let places = path.hasPrefix("/") ? [path] : folders.map { $0 + "/" + path }
    var found: [String] = []
    for place in places {
      guard let real = Disk.absolute(place), Self.lies(real, below: root), !found.contains(real),
        Disk.kindOfEntry(real) == .file
      else { continue }
      found.append(real)
    }
    // Which of several is meant depends on where the framework is started.
    guard found.count == 1, let real = found.first else { return nil }
    let name = shown(real)
    if let text = open[real] {
      return OpenedFile(name: name, bytes: Array(text.prefix(limit)), size: text.count)
    }
    guard let (bytes, size) = try? Disk.readStart(real, limit: limit) else { return nil }
    return OpenedFile(name: name, bytes: bytes, size: size)
  }

  /// A path below the working folder is shown from there, as those on the command line are.
  private func shown(_ path: String) -> String {
    !showsAbsolute && Self.lies(path, below: working)
      ? String(path.dropFirst((working == "/" ? 0 : working.utf8.count) + 1)) : path
  }

  /// The nearest folder around `folder` that version control starts from; without one the working
  /// folder where it is around `folder`, else `folder` itself.
  private func root(around folder: String) -> String {
    var place = folder
    while place.utf8.count > 1 {
      if Disk.kind(of: place + "/.git") != .absent { return place }
      place = PathText.folder(of: place)
    }
    return folder == working || Self.lies(folder, below: working) ? working : folder
  }

  // MARK: Paths

  private static func lies(_ path: String, below folder: String) -> Bool {
    folder == "/" || path.hasPrefix(folder + "/")
  }

  /// The folders from `start` up to `root`.
  private static func folders(from start: String, to root: String) -> [String] {
    var folders = [start]
    while let last = folders.last, last != root, last.utf8.count > 1, folders.count < 32 {
      folders.append(PathText.folder(of: last))
    }
    return folders
  }
}
