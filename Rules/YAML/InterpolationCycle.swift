package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags interpolations that lead back to themselves.
package struct InterpolationCycle: Rule {
  package static let info = RuleInfo(
    id: "interpolation-cycle",
    summary: "An interpolation leads back to itself, so that it has no value.",
    why: """
      `a: ${b}` and `b: ${a}` have no value: OmegaConf follows them to Python's recursion limit and
      stops the run there, with an error that names neither key. It is mostly what is left of a
      rename, or of a key that was to be filled on the command line.
      """,
    severity: .error,
    sources: [
      Citation("OmegaConf, omegaconf/base.py, Container._resolve_interpolation_from_parse_tree")
    ],
    bad: [
      Example(
        """
        max_duration: 1000ba
        global_train_batch_size: 256
        max_seq_len: ${model.max_seq_len}
        #            ^^^^^^^^^^^^^^^^^^^^ leads back here
        train_loader: {name: text}
        model:
          name: mpt_causal_lm
          d_model: 768
          n_heads: 12
          n_layers: 12
          max_seq_len: ${max_seq_len}
          #            ^^^^^^^^^^^^^^ leads back here
          vocab_size: 50368
        """)
    ],
    good: [
      Example(
        """
        max_duration: 1000ba
        global_train_batch_size: 256
        max_seq_len: ${variables.length}
        variables: {length: 2048}
        train_loader: {name: text}
        model:
          name: mpt_causal_lm
          d_model: 768
          n_heads: 12
          n_layers: 12
          max_seq_len: ${max_seq_len}
          vocab_size: 50368
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.plan.reading.remarks.compactMap { remark in
      guard case .interpolationCycle(let paths) = remark.kind else { return nil }
      var finding = Finding(
        "\(backticked(remark.key, limit: 44)) leads back to itself", at: remark.span,
        label: "leads back here")
      finding.derivation = [paths.joined(separator: " → ")]
      finding.consequence = "OmegaConf follows it to Python's recursion limit and stops"
      finding.help = "give one of the keys a value of its own"
      return finding
    }
  }
}
