import LanguageServerProtocol

/// What a request may know: the documents as they were when it was taken from the queue, checked.
struct Snapshot: Sendable {
  /// The program around the server.
  let host: Host
  /// What was agreed on with the client.
  let client: Client
  /// What the user chose.
  let settings: ServerSettings
  private let documents: [DocumentURI: Document]

  /// Checks what has changed and takes the picture.
  init(_ session: inout Session) {
    session.check()
    host = session.host
    client = session.client
    settings = session.settings
    documents = session.documents
  }

  /// A document and what was found in it; nil where it is not open or its text is lost.
  subscript(uri: DocumentURI) -> (document: Document, checked: CheckedText)? {
    guard let document = documents[uri], !document.isLost, let checked = document.checked
    else { return nil }
    return (document, checked)
  }
}
