import ConfigSyntax
import LanguageServerProtocol
import Linting
import SourceText

/// `textDocument/hover`: what a key or value means for the run, or the page of a rule.
enum HoverRequest: RequestHandler {
  static let method = "textDocument/hover"

  static func answer(
    _ parameters: DocumentPositionParams, about snapshot: Snapshot
  )
    -> Nullable<Hover>
  {
    guard let (document, checked) = snapshot[parameters.uri] else { return Nullable(value: nil) }
    let encoding = snapshot.client.encoding
    let kind = snapshot.client.hoverKind
    let offset = document.lines.offset(of: parameters.position, in: encoding)
    let found =
      rulePage(at: offset, in: document, snapshot.host, kind)
      ?? pastMeaning(at: offset, in: document, checked, kind)
      ?? CheckedText.Readable(report: checked.report, lines: checked.lines).meaning(
        at: offset, kind)
    return Nullable(
      value: found.map { text, bytes in
        Hover(
          contents: text.content, range: bytes.map { document.lines.range(of: $0, in: encoding) })
      })
  }

  private static func rulePage(
    at offset: Int, in document: Document, _ host: Host, _ kind: MarkupContent.Kind
  ) -> (text: HoverText, bytes: ByteRange?)? {
    guard let mention = RuleMention(at: offset, in: parse(document.file)),
      let page = host.rulePage(mention.id)
    else { return nil }
    var text = HoverText(kind)
    text.paragraph(page)
    return (text, mention.bytes)
  }

  /// The meaning in the last text that could be read, while the present one cannot.
  private static func pastMeaning(
    at offset: Int, in document: Document, _ checked: CheckedText, _ kind: MarkupContent.Kind
  ) -> (text: HoverText, bytes: ByteRange?)? {
    guard let past = checked.lastGood else { return nil }
    let shift = TextShift(from: past.report.file.bytes, to: document.bytes)
    guard let old = shift.old(offset), var meaning = past.meaning(at: old, kind)
    else { return nil }
    meaning.text.paragraph(
      "The text cannot be read as it stands; this is from before the last edits.")
    return (meaning.text, meaning.bytes.flatMap(shift.new))
  }
}

extension CheckedText.Readable {
  /// What the key, value or declared fact at `offset` means.
  fileprivate func meaning(
    at offset: Int, _ kind: MarkupContent.Kind
  ) -> (text: HoverText, bytes: ByteRange?)? {
    guard let token = token(at: offset) else { return nil }
    var text = HoverText(kind)
    KeyHover(token, in: report, lines).write(to: &text)
    return text.isEmpty ? nil : (text, token.bytes)
  }

  private func token(at offset: Int) -> TouchedToken? {
    TouchedToken(at: offset, in: parse(report.file))
      ?? report.plans.lazy.compactMap { TouchedToken(at: offset, among: $0.plan) }.first
  }
}
