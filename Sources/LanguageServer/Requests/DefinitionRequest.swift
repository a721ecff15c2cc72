import ConfigSyntax
import LanguageServerProtocol
import SourceText

/// `textDocument/definition`: what an alias or an interpolation stands for, or the file that a key
/// names.
enum DefinitionRequest: RequestHandler {
  static let method = "textDocument/definition"

  static func answer(
    _ parameters: DocumentPositionParams, about snapshot: Snapshot
  )
    -> List<Location>
  {
    guard let (document, checked) = snapshot[parameters.uri] else { return List(values: []) }
    let encoding = snapshot.client.encoding
    let offset = document.lines.offset(of: parameters.position, in: encoding)
    let links = LinkedPlaces(checked, in: document).all.filter { $0.bytes.touches(offset) }
    if let link = links.first {
      let start = TextPosition(line: 0, character: 0)
      return List(values: [
        Location(uri: link.target, range: TextRange(start: start, end: start))
      ])
    }
    let references = References(parse(document.file))
    guard let reference = references.all.first(where: { $0.bytes.touches(offset) }) else {
      return List(values: [])
    }
    let place = references.declaration(
      of: reference.target, asAnchor: references.isAlias(at: offset))
    return List(values: [
      Location(uri: document.uri, range: document.lines.range(of: place, in: encoding))
    ])
  }
}
