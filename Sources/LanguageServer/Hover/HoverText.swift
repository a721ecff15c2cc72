import LanguageServerProtocol

/// Builds the text of a hover, with marks or without.
struct HoverText {
  /// How the text is marked up.
  let kind: MarkupContent.Kind
  private var paragraphs: [String] = []

  /// Makes an empty text.
  init(_ kind: MarkupContent.Kind) { self.kind = kind }

  /// Whether nothing was added.
  var isEmpty: Bool { paragraphs.isEmpty }

  /// What the client gets.
  var content: MarkupContent {
    MarkupContent(kind, paragraphs.joined(separator: "\n\n"))
  }

  /// Adds a paragraph of marked text.
  mutating func paragraph(_ text: String) { paragraphs.append(text) }

  /// Adds a list of marked texts under a title.
  mutating func list(_ title: String, _ items: [String]) {
    guard !items.isEmpty else { return }
    paragraphs.append(([title, ""] + items.map { "- " + $0 }).joined(separator: "\n"))
  }

  /// The name of a key or rule, marked.
  func code(_ name: String) -> String {
    guard kind == .markdown else { return name }
    return "`" + name.filter { $0 != "`" && !$0.isNewline } + "`"
  }

  /// A number, marked.
  func strong(_ text: String) -> String { kind == .markdown ? "**" + text + "**" : text }

  /// Words that may hold text of the file, in which nothing counts as a mark.
  func plain(_ text: String) -> String {
    guard kind == .markdown else { return text }
    var result = ""
    for character in text {
      if "\\`*[]<>!".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
