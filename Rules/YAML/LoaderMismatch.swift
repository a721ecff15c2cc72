import Composition
import ConfigSyntax
package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags text that is YAML, but not to the loader that will read it.
package struct LoaderMismatch: Rule {
  package static let info = RuleInfo(
    id: "loader-mismatch",
    summary: "The text is YAML, but the framework's loader refuses it or reads it otherwise.",
    why: """
      Loaders differ where YAML is seldom used. PyYAML's own scanner refuses tabs that libyaml
      takes; PyYAML and OmegaConf refuse an anchor that is defined twice and a second document;
      go-yaml lets a merge below a key replace the key's value, where all others keep the key's.
      """,
    severity: .error, scope: .text,
    sources: [.pyYAMLLoaders],
    bad: [
      Example(
        """
        num_layers: 12
        train_iters:\t1000
        #           ^ tab
        """),
      Example(
        """
        num_layers: 12
        train_iters: 1000
        ---
        #^^ second document
        num_layers: 24
        """),
      Example(
        """
        num_layers: &n 12
        #           -- first
        train_iters: &n 1000
        #            ^^ again
        """),
    ],
    good: [
      Example(
        """
        ---
        num_layers: 12  # a\ttab in a comment
        train_iters: 1000
        data_path: "a\tb"
        ...
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    guard let plan = run.recognised else { return [] }
    return tabs(run, plan) + documents(run, plan) + anchors(run, plan) + merges(run, plan)
  }

  /// ruamel.yaml takes tabs in brackets and refuses others; it gets the benefit of the doubt.
  private func tabs(_ run: Run, _ plan: TrainingPlan) -> [Finding] {
    let tree = run.configuration.tree
    guard [.pyYAML, .omegaConf].contains(run.configuration.loader),
      plan.reading.loaderTraits.scanner == .python,
      tree.problems.contains(where: { $0.kind == .tabAfterToken }),
      !tree.problems.contains(where: { $0.kind == .tabIndentation })
    else { return [] }
    let tabs = tree.tabsBetweenTokens()
    guard let first = tabs.first else { return [] }
    let place = SyntaxPlace(first, in: run.file)
    let word = place.firstWord
    let line = word.isEmpty ? "an empty line" : "the line of \(backticked(word))"
    var finding = Finding("\(plan.reading.loaderName) refuses the tab on \(line)", at: first)
    let count = tabs.count == 1 ? "the tab by a space" : "all \(tabs.count) tabs by spaces"
    finding.help = "replace \(count)"
    finding.fixes = [Fix("Replace \(count)", .safe, tabs.map { Edit($0, " ") })]
    return [finding]
  }

  private func documents(_ run: Run, _ plan: TrainingPlan) -> [Finding] {
    let documents = run.configuration.tree.documents
    let fate = plan.reading.loaderTraits.furtherDocuments
    guard documents.count > 1, fate != .read, run.configuration.loader != .json else { return [] }
    let isRefused = fate == .refused
    let verb = isRefused ? "refuses" : "passes over"
    var finding = Finding(
      "\(plan.reading.loaderName) \(verb) document 2 of \(documents.count)",
      at: run.configuration.tree.mark(of: documents[1]))
    finding.severity = isRefused ? nil : .warning
    finding.help = "give each configuration a file of its own"
    return [finding]
  }

  private func anchors(_ run: Run, _ plan: TrainingPlan) -> [Finding] {
    guard [.pyYAML, .omegaConf].contains(run.configuration.loader) else { return [] }
    return run.configuration.tree.problems.compactMap { problem in
      guard case .redefinedAnchor(let name) = problem.kind else { return nil }
      let anchor = backticked("&" + name)
      var finding = Finding(
        "\(plan.reading.loaderName) refuses a second anchor \(anchor)", at: problem.span)
      if let first = problem.related { finding.related = [Label(first, "first")] }
      finding.help = "give one of them another name"
      return finding
    }
  }

  private func merges(_ run: Run, _ plan: TrainingPlan) -> [Finding] {
    guard run.configuration.loader == .goYAML else { return [] }
    let tree = run.configuration.tree
    let pairs = tree.documents.indices.flatMap { number in
      Configuration(tree, document: number).read(by: .goYAML).mergesBelowTheirKeys
    }
    return pairs.map { pair in
      let key = backticked(tree.text(of: pair.key))
      var finding = Finding(
        "\(plan.reading.loaderName) takes \(key) from the merge below it",
        at: tree.span(of: pair.merge))
      finding.related = [Label(tree.span(of: pair.key), "this value is dropped")]
      finding.severity = .warning
      finding.help = "put the merge above the keys that are to win over it"
      return finding
    }
  }
}

extension SyntaxTree {
  /// The `---` that starts a document, or the start of what stands in its place.
  fileprivate func mark(of document: SyntaxDocument) -> SourceSpan {
    let start = document.span.lowerBound
    var i = start
    while i + 3 <= document.span.upperBound {
      let isLineStart = i == 0 || file.bytes[i - 1] == 0x0A || file.bytes[i - 1] == 0x0D
      if isLineStart, file.text(in: ByteRange(i, i + 3)) == "---" {
        return SourceSpan(file.id, i, i + 3)
      }
      i += 1
    }
    return document.root.map { span(of: $0) } ?? SourceSpan(file.id, start, start)
  }
}
