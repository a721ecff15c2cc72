import SourceText

extension SyntaxTree {
  /// The keys that lead to what stands at `offset`, as `datasets[].path`; empty where no key does.
  ///
  /// Items of lists are not numbered, so that one that is added before moves no path.
  package func keyPath(at offset: Int) -> String {
    guard var id = innermostNode(at: offset) else { return "" }
    var steps: [String] = []
    while let parent = parent(of: id) {
      steps.append(isSequence(parent) ? "[]" : key(of: id, in: parent))
      id = parent
    }
    var path = ""
    for step in steps.reversed() {
      if !path.isEmpty, step != "[]" { path += "." }
      path += step
    }
    return path
  }

  /// The deepest node that holds `offset`, ends there, or has it on the way to its content.
  private func innermostNode(at offset: Int) -> NodeID? {
    if let node = node(at: offset) { return node }
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if Int(nodes[middle].start) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    var id: NodeID? = NodeID(low - 1)
    while let candidate = id, !bytes(of: candidate).touches(offset) { id = parent(of: candidate) }
    return id
  }

  /// The key of which `id` is the value, or the text of `id` where it is a key itself; of a long
  /// one its start.
  private func key(of id: NodeID, in mapping: NodeID) -> String {
    for (key, value) in entries(of: mapping) where key == id || value == id {
      return String(text(of: key).prefix(100))
    }
    return ""
  }
}
