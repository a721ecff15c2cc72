import LanguageServerProtocol
import Linting
import RunPlan
import SourceText

/// `textDocument/codeLens`: each run in one line, above its document.
enum CodeLensRequest: RequestHandler {
  static let method = "textDocument/codeLens"

  static func answer(
    _ parameters: DocumentParams, about snapshot: Snapshot
  )
    -> List<CodeLens>
  {
    guard snapshot.settings.codeLens, let (document, checked) = snapshot[parameters.uri] else {
      return List(values: [])
    }
    let placed = PlacedReport(checked, in: document)
    return List(
      values: placed.report.plans.compactMap { run in
        let start = run.bytes.lowerBound
        guard let title = run.plan.summary, let place = placed.now(ByteRange(start, start))
        else { return nil }
        return CodeLens(
          range: document.lines.range(of: place, in: snapshot.client.encoding), title: title)
      })
  }
}
