import ConfigSyntax
import SourceText

/// How many nodes a document may have once every alias is replaced by what it names.
package let maximumExpandedNodes = 1_000_000

/// The nodes below `root` once every alias is replaced, or a number above the limit where they are
/// too many to count or never end.
func expandedNodeCount(of tree: SyntaxTree, from root: NodeID?, _ index: KeyIndex) -> Int {
  guard let root, index.hasAliases else { return 0 }
  var counter = ExpansionCounter(tree: tree)
  return counter.count(root)
}

/// The alias below `root` that stands for the most nodes, the first of several.
func findHeaviestAlias(of tree: SyntaxTree, from root: NodeID) -> NodeID? {
  var counter = ExpansionCounter(tree: tree)
  var heaviest: (alias: NodeID, count: Int)?
  for node in tree.subtree(of: root) where tree.kind(of: node) == .alias {
    guard let target = tree.target(of: node) else { continue }
    let count = counter.count(target)
    if count > heaviest?.count ?? 0 { heaviest = (node, count) }
  }
  return heaviest?.alias
}

private struct ExpansionCounter {
  let tree: SyntaxTree
  private var known: [NodeID: Int] = [:]
  private var open: Set<NodeID> = []

  init(tree: SyntaxTree) { self.tree = tree }

  /// Counts in the preorder of the nodes; only anchored targets are remembered.
  mutating func count(_ node: NodeID) -> Int {
    if let done = known[node] { return done }
    guard open.insert(node).inserted, open.count < 1_000 else { return maximumExpandedNodes + 1 }
    var sum = 0
    for below in tree.subtree(of: node) {
      sum += 1
      if tree.kind(of: below) == .alias, let target = tree.target(of: below) {
        sum += count(target)
      }
      if sum > maximumExpandedNodes { break }
    }
    open.remove(node)
    let result = min(sum, maximumExpandedNodes + 1)
    known[node] = result
    return result
  }
}

extension ConfigValue {
  /// Follows aliases and whole-value interpolations to the node that holds the value.
  func resolved() -> ConfigValue {
    var value = self
    for _ in 0..<64 {
      guard value.unknown == nil, value.computed == nil else { return value }
      switch value.tree.kind(of: value.node) {
      case .alias:
        guard let next = value.followingAlias() else { return value.becoming(.missing) }
        value = next
      case .scalar:
        if value.isMandatory { return value.becoming(.missing) }
        guard let next = value.followingInterpolation() else { return value }
        value = next
      case .mapping, .sequence: return value
      }
    }
    return value.becoming(.cycle)
  }

  private var tree: SyntaxTree { configuration.tree }

  private func followingAlias() -> ConfigValue? {
    guard configuration.followsAliases, let target = tree.target(of: node) else { return nil }
    return moved(to: target, by: .alias)
  }

  /// The value of another node that stands here because of `step`.
  func moved(to target: NodeID, by step: Origin.Step) -> ConfigValue {
    ConfigValue(
      configuration, target, key: keyNode,
      origin: .via(step, origin.place, .written(tree.span(of: target))), unknown: nil,
      hops: hops, in: holder)
  }

  func becoming(_ reason: UnknownReason) -> ConfigValue {
    ConfigValue(
      configuration, node, key: keyNode, origin: origin, unknown: reason, hops: hops, in: holder)
  }
}
