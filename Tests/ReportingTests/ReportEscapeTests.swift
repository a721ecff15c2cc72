import JSONText
import Linting
import ReferenceData
import Reporting
import SourceText
import Testing

/// Whatever a config says stays text on the page.
@Suite struct ReportEscapeTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'onmouseover='x", "]]>",
    "</pre></title></style>", "&lt;b&gt;", "<!--", "a\u{202E}b\u{2066}c\u{061C}", "\u{0}\u{1B}[31m",
    "\u{FFFF}\u{E0001}", "tab\tline\nbreak\r",
  ]

  /// A page on which `text` is the name of a file, a line of it, and all that a finding says.
  private func page(_ text: String) -> String {
    var report = FileReport(SourceFile(name: text, text: "steps: 10 # \(text)\n"))
    var finding = Finding(text, at: SourceSpan(.main, 7, 9), label: text)
    finding.derivation = [text]
    (finding.consequence, finding.help, finding.unlock) = (text, text, text)
    finding.policy = text
    report.findings = [
      SettledFinding(
        rule: RuleID(text), severity: .warning, finding: finding,
        sources: [
          Citation(text), Citation(text, url: "https://a/\(text)"), Citation("x", url: text),
        ])
    ]
    var page = RunReport(.html, title: text, tool: ToolInfo(version: text))
    page.add(report)
    page.add(problem: text)
    return String(decoding: page.bytes, as: UTF8.self)
  }

  /// The tags of a page with the names of their attributes, in order.
  private func skeleton(_ page: String) -> [String] {
    var rest = page[...]
    var tags: [String] = []
    while let start = rest.firstIndex(of: "<") {
      rest = rest[start...].dropFirst()
      var tag = ""
      var isQuoted = false
      while let next = rest.popFirst(), isQuoted || next != ">" {
        if next == "\"" { isQuoted.toggle() } else if !isQuoted { tag.append(next) }
      }
      // Where a path may break depends on its slashes.
      if tag != "wbr" { tags.append(tag) }
      // What stands in the script is no markup.
      if tag == "script", let end = rest.firstRange(of: "</script>") {
        rest = rest[end.lowerBound...]
      }
    }
    return tags
  }

  @Test(arguments: hostile)
  func noTextIsMarkup(text: String) {
    let page = page(text)
    #expect(skeleton(page) == skeleton(self.page("plain")))
    #expect(!page.contains(text))
    let forbidden = page.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x0A, 0x09: false
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFF,
        0xE0000...0xE007F:
        true
      default: false
      }
    }
    #expect(forbidden == nil)
  }

  @Test func whatIsSaidCanBeReadAgain() {
    let page = page("a < b & \"c\" 'd'")
    #expect(page.contains("a &lt; b &amp; &quot;c&quot; &#39;d&#39;"))
  }

  @Test func linksAreOfTheWebOnly() {
    let page = page("javascript:alert(1)")
    #expect(!page.contains("href=\"javascript:"))
  }

  @Test func longNamesEnd() {
    let page = page(String(repeating: "é", count: 100_000))
    #expect(page.utf8.count < 300_000)
    #expect(page.contains("é…"))
  }

  @Test func jsonKeepsEveryText() throws {
    for text in Self.hostile {
      var report = RunReport(.json, title: text, tool: ToolInfo(version: "1"))
      report.add(problem: text)
      let json = try JSONValue(parsing: String(decoding: report.bytes, as: UTF8.self))
      #expect(json["title"]?.string == text)
      #expect(json["problems"]?[0]?.string == text)
    }
  }
}

/// The digest against the examples of FIPS 180-4.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
  ])
  func known(text: String, digest: String) {
    #expect(SHA256(text.utf8).base64 == digest)
  }

  @Test func longerThanABlock() {
    let digest = SHA256([UInt8](repeating: 0x61, count: 1_000)).base64
    #expect(digest == "Qe3s5C1j6Nm/UVqbppMuHCDLyfWl0TRkWttdsblzfqM=")
  }
}
