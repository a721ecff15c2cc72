import LanguageServerProtocol
import Linting
import RunPlan
import SourceText

/// `textDocument/inlayHint`: what follows from a key, shown behind its value.
enum InlayHintRequest: RequestHandler {
  static let method = "textDocument/inlayHint"

  static func answer(
    _ parameters: InlayHintParams, about snapshot: Snapshot
  )
    -> List<InlayHint>
  {
    guard snapshot.settings.inlayHints, let (document, checked) = snapshot[parameters.uri] else {
      return List(values: [])
    }
    let encoding = snapshot.client.encoding
    let shown = document.lines.bytes(of: parameters.range, in: encoding)
    let placed = PlacedReport(checked, in: document)
    let hints = placed.report.plans.flatMap { DerivedHints($0.plan, in: placed.report).all }
    let visible = hints.compactMap { hint -> (offset: Int, text: String)? in
      guard let bytes = placed.now(hint.place), shown.touches(bytes.upperBound) else { return nil }
      return (bytes.upperBound, hint.text)
    }
    return List(
      values: visible.sorted { $0.offset < $1.offset }.map { offset, text in
        InlayHint(
          position: document.lines.range(of: ByteRange(offset, offset), in: encoding).start,
          label: text, paddingLeft: true)
      })
  }
}
