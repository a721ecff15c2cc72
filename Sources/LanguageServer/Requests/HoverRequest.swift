import ConfigSyntax
import Engine
import LanguageServerProtocol
import Linting
import RunPlan
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
      mentioned(at: offset, in: document, checked, snapshot.host, kind)
      ?? PlacedReport(checked, in: document).meaning(at: offset, kind)
    return Nullable(
      value: found.map { text, bytes in
        Hover(
          contents: text.content, range: bytes.map { document.lines.range(of: $0, in: encoding) })
      })
  }

  /// The page of a rule, or what a declared fact is.
  private static func mentioned(
    at offset: Int, in document: Document, _ checked: CheckedText, _ host: Host,
    _ kind: MarkupContent.Kind
  ) -> (text: HoverText, bytes: ByteRange?)? {
    guard let mention = DirectiveMention(at: offset, in: parse(document.file)) else { return nil }
    var text = HoverText(kind)
    if mention.isRule {
      guard let page = host.rulePage(mention.name) else { return nil }
      text.paragraph(page)
    } else if let quantity = Quantity(name: mention.name) {
      var words = text.code(mention.name) + " · " + quantity.words
      // A ratio has no unit, and of most units the words say it.
      if !quantity.words.contains(quantity.unit.rawValue), quantity.unit != .ratio {
        words += ", in " + quantity.unit.rawValue
      }
      text.paragraph(words)
      let known = checked.report.plans.lazy.compactMap { $0.plan[quantity] }.first
      if let known {
        text.paragraph(
          "In this run: " + text.strong(Magnitude.short(known.value)) + ", "
            + text.plain(known.derivation))
      }
    } else {
      return nil
    }
    return (text, mention.bytes)
  }
}

extension PlacedReport {
  /// What the key, value or declared fact at a present place means.
  fileprivate func meaning(
    at offset: Int, _ kind: MarkupContent.Kind
  ) -> (text: HoverText, bytes: ByteRange?)? {
    guard let offset = then(offset) else { return nil }
    guard let (token, bytes, note) = inside(offset) ?? written(offset) else { return nil }
    var text = HoverText(kind)
    KeyHover(token, in: report, lines, note: note).write(to: &text)
    guard !text.isEmpty else { return nil }
    if isPast {
      text.paragraph("The text cannot be read as it stands; this is from before the last edits.")
    }
    return (text, now(bytes))
  }

  private typealias Touched = (
    token: TouchedToken, bytes: ByteRange, note: (note: KeyNote, origin: String?)?
  )

  /// What stands in the text itself.
  private func written(_ offset: Int) -> Touched? {
    let tree = parse(report.file)
    let token =
      TouchedToken(at: offset, in: tree)
      ?? report.plans.lazy.compactMap({ TouchedToken(at: offset, among: $0.plan) }).first
    return token.map { ($0, $0.bytes, note(at: offset, in: tree)) }
  }

  /// What stands in a configuration inside the text, or among the arguments of a command.
  private func inside(_ offset: Int) -> Touched? {
    guard let (attached, offset) = report.innermost(at: offset), let mapped = attached.text else {
      return nil
    }
    let tree = parse(attached.file)
    guard let token = TouchedToken(at: offset, in: tree, mapped: mapped) else { return nil }
    let place = report.place(of: SourceSpan(attached.file.id, token.bytes))
    return (token, place.bytes, note(at: offset, in: tree))
  }

  /// What is known of the key at `offset`, and whose key it is.
  private func note(at offset: Int, in tree: SyntaxTree) -> (note: KeyNote, origin: String?)? {
    guard let node = tree.node(at: offset),
      let number = tree.documents.firstIndex(where: { $0.span.touches(offset) }),
      let run = report.plans.first(where: { run in
        tree.file.id == report.file.id
          ? run.attachedAt == nil && run.bytes.touches(offset)
          : run.plan.claims.contains { $0.places.contains { $0.file == tree.file.id } }
      }),
      let guide = KeyGuide(
        dialect: run.plan.reading.dialect.name, in: tree.file, document: number)
    else { return nil }
    return guide.key(at: tree.path(of: node)).map { ($0, guide.origin) }
  }
}
