package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags a quantity that has two values.
package struct ContradictoryFact: Rule {
  package struct Options: RuleOptions {
    package var roundedFrom = 1e6
    package var rounding = 0.05

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "rounded_from", \.roundedFrom, in: 0...1e18,
        "Declared values from here on count as rounded: 300B for 299.9B is no contradiction."),
      .number(
        "rounding", \.rounding, in: 0...1,
        "The share by which a rounded value may differ from what the keys say."),
    ]
  }

  package static let info = RuleInfo(
    id: "contradictory-fact",
    summary: "One quantity has two values.",
    why: """
      Keys and declared facts are equations about one run. Where two of them give the same quantity
      different values, at least one is out of date, usually a comment that stayed behind when the
      config moved to another cluster, and every number that follows rests on the one that stands.
      """,
    severity: .warning,
    bad: [
      Example(
        """
        # trainlint: fact world_size=64
        #                            ^^ world size 64 is not used
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        global_num_gpus: 32
        #                -- world size 32 stands
        """)
    ],
    good: [
      Example(
        """
        # trainlint: fact tokens=300B
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        seq_length: 2048
        max_position_embeddings: 2048
        train_batch_size: 1024
        train_iters: 143000
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    run.plan.conflicts.compactMap { conflict in
      guard conflict.topic == .other, !isRounding(conflict) else { return nil }
      return finding(conflict)
    }
  }

  /// Whether a declared value may just be a rounded one.
  private func isRounding(_ conflict: Conflict) -> Bool {
    let values = [conflict.stated.value, conflict.implied.value].map(abs)
    guard conflict.terms.contains(where: \.isDeclared), let low = values.min(),
      let high = values.max()
    else { return false }
    return low >= options.roundedFrom && high - low <= options.rounding * high
  }

  // MARK: Words

  private func finding(_ conflict: Conflict) -> Finding? {
    let (stated, other) = (conflict.stated, conflict.implied)
    guard let span = other.place ?? stated.place else { return nil }
    let words = conflict.quantity.words
    var finding: Finding
    switch conflict.kind {
    case .differs:
      let (first, second) = (Magnitude.plain(stated.value), Magnitude.plain(other.value))
      finding = Finding(
        "two values for \(words): \(first) and \(second)", at: span,
        label: span == stated.place ? "\(stated.phrase) stands" : "\(other.phrase) is not used")
    case .indivisible:
      finding = Finding(
        "\(words) would be \(Magnitude.significant(other.value)), which is no whole number",
        at: span)
    }
    finding.related = related(conflict, besides: span)
    finding.derivation = [stated, other].filter { !$0.inputs.isEmpty }.map {
      "\($0.phrase): \($0.derivation)"
    }
    finding.confidence = Confidence(of: stated, other)
    return finding
  }

  private func related(_ conflict: Conflict, besides span: SourceSpan) -> [Label] {
    let stated = conflict.stated
    guard case .differs = conflict.kind, let place = stated.place, place != span,
      stated.inputs.isEmpty
    else { return conflict.terms.labels(besides: span) }
    let rest = conflict.terms.labels(besides: span).filter { $0.span != place }
    return [Label(place, "\(stated.phrase) stands")] + rest
  }
}
