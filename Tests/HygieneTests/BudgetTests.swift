import Testing

/// Files and functions that a reader holds at once.
@Suite struct BudgetTests {
  @Test func filesAreShort() {
    let counts = SourceTree.product.filter { !$0.isTable }.map(\.lineCount)
    #expect(Self.ninetieth(counts) <= 250)
    let long = SourceTree.all.filter { !$0.isTable && $0.lineCount > 400 }
    #expect(long.map { "\($0.path): \($0.lineCount)" } == [])
  }

  @Test func functionsAreShort() {
    let functions = SourceTree.product.flatMap { Functions(in: $0).all }
    #expect(functions.count > 500)
    #expect(Self.ninetieth(functions.map(\.lineCount)) <= 30)
    let long = SourceTree.all.flatMap { Functions(in: $0).all }.filter { $0.lineCount > 60 }
    #expect(long.map { "\($0.place): \($0.lineCount)" } == [])
  }

  /// The text of literals is as long as it is: JSON on the wire, rows of tables.
  @Test func linesAreShort() {
    var long: [String] = []
    for file in SourceTree.all {
      for (number, line) in file.lines.enumerated() where line.count > 100 {
        let isLiteral = file.code[number].last == " " || file.code[number].contains("\"")
        if isLiteral, !Self.isComment(line) { continue }
        long.append("\(file.path):\(number + 1): \(line.count) characters")
      }
    }
    #expect(long == [])
  }

  private static func isComment(_ line: Substring) -> Bool {
    line.drop { $0 == " " }.hasPrefix("//")
  }

  private static func ninetieth(_ counts: [Int]) -> Int {
    counts.isEmpty ? 0 : counts.sorted()[(counts.count - 1) * 9 / 10]
  }
}

/// The functions and initialisers with a body in one file.
struct Functions {
  /// One of them, from the line of its name to that of its closing brace.
  struct Function {
    let place: String
    let lineCount: Int
  }

  private(set) var all: [Function] = []

  init(in file: SwiftFile) {
    for (number, line) in file.code.enumerated() where Self.isDeclaration(line) {
      guard let end = Self.end(ofBodyFrom: number, in: file.code) else { continue }
      all.append(Function(place: "\(file.path):\(number + 1)", lineCount: end - number + 1))
    }
  }

  private static func isDeclaration(_ line: Substring) -> Bool {
    let words = line.split(separator: " ").drop { modifiers.contains($0) || $0.hasPrefix("@") }
    guard let first = words.first else { return false }
    return first == "func" || ["init(", "init?(", "init<"].contains { first.hasPrefix($0) }
  }

  private static let modifiers: Set<Substring> = [
    "package", "private", "fileprivate", "internal", "public", "static", "mutating", "nonmutating",
    "override", "final", "convenience", "required", "nonisolated", "consuming", "borrowing",
    "prefix", "postfix", "private(set)",
  ]

  /// The line of the brace that closes the body; nil for a requirement, which has none.
  private static func end(ofBodyFrom start: Int, in code: [Substring]) -> Int? {
    var parentheses = 0
    var braces = 0
    for (number, line) in code.enumerated().dropFirst(start) {
      for character in line {
        switch character {
        case "(", "[": parentheses += 1
        case ")", "]": parentheses -= 1
        case "{": braces += 1
        case "}":
          braces -= 1
          if braces < 0 { return nil }
          if braces == 0, parentheses == 0 { return number }
        default: break
        }
      }
      let isOver = braces == 0 && parentheses == 0
      let goesOn = number + 1 < code.count && Self.continues(code[number + 1])
      if isOver, !goesOn { return nil }
    }
    return nil
  }

  /// Whether a line carries a declaration on rather than beginning a new one.
  private static func continues(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }
    return ["->", "{", "where ", "throws", "async"].contains { text.hasPrefix($0) }
  }
}
