package import SourceText

/// A configuration inside another file, or one that it names, as a text of its own.
package struct AttachedText: Sendable {
  /// The text under a number of its own.
  package let file: SourceFile
  /// The places of its bytes in the file around it; nil for a file that is only named there.
  package let text: MappedText?
  /// Where it stands, or is named.
  package let site: SourceSpan

  /// Joins a text and its places.
  package init(_ file: SourceFile, _ text: MappedText?, at site: SourceSpan) {
    self.file = file
    self.text = text
    self.site = site
  }

  /// The bytes of the file around it that a span of this text is made of; any other span as it is.
  package func place(of span: SourceSpan) -> SourceSpan {
    guard let text, span.file == file.id else { return span }
    return SourceSpan(site.file, text.place(of: span.bytes))
  }

  /// The finding as it reads in `host`, the file around; nil where it is none of its business.
  ///
  /// A file that is only named is judged on its own: what is left is what both have a part in.
  package func placed(_ found: SettledFinding, in host: SourceFile) -> SettledFinding? {
    var finding = found.finding
    if text == nil {
      let spans = [finding.primary.span] + finding.related.map(\.span)
      guard spans.contains(where: { $0.file == site.file }) else { return nil }
      if finding.primary.span.file == file.id {
        finding.related.insert(finding.primary, at: 0)
        finding.primary = Label(site, "in this file")
      }
      finding.fixes = []
    } else {
      finding.fixes = finding.fixes.compactMap { placed($0, in: host) }
      finding.primary = placed(finding.primary)
      finding.related = finding.related.map(placed)
    }
    return found.placed(finding)
  }

  private func placed(_ label: Label) -> Label { Label(place(of: label.span), label.text) }

  /// The fix in the file around; nil where the bytes do not stand there as they stand here.
  private func placed(_ fix: Fix, in host: SourceFile) -> Fix? {
    guard let text else { return nil }
    var edits: [Edit] = []
    for edit in fix.edits {
      guard edit.span.file == file.id else {
        edits.append(edit)
        continue
      }
      let isOneWord = !edit.span.bytes.isEmpty && !edit.replacement.utf8.contains(0x0A)
      guard isOneWord, text.isVerbatim(edit.span.bytes, in: host) else { return nil }
      edits.append(Edit(place(of: edit.span), edit.replacement))
    }
    return Fix(fix.title, fix.safety, edits)
  }
}
