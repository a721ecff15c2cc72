package import RunPlan
package import SourceText

extension Finding {
  /// One finding for many of a kind: what they are, and that the file may be no config of the
  /// framework at all.
  package init(_ many: ManyRemarks, _ what: String, at span: SourceSpan) {
    let framework = many.edition.framework
    self.init(
      "\(many.count) \(what): is this a config of \(framework)?", at: span,
      label: "one of \(many.count)")
    related = many.examples.dropFirst().map { Label($0.span, "") }
    derivation = ["as of \(framework) \(many.edition.version)"]
    help = "name the framework with `# trainlint: dialect …` if it is another one"
    severity = .warning
    confidence = .medium
  }
}
