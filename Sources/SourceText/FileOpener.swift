/// Opens the files that a configuration names.
///
/// Only a front end knows which files may be read: those of the workspace, and in an editor the
/// texts that are not saved yet. Every layer below asks for them here.
package protocol FileOpener: Sendable {
  /// The file that `path` means in the file called `base`.
  ///
  /// - Parameters:
  ///   - path: as a key names it, relative or absolute.
  ///   - base: the name of the file that holds the key.
  ///   - limit: how many bytes to read at most.
  /// - Returns: nil where there is no such file, where it may not be read, or where several files
  ///   could be meant.
  func open(_ path: String, namedIn base: String, limit: Int) -> OpenedFile?
}

/// The content of a file that another one names.
package struct OpenedFile: Sendable {
  /// The path to show and to go on from.
  package let name: String
  /// Its first bytes, as many as were asked for.
  package let bytes: [UInt8]
  /// How many bytes it has in all.
  package let size: Int

  /// Joins a name and a content.
  package init(name: String, bytes: [UInt8], size: Int) {
    self.name = name
    self.bytes = bytes
    self.size = size
  }

  /// Whether the content is all of it.
  package var isWhole: Bool { bytes.count == size }
}
