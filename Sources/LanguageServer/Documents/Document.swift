import LanguageServerProtocol
import SourceText

/// A text that is open in the editor.
struct Document: Sendable {
  /// Its name on the wire.
  let uri: DocumentURI
  /// The version that the client gave the text; nil where it gave none.
  private(set) var version: Int?
  /// The text and its lines.
  private(set) var lines: LineTable
  /// Whether a change could not be applied, so that the text is another one than the client's.
  private(set) var isLost = false
  /// What was found in the text; in an older text while `needsCheck`.
  var checked: CheckedText?
  /// Whether the text is newer than what was found.
  private(set) var needsCheck = true
  /// Whether the client has not been told what was found.
  var needsPublishing = true

  /// Opens a document.
  init(uri: DocumentURI, version: Int?, text: String) {
    self.init(uri: uri, version: version, bytes: Array(text.utf8))
  }

  /// Takes the text of a file for a document.
  init(uri: DocumentURI, version: Int? = nil, bytes: [UInt8]) {
    self.uri = uri
    self.version = version
    lines = LineTable(bytes)
  }

  /// The text.
  var bytes: [UInt8] { lines.bytes }

  /// The text as the engine takes it.
  var file: SourceFile { SourceFile(name: uri.path ?? uri.text, bytes: bytes) }

  /// Whether no comment can stand in the text: JSON, or YAML that looks like it.
  var isJSON: Bool {
    let first = bytes.first { $0 > 0x20 && $0 < 0x80 }
    return file.hasExtension(".json") || first == 0x7B || first == 0x5B
  }

  /// Makes `changes`, one after the other, columns counted in `encoding`.
  ///
  /// Once the text is lost only a whole one counts.
  mutating func apply(
    _ changes: [DidChangeParams.Change], version: Int?, in encoding: PositionEncoding
  ) {
    for change in changes {
      if let range = change.range {
        if !isLost { lines.replace(lines.bytes(of: range, in: encoding), by: change.text.utf8) }
      } else {
        replaceAll(by: change.text)
      }
    }
    self.version = version ?? self.version
    noteChange()
  }

  /// Takes a whole text.
  mutating func replaceAll(by text: String) {
    lines = LineTable(Array(text.utf8))
    isLost = false
    noteChange()
  }

  /// Gives the text up until a whole one comes.
  mutating func lose() { isLost = true }

  /// Keeps what was found in the present text.
  mutating func settle(_ checked: CheckedText) {
    self.checked = checked
    needsCheck = false
    needsPublishing = true
  }

  /// Has the text checked again, although it is the same.
  mutating func outdate() { noteChange() }

  /// Whether the text names one of the files at `paths`, so that it says something else with them.
  func names(anyOf paths: Set<String>) -> Bool {
    checked.map { !$0.linkedPaths.isDisjoint(with: paths) } ?? false
  }

  private mutating func noteChange() {
    needsCheck = true
    needsPublishing = true
  }
}
