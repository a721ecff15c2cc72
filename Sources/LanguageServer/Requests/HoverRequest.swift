import LanguageServerProtocol

/// `textDocument/hover`: what a key or value means for the run, or the page of a rule.
enum HoverRequest: RequestHandler {
  static let method = "textDocument/hover"

  static func answer(
    _ parameters: DocumentPositionParams, about snapshot: Snapshot
  )
    -> Nullable<Hover>
  {
    Nullable(value: nil)
  }
}
