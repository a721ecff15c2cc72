import Engine
import JSONText
import LanguageServerProtocol

/// `workspace/diagnostic`: what was found in all open documents and in the files of all folders.
///
/// Files are checked a few at a time between other messages, so that nobody waits for them.
struct WorkspaceScans: Sendable {
  static let method = "workspace/diagnostic"

  /// One answer that is being made.
  fileprivate struct Scan: Sendable {
    let id: MessageID
    let parameters: WorkspaceDiagnosticParams
    let files: [String]
    var next = 0
    /// What was found and is not sent yet.
    var items: [WorkspaceDiagnosticReport.Item] = []

    func previous(_ uri: DocumentURI) -> String? {
      parameters.previousResults.last { $0.uri == uri }?.value
    }
  }

  /// What was found in one file.
  fileprivate struct Result: Sendable {
    let id: String
    let diagnostics: [Diagnostic]
    var isCurrent = true
  }

  /// How many files are checked at a time.
  fileprivate static let slice = 8
  /// A workspace of more folders is somebody's home, and not looked through to its end.
  fileprivate static let mostFolders = 20_000

  fileprivate var waiting: [Scan] = []
  /// What was found in files that nobody has open.
  fileprivate var results: [DocumentURI: Result] = [:]
  /// The files of all folders; nil where they have to be looked for.
  fileprivate var files: [String]?

  /// Whether no answer is being made.
  var isEmpty: Bool { waiting.isEmpty }

  /// Forgets what lies on disk.
  mutating func outdate() {
    files = nil
    for uri in results.keys { results[uri]?.isCurrent = false }
  }
}

extension Session {
  /// Begins to make an answer; gives one at once only where the parameters cannot be read.
  mutating func startScan(_ params: JSONValue, id: MessageID) -> [UInt8]? {
    guard let parameters = WorkspaceDiagnosticParams(json: params) else {
      return Frame.response(
        to: id, error: ResponseError(.invalidParams, "\(WorkspaceScans.method): no parameters"))
    }
    let files =
      scans.files
      ?? FileWalk.files(in: folders.compactMap(\.path), limit: WorkspaceScans.mostFolders).files
      .map(\.path)
    scans.files = files
    host.linter.options.settings?.refresh(open: openTexts)
    var scan = WorkspaceScans.Scan(id: id, parameters: parameters, files: files)
    check()
    for uri in documents.keys.sorted(by: { $0.text < $1.text }) {
      guard let document = documents[uri], !document.isLost, let checked = document.checked
      else { continue }
      scan.items.append(
        WorkspaceDiagnosticReport.Item(
          uri: uri, version: checked.version,
          report: checked.answer(toClientWith: scan.previous(uri))))
    }
    let known = Set(files)
    for previous in parameters.previousResults where documents[previous.uri] == nil {
      guard let path = previous.uri.path, !known.contains(path) else { continue }
      let gone = DiagnosticReport.full(resultID: nil, items: [])
      scan.items.append(WorkspaceDiagnosticReport.Item(uri: previous.uri, report: gone))
    }
    if let token = parameters.workDoneToken {
      tell(token, .begin(title: "Checking training configs"))
    }
    scans.waiting.append(scan)
    return nil
  }

  /// Checks a few more files, and answers once all are checked.
  mutating func scan() {
    guard !scans.waiting.isEmpty else { return }
    var scan = scans.waiting.removeFirst()
    let end = min(scan.files.count, scan.next + WorkspaceScans.slice)
    var linter: Linter?
    for path in scan.files[scan.next..<end] where !host.linter.leavesOut(path) {
      let uri = DocumentURI(path: path)
      guard documents[uri] == nil, !documents.keys.contains(where: { $0.path == path }) else {
        continue
      }
      let opening = linter ?? host.linter.opening(by: WorkspaceFiles(open: openTexts))
      linter = opening
      if let item = item(at: path, uri, of: scan, by: opening) { scan.items.append(item) }
    }
    scan.next = end
    let isOver = end == scan.files.count
    if let token = scan.parameters.partialResultToken, !scan.items.isEmpty {
      tell(token, .items(scan.items))
      scan.items = []
    }
    if let token = scan.parameters.workDoneToken {
      tell(token, isOver ? .end : .report(percentage: 100 * end / max(1, scan.files.count)))
    }
    if isOver {
      send(Frame.response(to: scan.id, result: WorkspaceDiagnosticReport(items: scan.items)))
    } else {
      scans.waiting.append(scan)
    }
  }

  /// Gives an answer up.
  mutating func cancelScan(_ id: MessageID) {
    guard let index = scans.waiting.firstIndex(where: { $0.id == id }) else { return }
    let scan = scans.waiting.remove(at: index)
    if let token = scan.parameters.workDoneToken { tell(token, .end) }
    send(Frame.response(to: id, error: ResponseError(.requestCancelled, "cancelled")))
  }

  private mutating func tell(_ token: MessageID, _ value: ProgressParams.Value) {
    send(Frame.notification("$/progress", ProgressParams(token: token, value)))
  }

  /// What was found in a file on disk; nil where there is nothing to say of it.
  private mutating func item(
    at path: String, _ uri: DocumentURI, of scan: WorkspaceScans.Scan, by linter: Linter
  ) -> WorkspaceDiagnosticReport.Item? {
    let known = scans.results[uri]
    let result: WorkspaceScans.Result
    if let known, known.isCurrent {
      result = known
    } else {
      guard let bytes = try? Disk.read(path) else { return nil }
      let document = Document(uri: uri, bytes: bytes)
      let found = CheckedText(document, for: client, by: linter) { "" }.diagnostics
      var id = known?.id
      if id == nil || known?.diagnostics != found { id = newResultID() }
      result = WorkspaceScans.Result(id: id ?? "", diagnostics: found)
      scans.results[uri] = result
    }
    let previous = scan.previous(uri)
    guard previous != nil || !result.diagnostics.isEmpty else { return nil }
    return WorkspaceDiagnosticReport.Item(
      uri: uri,
      report: previous == result.id
        ? .unchanged(resultID: result.id)
        : .full(resultID: result.id, items: result.diagnostics))
  }

  private mutating func newResultID() -> String {
    resultCount += 1
    return String(resultCount)
  }
}
