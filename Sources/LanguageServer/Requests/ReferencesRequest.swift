import ConfigSyntax
import LanguageServerProtocol
import SourceText

/// `textDocument/references`: the aliases and interpolations that stand for a value.
enum ReferencesRequest: RequestHandler {
  static let method = "textDocument/references"

  static func answer(
    _ parameters: DocumentPositionParams, about snapshot: Snapshot
  )
    -> List<Location>
  {
    guard let (document, _) = snapshot[parameters.uri] else { return List(values: []) }
    let encoding = snapshot.client.encoding
    let offset = document.lines.offset(of: parameters.position, in: encoding)
    let references = References(parse(document.file))
    guard let target = references.target(at: offset) else { return List(values: []) }
    let places = references.all.filter { $0.target == target }.map(\.bytes)
    guard !places.isEmpty else { return List(values: []) }
    let declaration =
      parameters.includesDeclaration
      ? [references.declaration(of: target, asAnchor: true)] : []
    return List(
      values: (declaration + places).map { bytes in
        Location(uri: document.uri, range: document.lines.range(of: bytes, in: encoding))
      })
  }
}
