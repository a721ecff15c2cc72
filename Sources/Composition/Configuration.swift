package import ConfigSyntax
import SourceText

/// One document of a file as its loader would hand it to the framework.
///
/// Aliases, merge keys and interpolations are followed when a value is asked for, so that nothing
/// is expanded that nobody reads, and every value keeps the way it came.
package final class Configuration: Sendable {
  /// The tree it stands on.
  package let tree: SyntaxTree
  /// Which document of the file it is, from 0.
  package let document: Int
  /// How scalars are typed and merges are ordered.
  package let loader: Loader
  /// What `${a.b}` means.
  package let interpolation: Interpolation
  let index: KeyIndex
  /// The merge keys of each mapping that has some, the last first.
  let merges: [NodeID: [MergeKey]]
  let followsAliases: Bool
  /// Whether `${…}` means anything.
  let interpolates: Bool
  /// Whether an interpolation can be used elsewhere than where it is written.
  let copiesText: Bool
  private let rootNode: NodeID?
  private let interpolationRootNode: NodeID?

  /// Composes document number `document` of `tree`.
  package convenience init(_ tree: SyntaxTree, document: Int = 0) {
    let root = tree.documents.indices.contains(document) ? tree.documents[document].root : nil
    let index = KeyIndex(tree, root: root)
    self.init(
      tree, document: document, root: root, index: index, merges: mergeKeys(of: tree, index),
      followsAliases: expandedNodeCount(of: tree, from: root, index) <= maximumExpandedNodes,
      loader: .pyYAML, interpolation: .none, interpolationRoot: root)
  }

  private init(
    _ tree: SyntaxTree, document: Int, root: NodeID?, index: KeyIndex,
    merges: [NodeID: [MergeKey]], followsAliases: Bool, loader: Loader,
    interpolation: Interpolation, interpolationRoot: NodeID?
  ) {
    self.tree = tree
    self.document = document
    self.rootNode = root
    self.index = index
    self.merges = merges
    self.followsAliases = followsAliases
    self.loader = loader
    self.interpolation = interpolation
    self.interpolationRootNode = interpolationRoot
    interpolates = interpolation != .none
    copiesText = interpolates && followsAliases && index.hasAliases
  }

  /// The same document under the loader of a framework.
  ///
  /// `root` is the mapping that the framework takes as the whole configuration, where that is not
  /// the document's own root.
  package func read(
    by loader: Loader, interpolation: Interpolation = .none, root: ConfigValue? = nil
  ) -> Configuration {
    // Most files are read by PyYAML, and so they come.
    let isSame =
      loader == self.loader && interpolation == .none && !interpolates
      && (root?.node ?? interpolationRootNode) == interpolationRootNode
    return isSame
      ? self
      : Configuration(
        tree, document: document, root: rootNode, index: index, merges: merges,
        followsAliases: followsAliases, loader: loader, interpolation: interpolation,
        interpolationRoot: root?.node ?? interpolationRootNode)
  }

  /// The document's top value; nil for an empty document.
  package var root: ConfigValue? { rootNode.map { ConfigValue(self, $0) } }

  /// Whether any key of the document has a hyphen.
  package var hasHyphens: Bool { index.hasHyphens }

  /// The keys of the document's top mapping; every key where merges may bring more.
  package var rootKeys: KeyFilter { index.rootKeys }

  /// The value from which absolute interpolations start.
  func interpolationRoot(hops: Int) -> ConfigValue? {
    interpolationRootNode.map { ConfigValue(self, $0, hops: hops) }
  }

  /// The value at a dotted path from the top: `train.max_tokens`.
  package subscript(path: String) -> ConfigValue? { root?[path] }

  /// Whether a part of the document could not be read.
  package var isPartial: Bool {
    tree.documents.indices.contains(document) && !tree.isWhole(tree.documents[document])
  }

  /// Whether more values would come out of the aliases than the limit allows.
  package var exceedsAliasLimit: Bool { !followsAliases }
}

/// What `${…}` means to a loader.
package enum Interpolation: Equatable, Sendable {
  /// Plain text.
  case none
  /// OmegaConf's interpolation.
  case omegaConf
  /// OmegaConf's interpolation in a file that a launcher puts below one of these keys of a whole,
  /// so that `${training.model.x}` is this file's `model.x`.
  case omegaConfBelow([String])

  /// Whether `part` at the start of a path means the file itself.
  func isStage(_ part: Substring) -> Bool {
    guard case .omegaConfBelow(let stages) = self else { return false }
    return stages.contains { $0 == part }
  }
}
