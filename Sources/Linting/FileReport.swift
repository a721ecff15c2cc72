package import ConfigSyntax
package import ReferenceData
package import RunPlan
package import ScalingLaws
package import SourceText

/// Everything that was found about one file.
package struct FileReport: Sendable {
  /// The text.
  package let file: SourceFile
  /// The plans, one for each document that a framework was recognised in.
  package var plans: [DocumentPlan] = []
  /// The texts inside this one, and the files that its commands name, in which a plan stands.
  package var attached: [AttachedText] = []
  /// What the text is where it is nothing but what is attached to it.
  package var carrier: DialectID?
  /// The findings by offset, then rule; suppressed ones included.
  package var findings: [SettledFinding] = []
  /// Why nothing was checked, or nil.
  package var skipped: SkipReason?
  /// The laws that its runs were judged by.
  package var laws = LawSet.standard
  /// Whether the user asked for this very file.
  package var isNamed = false
  /// Whether the whole text could be read, so that nothing is missing from the plans.
  package var isWhole = true
  /// Whether the findings were held against a baseline.
  package var hasBaseline = false
  /// What the text says, where something was found in it.
  package var tree: SyntaxTree?

  /// Makes an empty report.
  package init(_ file: SourceFile) { self.file = file }

  /// The file that a span lies in: this one, or one that it names.
  package func file(of span: SourceSpan) -> SourceFile? {
    if span.file == file.id { return file }
    for plan in plans {
      let files = plan.plan.reading.linkedFiles
      if let linked = files.first(where: { $0.file.id == span.file }) { return linked.file }
    }
    return attached.first { $0.file.id == span.file && $0.text == nil }?.file
  }

  /// The place of a span in a text that a reader can open: for a text inside this file the bytes
  /// that it is made of.
  package func place(of span: SourceSpan) -> SourceSpan {
    var span = span
    // What is attached to an attachment stands behind it.
    for text in attached.reversed() { span = text.place(of: span) }
    return span
  }

  /// The innermost text inside this one that the byte at `offset` belongs to, and its place there.
  package func innermost(at offset: Int) -> (text: AttachedText, offset: Int)? {
    var found: (text: AttachedText, offset: Int)?
    // What is attached to an attachment stands behind it.
    for text in attached where text.site.file == found?.text.file.id ?? file.id {
      if let index = text.text?.index(ofPlace: found?.offset ?? offset) { found = (text, index) }
    }
    return found
  }

  /// The recognised framework of the text itself.
  ///
  /// What is attached has one of its own, which is not that of the text around it.
  package var dialect: DialectID? {
    plans.first { $0.attachedAt == nil }?.plan.reading.dialect ?? carrier
  }

  /// The findings that no comment suppresses and no baseline knows.
  package var visible: [SettledFinding] { findings.filter(\.isVisible) }
}

/// The plan of one document.
package struct DocumentPlan: Sendable {
  /// The document's number in its file, from 0.
  package let document: Int
  /// The document's bytes.
  package let bytes: ByteRange
  /// The plan.
  package let plan: TrainingPlan
  /// Where the configuration stands in the document, or is named; nil where it is the document.
  package let attachedAt: SourceSpan?

  /// Joins a document and its plan.
  package init(
    document: Int, bytes: ByteRange, plan: TrainingPlan, attachedAt: SourceSpan? = nil
  ) {
    self.document = document
    self.bytes = bytes
    self.plan = plan
    self.attachedAt = attachedAt
  }
}

/// Why a file was not checked.
package enum SkipReason: String, Sendable {
  /// No framework was recognised.
  case noTrainingConfig = "no training config"
  /// It could not be read as YAML or JSON, and what was read shows no framework.
  case unreadable = "not readable as YAML, and no training config up to there"
  /// The settings say that nobody looks at it.
  case excluded = "excluded by the settings"
  /// It is a settings file itself.
  case settings = "trainlint's own settings"
  /// It is a template that has to be rendered first.
  case template = "a template: render it and check the output"
}

/// A finding with what only the engine knows: its rule, its severity, and whether it counts.
///
/// A class, as it is sorted and handed on, and holds much.
package final class SettledFinding: Sendable {
  /// The rule that found it.
  package let rule: RuleID
  /// The severity after settings and profile.
  package let severity: Severity
  /// What was found.
  package let finding: Finding
  /// The sources of the rule and of this case.
  package let sources: [Citation]
  /// The reason given by the comment that suppresses it (may be empty), or nil.
  package let suppressed: String?
  /// Whether the baseline of the run knows it.
  package let isInBaseline: Bool

  /// Whether no comment suppresses it and no baseline knows it.
  package var isVisible: Bool { suppressed == nil && !isInBaseline }

  /// Stamps a finding.
  package init(
    rule: RuleID, severity: Severity, finding: Finding, sources: [Citation],
    suppressed: String? = nil, isInBaseline: Bool = false
  ) {
    self.rule = rule
    self.severity = severity
    self.finding = finding
    self.sources = sources
    self.suppressed = suppressed
    self.isInBaseline = isInBaseline
  }

  /// The same, standing elsewhere.
  package func placed(_ finding: Finding) -> SettledFinding {
    copy(finding, suppressed: suppressed, isInBaseline: isInBaseline)
  }

  /// The same, suppressed for a reason, or not.
  package func suppressed(for reason: String?) -> SettledFinding {
    copy(finding, suppressed: reason, isInBaseline: isInBaseline)
  }

  /// The same, known to the baseline.
  package func known() -> SettledFinding {
    copy(finding, suppressed: suppressed, isInBaseline: true)
  }

  private func copy(
    _ finding: Finding, suppressed: String?, isInBaseline: Bool
  ) -> SettledFinding {
    SettledFinding(
      rule: rule, severity: severity, finding: finding, sources: sources, suppressed: suppressed,
      isInBaseline: isInBaseline)
  }

  /// The address of the first source that has one.
  package var page: String? { sources.lazy.compactMap(\.url).first }

  /// The order of all output: by file, offset, then rule.
  package static func precedes(_ a: SettledFinding, _ b: SettledFinding) -> Bool {
    let (left, right) = (a.finding.primary.span.bytes, b.finding.primary.span.bytes)
    return (left.lowerBound, left.upperBound, a.rule.name, a.finding.headline)
      < (right.lowerBound, right.upperBound, b.rule.name, b.finding.headline)
  }
}
