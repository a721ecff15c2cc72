import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Opens the files that one file names.
final class LinkSource: Sendable {
  private let opener: any FileOpener
  private let base: String
  /// The number of the first file that is opened here.
  let firstNumber: Int

  /// Opens files as they are named in the file called `base`.
  init(_ opener: any FileOpener, base: String, firstNumber: Int) {
    self.opener = opener
    self.base = base
    self.firstNumber = firstNumber
  }

  /// A configuration may be so large; data files are only sampled.
  static let largestConfiguration = 4 << 20

  /// The file that `path` means, at most `limit` bytes of it.
  func open(_ path: String, limit: Int) -> OpenedFile? {
    // No name is so long, and a scheme is no path.
    guard path.utf8.count < 1_024, !path.contains("://"), !path.utf8.contains(0) else { return nil }
    return opener.open(path, namedIn: base, limit: limit)
  }
}

extension KeyReader {
  /// A reader of the configuration in the file that the key at `key` names.
  ///
  /// What it reads counts at that key: findings underline the link. Links of the linked file are
  /// not followed, so that no chain of files goes round.
  ///
  /// - Parameters:
  ///   - key: the path of the key.
  ///   - file: what to add to its value: the name of a file where the key names a folder.
  ///   - format: how the framework loads the linked file.
  /// - Returns: nil where the file cannot be read as a whole.
  mutating func follow(
    _ key: String, adding file: String = "", as format: Loading = .json
  ) -> KeyReader? {
    guard let value = value(key), let path = Self.text(of: value)?.value, !path.isEmpty,
      let root = open(path + file, as: format, at: value.span)
    else { return nil }
    return KeyReader(
      reading.dialect, loading: format, root.configuration, root: root,
      linkedFrom: KeySource(key: key, origin: value.origin))
  }

  /// The mapping at the top of the file that `path` means; nil where it cannot be read as a whole.
  ///
  /// `place` names it: what is wrong in the file is underlined there.
  mutating func open(
    _ path: String, as format: Loading, at place: SourceSpan, isMerged: Bool = false
  ) -> ConfigValue? {
    guard let links, linkedFrom == nil, !reading.isPartial, reading.linkedFiles.count < 16,
      let opened = links.open(path, limit: LinkSource.largestConfiguration), opened.isWhole
    else { return nil }
    let id = FileID(links.firstNumber + reading.linkedFiles.count)
    let source = SourceFile(id: id, name: opened.name, bytes: opened.bytes)
    let tree = parse(source)
    guard tree.problems.isEmpty else { return nil }
    let loaded = Configuration(tree).read(by: format.loader, interpolation: format.interpolation)
    guard let root = loaded.root, root.isMapping else { return nil }
    reading.linkedFiles.append(LinkedFile(source, at: place, isMerged: isMerged))
    return root
  }
}
