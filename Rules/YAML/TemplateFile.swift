import Composition
import ConfigSyntax
package import Linting
import SourceText

/// Notes files that only become YAML once a template engine has run.
package struct TemplateFile: Rule {
  package static let info = RuleInfo(
    id: "template-file",
    summary: "The file is a template; its output can be checked, the template itself cannot.",
    why: """
      Helm, Jinja and Go templates are not YAML until they are rendered: control lines break the
      layout, and the values are not there yet. Placeholders in quotes do no harm.
      """,
    severity: .note, scope: .text,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        {{- if .Values.long }}
        #^ template
        seq_length: 4096
        {{- end }}
        """)
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        data_path: "{{ data }}"
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.configuration.tree.problems.filter { $0.kind == .templateSyntax }.map { problem in
      let sign = backticked(run.file.text(in: problem.span.bytes))
      var finding = Finding("\(sign) makes this a template, not yet YAML", at: problem.span)
      finding.help = "render it and check the output: helm template … | trainlint check -"
      return finding
    }
  }
}
