import LanguageServerProtocol
import SourceText

/// `textDocument/documentLink`: the files that a config names.
enum DocumentLinkRequest: RequestHandler {
  static let method = "textDocument/documentLink"

  static func answer(
    _ parameters: DocumentParams, about snapshot: Snapshot
  )
    -> List<DocumentLink>
  {
    guard let (document, checked) = snapshot[parameters.uri] else { return List(values: []) }
    return List(
      values: LinkedPlaces(checked, in: document).all.map { bytes, target in
        DocumentLink(
          range: document.lines.range(of: bytes, in: snapshot.client.encoding), target: target)
      })
  }
}
