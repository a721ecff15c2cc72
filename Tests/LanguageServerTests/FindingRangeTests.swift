import JSONText
import LanguageServerProtocol
import Linting
import SourceText
import Testing

@testable import LanguageServer

/// What is underlined where a finding has no bytes of its own.
@Suite struct FindingRangeTests {
  @Test(arguments: [
    // Behind a key without a value: the character before.
    ("a:\nb: 1\n", 2, 1, 2),
    // Before a character: all of its bytes.
    ("a: 漢\n", 3, 3, 6),
    ("a: é\r\nb", 5, 3, 5),
    // On an empty line, and at the end of the text: the last character before it.
    ("a: 1\n\n\n", 5, 3, 4),
    ("a: é\r\n", 7, 3, 5),
    // Nothing to underline at all.
    ("\n\n", 1, 1, 1),
    ("", 0, 0, 0),
  ])
  func isOneCharacterWide(text: String, offset: Int, from: Int, to: Int) {
    let document = Document(uri: DocumentURI("u:a"), version: 1, text: text)
    let finding = Finding("headline", at: SourceSpan(.main, offset, offset))
    let bytes = FindingDiagnostics(document, Client()).visibleBytes(of: finding)
    #expect(bytes == ByteRange(from, to))
  }

  @Test func keepsTheBytesOfTheFinding() {
    let document = Document(uri: DocumentURI("u:a"), version: 1, text: "a: 10\n")
    let finding = Finding("headline", at: SourceSpan(.main, 3, 5))
    #expect(FindingDiagnostics(document, Client()).visibleBytes(of: finding) == ByteRange(3, 5))
  }

  @Test func writesTheMessageInPlainLines() {
    let document = Document(uri: DocumentURI("u:a"), version: nil, text: "a: 10\n")
    var finding = Finding("headline", at: SourceSpan(.main, 3, 5), label: "ten")
    finding.derivation = ["5 + 5 = 10"]
    finding.consequence = "too much"
    finding.help = "take less"
    finding.confidence = .medium
    let settled = SettledFinding(rule: "rule", severity: .note, finding: finding, sources: [])
    let diagnostic = FindingDiagnostics(document, Client()).diagnostic(
      of: settled, in: FileReport(document.file))
    #expect(
      diagnostic.message
        == "headline\nten\n5 + 5 = 10\ntoo much\nhelp: take less\nconfidence: medium")
    #expect(diagnostic.severity == .information)
    #expect(diagnostic.data == ["rule": "rule"])
  }
}
