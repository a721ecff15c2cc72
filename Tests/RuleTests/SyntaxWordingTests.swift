import Engine
import Linting
import SourceText
import Testing

/// Every way for a text to be no YAML has plain words of its own.
@Suite struct SyntaxWordingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let marked: String
    let words: String
    var testDescription: String { words }

    init(_ text: String, _ marked: String, _ words: String) {
      self.text = "num_layers: 12\ntrain_iters: 1000\n" + text
      self.marked = marked
      self.words = words
    }
  }

  static let cases = [
    Case("optimizer:\n\ttype: Adam\n", "\t", "a tab indents `type`"),
    Case("optimizer:\n    type: Adam\n  params: {}\n", "params", "indented by 2 spaces"),
    Case(": x\n", ":", "no key stands before this colon"),
    Case("path: \"a\" b\n", "b", "`b` follows a value that has ended"),
    Case("path: - a\n", "-", "cannot start on the line of `path`"),
    Case("path: a: b\n", ":", "a second colon in the value of `path`"),
    Case("path: a\n  b: c\n", ":", "`b` is indented below a line that has its value"),
    Case("foo bar\nx: 1\n", "foo bar", "`foo bar` has no colon"),
    Case("x:1\ny: 1\n", "x:1", "`x:1` has no space behind its colon"),
    Case("x: {b: 1 \"a\": 2}\n", "\"a\"", "no comma or closing bracket before `\"a\"`"),
    Case("x: {\n  a: 1\n  b: 2\n}\n", "b", "no comma or closing bracket before `b`"),
    Case("x: {a: ${b}, c: 1}\n", "{b", "no comma or closing bracket"),
    Case("x: [1, 2\n", "[", "the bracket `[` is never closed"),
    Case("x: [1,, 2]\n", ",", "`,` stands where a value must stand"),
    Case("x: [1\n---\ny: 2\n", "-", "`---` starts a document while a bracket is open"),
    Case("x: 'a\ny: 1\n", "'", "the quote `'` is never closed"),
    Case("x: \"C:\\data\"\n", "\\d", "`\\d` is no escape"),
    Case("x: \"\\ud83d\"\n", "d", "names no character"),
    Case("x: @a\n", "@", "no value can start with `@`"),
    Case("x: *.json\n", "*", "`*` has no name"),
    Case("x: !e!a 1\n", "!e!a", "no %TAG line gives the prefix of `!e!a`"),
    Case("x: | abc\n  d\n", "a", "`a` follows the | or > of `x`"),
    Case("x: \u{7}\n", "\u{7}", "control character U+0007"),
    Case("\u{FEFF}x: 1\n", "\u{FEFF}", "a byte order mark (U+FEFF)"),
  ]

  @Test(arguments: cases)
  func aBrokenTextIsExplained(_ broken: Case) throws {
    let file = SourceFile(name: "config.yaml", text: broken.text)
    let found = Linter().report(on: file).visible.filter { $0.rule == "syntax-error" }
    let finding = try #require(found.first?.finding)
    #expect(finding.headline.contains(broken.words), "\(finding.headline)")
    #expect(finding.headline.count <= 80)
    #expect(file.text(in: finding.primary.span.bytes).hasPrefix(broken.marked))
    #expect(finding.help != nil)
  }

  @Test func aLongTextIsCutInItsMiddle() {
    let shown = backticked("  a\tvery long line of some words, much too long  ", limit: 16)
    #expect(shown.count == 18)
    #expect(shown.hasPrefix("`a very"))
  }
}
