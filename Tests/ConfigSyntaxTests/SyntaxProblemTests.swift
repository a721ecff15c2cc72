import ConfigSyntax
import SourceText
import Testing

@Suite struct SyntaxProblemTests {
  /// A text, its one problem, and the bytes underlined.
  struct Case: CustomTestStringConvertible, Sendable {
    let text: String
    let kind: SyntaxProblem.Kind
    let written: String

    var testDescription: String { text.debugDescription }

    init(_ text: String, _ kind: SyntaxProblem.Kind, _ written: String) {
      self.text = text
      self.kind = kind
      self.written = written
    }
  }

  static let longKey = String(repeating: "k", count: 1_025)

  static let layout: [Case] = [
    Case("a:\n\tb: 1\n", .tabIndentation, "\t"),
    Case("a:\n  - 1\n\t- 2\n", .tabIndentation, "\t"),
    Case("a: b\n\tc: d\n", .tabIndentation, "\t"),
    Case("a:\n    b: 1\n  c: 2\n", .badIndentation, "c"),
    Case("- a\n b\n- c: 1\n   d: 2\n", .mappingValueNotAllowed, ":"),
    Case("- a\n- b\nc: 1\n", .missingDash, "c"),
    Case("a: 'x' y\n", .unexpectedText, "y"),
    Case("a: - b\n", .itemNotAllowed, "-"),
    Case("a: ? b\n", .keyNotAllowed, "?"),
    Case("a: b: c\n", .mappingValueNotAllowed, ":"),
    Case("a: 1\nb 2\nc: 3\n", .missingColon, "b 2"),
    Case("a: 1\nb\n", .missingColon, "b"),
    Case("\(longKey): 1\n", .keyTooLong, longKey),
    Case("{\"\(longKey)\": 1}\n", .keyTooLong, "{\"\(longKey)\""),
    Case("a: 1\n\(longKey): 1\n", .keyTooLong, longKey),
    Case("[1]\n[2]\n", .unexpectedDocumentStart, "[2"),
    Case("a: \"x\n--- y\"\n", .documentMarkInQuotes, "---"),
  ]

  static let flow: [Case] = [
    Case("a: [1 2, 'x' 'y']\n", .missingComma, "'y'"),
    Case("a: {b: 'c' d: 1}\n", .missingComma, "d"),
    Case("a: [1, 2\nb: 3\n", .missingComma, "b"),
    Case("a: [1, 2\n", .unclosedBracket, "["),
    Case("a: {b: 1 # c\n", .unclosedBracket, "{"),
    Case("a: [\n", .unclosedBracket, "["),
    Case("a: [1, , 2]\n", .missingValue, ","),
    Case("a: ]\n", .missingValue, "]"),
    Case("{a:, b: 1}\n", .colonNeedsSpace, ":"),
    Case("a: \"x\nb: 1\n", .unclosedQuote, "\""),
    Case("a: 'x\n", .unclosedQuote, "'"),
    Case("a: \"\\q\"\n", .unknownEscape, "\\q"),
    Case("a: \"\\u12\"\n", .badEscape, "1"),
  ]

  static let signs: [Case] = [
    Case("a: @x\n", .reservedCharacter("@"), "@"),
    Case("a: `x`\n", .reservedCharacter("`"), "`"),
    Case("a: %x\n", .reservedCharacter("%"), "%"),
    Case("a: [|]\n", .reservedCharacter("|"), "|"),
    Case("a: & x\n", .badAnchorName, "&"),
    Case("a: *\n", .badAnchorName, "*"),
    Case("a: &ü x\n", .badAnchorName, "&"),
    Case("a: !<x 1\n", .badTag, "!<x"),
    Case("a: !e!x 1\n", .unknownTagHandle, "!e!x"),
    Case("a: |0\n  x\n", .badBlockScalarHeader, "0"),
    Case("a: |\n \t\n  x\n    \ty\n\tz\n", .tabIndentation, "\t"),
    Case("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", .duplicateVersion, "%YAML 1.1"),
    Case("%YAML 1.3\n---\na: 1\n", .unsupportedVersion, "%YAML 1.3"),
    Case("%TAG ! x\n%TAG ! x\n---\na: 1\n", .duplicateTagHandle, "%TAG ! x"),
    Case("%FOO\n---\na: 1\n", .unknownDirective, "%FOO"),
    Case("%YAML x\n---\na: 1\n", .badDirective, "%YAML x"),
    Case("a: *x\n", .undefinedAlias("x"), "*x"),
    Case("a: 1\t# c\n", .tabAfterToken, "\t"),
    Case("a: b\tc\n", .tabAfterToken, "\t"),
    Case("{\n\t\"b\": 1}\n", .tabAfterToken, "\t"),
    Case("a: |\t\n  x\n", .tabAfterToken, "\t"),
  ]

