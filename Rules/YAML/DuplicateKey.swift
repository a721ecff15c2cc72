import Composition
import ConfigSyntax
package import Linting
import RunPlan
import SourceText

/// Flags keys that stand twice in one mapping.
package struct DuplicateKey: Rule {
  package static let info = RuleInfo(
    id: "duplicate-key",
    summary: "A key stands twice in one mapping, and only one of its values counts.",
    why: """
      PyYAML, Python's json and go-yaml keep the last value in silence: models have been trained
      with the widths of the wrong block. OmegaConf and ruamel.yaml refuse the file. With equal
      values nothing is lost but clarity.
      """,
    severity: .error,
    bad: [
      Example(
        """
        num_layers: 12
        seq_length: 2048
        #--------- dropped
        train_iters: 1000
        seq_length: 4096
        #^^^^^^^^^ kept
        """),
      Example(
        """
        {
          "num_layers": 12,
          "train_iters": 1000,
        # ------------- dropped
          "train_iters": 1000
        # ^^^^^^^^^^^^^ kept
        }
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        optimizer: {type: Adam}
        scheduler: {type: cosine}
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let pairs = run.configuration.repeatedKeys
    guard !pairs.isEmpty else { return [] }
    let lines = run.file.lineTable()
    return pairs.map { finding($0, lines, in: run) }
  }

  private func finding(_ pair: RepeatedKey, _ table: LineTable, in run: Run) -> Finding {
    let tree = run.configuration.tree
    let loader = run.configuration.loader
    let isRefused = loader == .omegaConf || loader == .yaml12
    let isEqual = tree.says(pair.earlier.value, theSameAs: pair.later.value, loader: loader)
    let key = backticked(tree.text(of: pair.later.key), limit: 32)
    let name = run.plan.reading.loaderName
    var finding = Finding(
      "\(key) stands twice; \(name) \(isRefused ? "refuses the file" : "keeps the last")",
      at: tree.span(of: pair.later.key), label: isRefused ? "again" : "this value is kept")
    finding.related = [
      Label(tree.span(of: pair.earlier.key), isRefused ? "first" : "this value is dropped")
    ]
    let isIdle = tree.isNull(pair.earlier.value, loader: loader)
    finding.severity = (isEqual || isIdle) && !isRefused ? .warning : nil
    finding.help = isEqual ? "remove one of them" : "keep the one that is meant"
    if !isRefused || isEqual {
      let file = run.file
      let lines =
        tree.wholeLines(of: pair.earlier, table, in: file)
        ?? (isEqual ? tree.wholeLines(of: pair.later, table, in: file) : nil)
      let safety: Fix.Safety = isEqual ? .safe : .unsafe
      finding.fixes = lines.map { [Fix("Remove one \(key)", safety, [Edit($0, "")])] } ?? []
    }
    return finding
  }
}

extension SyntaxTree {
  /// Whether the loader makes nothing of the value, so that nothing is lost with it.
  fileprivate func isNull(_ node: NodeID, loader: Loader) -> Bool {
    kind(of: node) == .scalar && value(of: node, loader: loader) == .null
  }

  /// Whether two nodes give the same value; collections only where they are spelled alike.
  fileprivate func says(_ a: NodeID, theSameAs b: NodeID, loader: Loader) -> Bool {
    if kind(of: a) == .scalar, kind(of: b) == .scalar {
      return value(of: a, loader: loader) == value(of: b, loader: loader)
    }
    return file.text(in: bytes(of: a)) == file.text(in: bytes(of: b))
  }

  /// The lines of an entry that stands alone on them; nil where anything else would go with them.
  fileprivate func wholeLines(
    of entry: (key: NodeID, value: NodeID), _ lines: LineTable, in file: SourceFile
  ) -> SourceSpan? {
    let (key, value) = (bytes(of: entry.key), bytes(of: entry.value))
    let isOneLine = kind(of: entry.value) == .scalar && !scalarStyle(of: entry.value).isBlock
    guard isOneLine else { return nil }
    let line = lines.range(ofLine: lines.line(of: key.lowerBound), includingBreak: true)
    guard lines.line(of: value.upperBound) == lines.line(of: key.lowerBound),
      file.bytes[line.lowerBound..<key.lowerBound].allSatisfy({ $0 == 0x20 })
    else { return nil }
    var rest = file.bytes[value.upperBound..<line.upperBound].drop { $0 == 0x20 }
    if let mapping = parent(of: entry.key), isFlow(mapping) {
      guard rest.first == 0x2C else { return nil }
      rest = rest.dropFirst().drop { $0 == 0x20 }
    }
    guard rest.first.map({ [0x0A, 0x0D, 0x23].contains($0) }) ?? true else { return nil }
    return SourceSpan(file.id, line)
  }
}
