import Testing

/// Every declaration that another module sees says what it is.
@Suite struct DocumentationTests {
  @Test func packageDeclarationsAreDocumented() {
    #expect(SourceTree.product.flatMap(undocumented) == [])
  }

  private func undocumented(_ file: SwiftFile) -> [String] {
    file.code.enumerated().compactMap { number, line in
      guard let declaration = Self.declaration(line), !Self.isWitness(declaration, in: file),
        !Self.isSetting(declaration, in: file)
      else { return nil }
      let above = file.lines[..<number].last { line in
        let text = Self.trimmed(line)
        return !text.hasPrefix("@") && !text.hasPrefix("//") || text.hasPrefix("///")
      }
      let isDocumented = above.map { line in
        Self.trimmed(line).hasPrefix("///") || Self.trimmed(line).hasSuffix("*/")
      }
      return isDocumented == true ? nil : "\(file.path):\(number + 1): \(declaration)"
    }
  }

  /// The declaration of a line that begins with `package`, without attributes; nil for an import.
  private static func declaration(_ line: Substring) -> String? {
    let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
    guard words.first?.hasPrefix("package") == true else { return nil }
    let rest = words.dropFirst()
    guard rest.first != "import", rest.first != "extension" else { return nil }
    return rest.joined(separator: " ")
  }

  /// Whether a protocol, documented at its own place, asks for the declaration.
  private static func isWitness(_ declaration: String, in file: SwiftFile) -> Bool {
    let plain = declaration.split(separator: " ")
      .filter { !["static", "mutating", "func", "let", "var", "nonisolated"].contains($0) }
      .joined(separator: " ")
    let local = file.parts[0] == "Rules" ? inRules : byModule[file.module] ?? []
    return (common + local).contains { plain.hasPrefix($0) }
  }

  /// Whether a rule's option is declared; the help text of its setting says what it is.
  private static func isSetting(_ declaration: String, in file: SwiftFile) -> Bool {
    file.parts[0] == "Rules" && declaration.hasPrefix("var ") && declaration.contains(" = ")
  }

  private static let common = [
    "init?(json:", "init?(json ", "write(to ", "description", "debugDescription", "< (", "<(",
    "== (", "==(",
    "hash(into", "rawValue", "init(rawValue", "id:", "id =", "init(stringLiteral",
    "init(integerLiteral", "init(arrayLiteral",
  ]

  private static let inRules = [
    "info", "check(", "init(options", "init()", "settings", "struct Options",
  ]

  private static let byModule = [
    "Dialects": [
      "fingerprint", "loading", "bindings", "scope(of", "scopeKey", "complete(", "catalogue",
      "constrain(", "nameData(", "resolvesAlone",
    ],
    "Linting": ["init()", "settings"],
    "Reporting": ["begin(", "report(", "bytes(about", "end(", "init(_ context"],
    "LanguageServer": ["method", "answer("],
    "LanguageServerProtocol": ["method"],
  ]

  private static func trimmed(_ line: Substring) -> Substring {
    let start = line.drop { $0 == " " }
    return start.last == " " ? start.dropLast() : start
  }
}
