import Composition
import ConfigSyntax
package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags numbers that YAML 1.1 counts in eights or sixties.
package struct OctalOrSexagesimal: Rule {
  package static let info = RuleInfo(
    id: "octal-or-sexagesimal",
    summary: "The loader counts the number in eights or in sixties, and so reads another one.",
    why: """
      In YAML 1.1, which PyYAML and go-yaml read, digits behind a zero are octal: `010` is 8. PyYAML
      also takes digits between colons for sixties: `1:30` is 90, and a pair as `22:22` is 1342.
      Where a key is a time or a file mode, `4:00:00` and `0644` are what is meant, and nothing is
      said.
      """,
    severity: .warning,
    sources: [Citation("PyYAML, yaml/resolver.py and yaml/constructor.py, construct_yaml_int")],
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 0100000
        #            ^^^^^^^ read as 32768
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        micro_batch_size: 2
        num_epochs: 1
        learning_rate: 0.00002
        seed: 1:30
        #     ^^^^ read as 90
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 100000
        seed: 0
        data_path: "010"
        """),
      Example(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: train}
        spec:
          template:
            spec:
              restartPolicy: Never
              volumes:
                - name: scripts
                  configMap: {name: scripts, defaultMode: 0755}
              containers:
                - name: train
                  image: train:1
                  command: [torchrun, --nproc_per_node=8, train.py]
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let tree = run.configuration.tree
    let loader = run.configuration.loader
    // What is handed on as it is written means what it says to who reads it then.
    guard let root = run.configuration.root?.node,
      loader == .pyYAML || loader == .omegaConf || loader == .goYAML && run.plan.reading.isLauncher
    else { return [] }
    var found: [Finding] = []
    for node in tree.numbersInOtherBases(from: root) where !tree.isKey(node) {
      guard let number = tree.value(of: node, loader: loader).number
      else { continue }
      let text = tree.text(of: node)
      let isSixties = text.contains(":")
      guard isSixties || number != Double(text.filter { $0 != "_" }),
        !Self.isMeant(tree.path(of: node).last ?? "")
      else { continue }
      found.append(finding(tree.span(of: node), text, number, isSixties))
    }
    return found
  }

  /// Whether the key is one for times or file modes.
  private static func isMeant(_ key: String) -> Bool {
    let key = key.lowercased()
    let words = ["time", "duration", "deadline", "hours", "until", "interval", "mode", "umask"]
    return words.contains { key.contains($0) }
  }

  // MARK: Words

  private func finding(
    _ span: SourceSpan, _ text: String, _ number: Double, _ isSixties: Bool
  ) -> Finding {
    let value = Magnitude.plain(number)
    let shown = backticked(text, limit: 24)
    var finding = Finding(
      "\(shown) is counted in \(isSixties ? "sixties" : "eights") and read as \(value)", at: span,
      label: "read as \(value)")
    let bare = String(text.drop { $0 == "0" || $0 == "_" })
    finding.help =
      isSixties
      ? "write \(value), or put it between quotes where text is meant"
      : "write \(bare), or put it between quotes where text is meant"
    // Digits between colons are mostly text, of which nobody knows what it is for.
    if !isSixties, text.utf8.first == 0x30 {
      finding.fixes = [Fix("Write \(bare)", .unsafe, [Edit(span, bare)])]
    }
    return finding
  }
}

extension SyntaxTree {
  /// Whether the node is the key of an entry.
  fileprivate func isKey(_ node: NodeID) -> Bool {
    parent(of: node).map { entries(of: $0).contains { $0.key == node } } ?? false
  }
}