  static let foreign: [Case] = [
    Case("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", .mergeConflictMarker, "<<<<<<<"),
    Case("a:\n  b: 1\n=======\n  b: 2\n", .mergeConflictMarker, "======="),
    Case("a: {{ x }}\n", .templateSyntax, "{{"),
    Case("{{- if .x }}\na: 1\n{{- end }}\n", .templateSyntax, "{{"),
    Case("a: 1\n{% if x %}\nb: 2\n{% endif %}\n", .templateSyntax, "{%"),
    Case("a:\n  {{- toYaml .x | nindent 2 }}\n---\nb: {{ y }}\n", .templateSyntax, "{{"),
    Case("a: {{ .a }}-{{ .b }}\n", .templateSyntax, "{{"),
  ]

  @Test(arguments: layout + flow + signs + foreign)
  func aProblemHasItsCauseAndItsPlace(_ example: Case) {
    let tree = read(example.text)
    #expect(tree.kinds == [example.kind])
    #expect(tree.problems.first.map { tree.written($0) } == example.written)
  }

  @Test(arguments: [
    "a: \"{{ x }}\"\n", "a: x{{ y }}\n", "a: ${{ x }}\n", "# {{ x }}\na: 1\n",
    "a: |\n  {{ x }}\n  {% y %}\n", "a: {b: {c: 1}}\n", "a: { {b: 1}: 2}\n", "a: ${b}\n",
    "a: |\n  <<<<<<< HEAD\n", "a: 1\tb\n".replacing("\t", with: " "), "a: \"\t\"\nb: '\t'\n",
    "# \t\na: 1 #\t\n", "a: |\n  x\n  \ty\n", "\(String(longKey.dropLast())): 1\n",
    "a: .\nb: ...\n",
  ])
  func soundTextHasNoProblem(_ text: String) {
    #expect(read(text).kinds.isEmpty)
  }

  @Test func templateSyntaxInsideQuotesDoesNotExplainAnError() {
    #expect(read("a: '{{ x }}'\nb: @\n").kinds == [.reservedCharacter("@")])
    #expect(read("a: |\n  {{ x }}\nb: @\n").kinds == [.reservedCharacter("@")])
    #expect(read("a: 1 # {{ x }}\nb: @\n").kinds == [.reservedCharacter("@")])
  }

  @Test func openingSignsAreNamed() {
    let tree = read("a: [1\nb: 2\n")
    #expect(tree.problems.first?.related?.bytes == ByteRange(3, 4))
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0], TextEncoding.utf16LittleEndian),
      ([0xFE, 0xFF, 0, 0x61], .utf16BigEndian), ([0xFF, 0xFE, 0, 0], .utf32LittleEndian),
      ([0, 0, 0xFE, 0xFF], .utf32BigEndian), ([0x61, 0, 0x3A, 0], .utf16LittleEndian),
      ([0, 0x61, 0, 0x3A], .utf16BigEndian), ([0x61, 0, 0, 0], .utf32LittleEndian),
      ([0, 0, 0, 0x61], .utf32BigEndian),
    ] as [([UInt8], TextEncoding)])
  func otherEncodingsAreNamed(_ bytes: [UInt8], _ encoding: TextEncoding) {
    let tree = parse(SourceFile(name: "x", bytes: bytes))
    #expect(tree.kinds == [.encoding(encoding)])
    #expect(tree.nodeCount == 0)
  }

  @Test func badBytesAreNamedWhereTheyStand() {
    func kinds(_ bytes: [UInt8]) -> [SyntaxProblem] {
      parse(SourceFile(name: "x", bytes: Array("a: 1\nb: ".utf8) + bytes + Array("\nc: 3\n".utf8)))
        .problems
    }
    #expect(kinds([0xFF]).map(\.kind) == [.invalidUTF8])
    #expect(kinds([0xC3]).map(\.kind) == [.invalidUTF8])
    #expect(kinds([0xED, 0xA0, 0x80]).map(\.kind) == [.invalidUTF8])
    #expect(kinds([0x07]).map(\.kind) == [.controlCharacter(7)])
    #expect(kinds([0x7F]).map(\.kind) == [.controlCharacter(0x7F)])
    #expect(kinds([0]).map(\.kind) == [.controlCharacter(0)])
    #expect(kinds([0x07]).map(\.span.bytes) == [ByteRange(8, 9)])
    #expect(kinds([0xC2, 0x81]).map(\.kind) == [.controlCharacter(0x81)])
    #expect(kinds([0xC2, 0x81]).map(\.span.bytes) == [ByteRange(8, 10)])
  }
}
