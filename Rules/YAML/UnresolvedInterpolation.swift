package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags interpolations whose path leads to no key of the file.
package struct UnresolvedInterpolation: Rule {
  package static let info = RuleInfo(
    id: "unresolved-interpolation",
    summary: "An interpolation names a key that the file does not have.",
    why: """
      OmegaConf replaces `${a.b}` by the value at `a.b`, counted from the top of the file, or with a
      dot in front from the mapping around it. Where no key stands there it stops with an
      InterpolationKeyError; LLM Foundry, OLMo and torchtune resolve all of a file before the run
      starts, and of them alone the rule speaks. It is mostly a key that was renamed, or one that
      moved into another mapping, as llm-foundry's did into `variables`. Left alone are resolvers
      (`${oc.env:HOME}`), `???`, which the command line is to fill, and files that Hydra puts
      together with others.
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
        max_seq_len: 2048
        train_loader: {name: text}
        model:
          name: mpt_causal_lm
          d_model: 768
          n_heads: 12
          n_layers: 12
          max_seq_len: ${max_sequence_length}
          #            ^^^^^^^^^^^^^^^^^^^^^^ no such key
          vocab_size: 50368
        """)
    ],
    good: [
      Example(
        """
        max_duration: 1000ba
        global_train_batch_size: 256
        max_seq_len: 2048
        data_path: ${oc.env:DATA}
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
      guard case .unresolvedInterpolation = remark.kind else { return nil }
      var finding = Finding(
        "the file has no key \(backticked(remark.key, limit: 44)) to interpolate",
        at: remark.span, label: "no such key")
      finding.consequence =
        "all values are resolved before the run starts, which stops at this one"
      finding.help = "name a key of the file, or set this one"
      return finding
    }
  }
}
