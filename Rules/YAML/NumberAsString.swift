package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags numbers that the loader hands over as text.
package struct NumberAsString: Rule {
  package static let info = RuleInfo(
    id: "number-as-string",
    summary: "The loader reads the number as text, and the framework does not turn it into one.",
    why: """
      PyYAML takes a number with an exponent for a float only when it has a dot and the exponent a
      sign: `1.0e-5`. `1e-5`, `2e12` and `1.0e5` arrive as text, and a framework that does not
      cast stops at the optimizer with a comparison of float and str. Where the framework casts,
      the rule only speaks up in the strict profile.
      """,
    severity: .error,
    sources: [.pyYAMLFloats],
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        optimizer:
          type: Adam
          params:
            lr: 6e-4
            #   ^^^^ text
        """),
      Example(
        """
        num_layers: 12
        train_iters: 1e5
        #            ^^^ text
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        optimizer:
          type: Adam
          params:
            lr: 6.0e-4
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.plan.reading.remarks.compactMap { remark in
      guard case .numberReadAsText(let loader, let isCast, let suggestion) = remark.kind,
        !isCast || run.isStrict
      else { return nil }
      let written = run.file.text(in: remark.span.bytes)
      let shown = backticked(written, limit: 16)
      let key = remark.key.split(separator: ".").last.map(String.init) ?? remark.key
      var finding = Finding(
        "\(loader) reads \(shown) of \(backticked(key, limit: 32)) as text", at: remark.span,
        label: "text, not a number")
      finding.severity = isCast ? .note : nil
      finding.consequence =
        isCast
        ? "the framework turns it into a number; other programs that read the file may not"
        : "the framework takes it as it comes and stops where it needs a number"
      finding.help = "write \(suggestion)"
      finding.fixes = [Fix("Write \(suggestion)", .safe, [Edit(remark.span, suggestion)])]
      return finding
    }
  }
}
