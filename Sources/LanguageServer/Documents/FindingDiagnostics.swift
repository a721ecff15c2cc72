import JSONText
import LanguageServerProtocol
import Linting
import SourceText

/// Turns the findings of one text into what an editor shows.
struct FindingDiagnostics {
  private let document: Document
  private let client: Client

  /// Makes a translator for `document` as `client` counts columns.
  init(_ document: Document, _ client: Client) {
    self.document = document
    self.client = client
  }

  /// The diagnostics of all visible findings.
  func diagnostics(of report: FileReport) -> [Diagnostic] {
    report.visible.map { diagnostic(of: $0, in: report) }
  }

  /// The diagnostic of one finding of a report.
  func diagnostic(of settled: SettledFinding, in report: FileReport) -> Diagnostic {
    let finding = settled.finding
    var data: [JSONObject.Member] = [.init(name: "rule", value: .string(settled.rule.name))]
    if let version = document.version {
      data.append(.init(name: "version", value: .integer(version)))
    }
    return Diagnostic(
      range: range(of: visibleBytes(of: finding)), severity: severity(settled.severity),
      code: .string(settled.rule.name),
      codeDescription: client.showsPages ? settled.page : nil,
      source: "trainlint", message: message(of: finding), tags: tags(of: settled.rule),
      relatedInformation: client.showsRelated ? related(finding, report) : [],
      data: .object(JSONObject(data)))
  }

  /// The bytes to underline: those of the finding, widened to one character where there are none.
  ///
  /// Emacs and Kate show nothing at an empty range.
  func visibleBytes(of finding: Finding) -> ByteRange {
    let bytes = finding.primary.span.bytes
    guard bytes.isEmpty else { return bytes }
    let lines = document.lines
    var number = lines.line(of: bytes.lowerBound)
    let line = lines.range(ofLine: number)
    let offset = min(bytes.lowerBound, line.upperBound)
    if offset < line.upperBound { return ByteRange(offset, end(ofCharacterAt: offset)) }
    if offset > line.lowerBound { return ByteRange(start(ofCharacterBefore: offset), offset) }
    while number > 0 {
      number -= 1
      let end = lines.range(ofLine: number).upperBound
      if !lines.range(ofLine: number).isEmpty {
        return ByteRange(start(ofCharacterBefore: end), end)
      }
    }
    return bytes
  }

  // MARK: Parts

  /// A key without effect is faded, one of a former name struck through.
  private func tags(of rule: RuleID) -> [DiagnosticTag] {
    let tag: DiagnosticTag? =
      switch rule.name {
      case "inert-key": .unnecessary
      case "deprecated-key": .deprecated
      default: nil
      }
    return tag.map { client.tags.contains($0) ? [$0] : [] } ?? []
  }

  private func range(of bytes: ByteRange) -> TextRange {
    document.lines.range(of: bytes, in: client.encoding)
  }

  private func severity(_ severity: Severity) -> DiagnosticSeverity {
    switch severity {
    case .note: .information
    case .warning: .warning
    case .error: .error
    }
  }

  /// Everything in plain lines; the first one stands alone, as some editors show no more.
  private func message(of finding: Finding) -> String {
    var lines = [finding.headline]
    if !finding.primary.text.isEmpty { lines.append(finding.primary.text) }
    lines += finding.derivation
    if let consequence = finding.consequence { lines.append(consequence) }
    if let help = finding.help { lines.append("help: " + help) }
    if let unlock = finding.unlock { lines.append("unlock: " + unlock) }
    if finding.confidence < .high { lines.append("confidence: " + finding.confidence.name) }
    return lines.joined(separator: "\n")
  }

  private func related(_ finding: Finding, _ report: FileReport) -> [RelatedInformation] {
    finding.related.compactMap { label in
      guard label.span.file != report.file.id else {
        return RelatedInformation(
          location: Location(uri: document.uri, range: range(of: label.span.bytes)),
          message: label.text)
      }
      guard let linked = report.file(of: label.span), linked.name.hasPrefix("/") else { return nil }
      let range = linked.lineTable().range(of: label.span.bytes, in: client.encoding)
      return RelatedInformation(
        location: Location(uri: DocumentURI(path: linked.name), range: range),
        message: label.text)
    }
  }

  private func end(ofCharacterAt offset: Int) -> Int {
    var end = offset + 1
    while end < document.bytes.count, document.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private func start(ofCharacterBefore offset: Int) -> Int {
    var start = offset - 1
    while start > 0, document.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
