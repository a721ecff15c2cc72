import Composition
import ConfigSyntax
package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags tags that make a loader build Python objects.
package struct UnsafeTag: Rule {
  package static let info = RuleInfo(
    id: "unsafe-tag",
    summary: "A tag asks the loader to build a Python object, which may run code.",
    why: """
      `!!python/object/apply:os.system` in a config runs a command in every program that loads it
      with PyYAML's unsafe loader; the safe loader refuses the file. A config needs neither. Tags
      of plain data, as `!!python/tuple`, pass where the framework uses PyYAML's FullLoader.
      """,
    severity: .error, scope: .text,
    sources: [.pyYAMLLoaders],
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        seed: !!python/object/apply:os.getpid []
        #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ runs code
        """)
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        seed: !!int "1234"
        """),
      Example(
        """
        num_layers: 12
        train_iters: 1000
        optimizer: {type: Adam, params: {betas: !!python/tuple [0.9, 0.95]}}
        """),
    ])

  private static let prefix = "tag:yaml.org,2002:python/"
  private static let data: Set<String> = [
    "none", "bool", "str", "unicode", "bytes", "int", "long", "float", "complex", "list", "tuple",
    "dict",
  ]

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let tree = run.configuration.tree
    guard tree.hasTags else { return [] }
    let takesData = run.recognised?.reading.loaderTraits.buildsPythonData ?? false
    return tree.documents.compactMap(\.root).flatMap { tree.subtree(of: $0) }.compactMap { node in
      guard let tag = tree.tag(of: node), tag.value.hasPrefix(Self.prefix) else { return nil }
      let isData = Self.data.contains(String(tag.value.dropFirst(Self.prefix.count)))
      return isData && takesData ? nil : finding(tag, isData: isData, in: run)
    }
  }

  private func finding(_ tag: Located<String>, isData: Bool, in run: Run) -> Finding {
    let name = backticked(run.file.text(in: tag.span.bytes), limit: 36)
    var finding = Finding(
      isData ? "\(name) is refused by PyYAML's safe loader" : "\(name) makes a loader run code",
      at: tag.span)
    finding.help = isData ? "write the value without the tag" : "write the value itself"
    if !isData {
      finding.consequence = "safe loaders refuse the file, unsafe ones run what it names"
    }
    return finding
  }
}
