import ConfigSyntax
import Linting
import SourceText

/// The plain words for a syntax problem.
struct SyntaxWording {
  let headline: String
  let help: String

  private init(_ headline: String, help: String) {
    self.headline = headline
    self.help = help
  }

  /// Finds the words; nil where another rule has the say.
  init?(_ problem: SyntaxProblem, in file: SourceFile) {
    let place = SyntaxPlace(problem.span, in: file)
    guard
      let words = Self.layout(problem.kind, place) ?? Self.flow(problem.kind, place)
        ?? Self.signs(problem.kind, place) ?? Self.directives(problem.kind, place)
        ?? Self.bytes(problem.kind, place)
    else { return nil }
    self = words
  }

  // MARK: Layout

  private static func layout(_ kind: SyntaxProblem.Kind, _ place: SyntaxPlace) -> Self? {
    let word = backticked(place.firstWord)
    let text = backticked(place.text)
    return switch kind {
    case .tabIndentation:
      Self("a tab indents \(word), where YAML takes spaces only", help: "indent with spaces")
    case .badIndentation where place.text.isEmpty || place.text.hasPrefix(":"):
      Self("no key stands before this colon", help: "write the key, or remove the colon")
    case .badIndentation:
      Self(
        "\(word), indented by \(place.indent.count) spaces, lines up with no block above",
        help: "give it the indentation of the keys or items that it belongs to")
    case .missingDash:
      Self(
        "\(text) follows list items without a dash of its own",
        help: "start it with \"- \", indent it more, or align it with the list's key")
    case .unexpectedText:
      Self(
        "\(text) follows a value that has ended",
        help: "quote the whole value, or put what follows on a line of its own")
    case .itemNotAllowed:
      Self(
        "a list item cannot start on the line of \(word)",
        help: "put the items on lines of their own, or quote a value that starts with a dash")
    case .keyNotAllowed:
      Self(
        "a \"? \" key cannot stand on the line of \(word)",
        help: "quote a value that starts with a question mark")
    case .mappingValueNotAllowed: valueNotAllowed(place)
    default: layoutOfLines(kind, place)
    }
  }

  private static func layoutOfLines(_ kind: SyntaxProblem.Kind, _ place: SyntaxPlace) -> Self? {
    switch kind {
    case .missingColon:
      Self(
        "\(backticked(place.text, limit: 40)) has no "
          + (place.text.contains(":") ? "space behind its colon" : "colon behind it"),
        help: "write it as \"key: value\", or start a list item with \"- \"")
    case .keyTooLong:
      Self(
        "the key \(backticked(place.text)) is longer than 1,024 characters",
        help: "quote the text if it is a value, or shorten the key")
    case .unexpectedDocumentStart:
      Self(
        "\(backticked(place.text)) follows a document that has ended",
        help: "remove the \"...\" above it")
    case .documentMarkInQuotes:
      Self(
        "\(backticked(place.text)) stands in a text whose quote is still open",
        help: "close the quote before it")
    default: nil
    }
  }

  /// A colon too many on one line, or a key below a value that is whole.
  private static func valueNotAllowed(_ place: SyntaxPlace) -> Self {
    let word = backticked(place.firstWord)
    if place.before.contains(": ") {
      return Self(
        "a second colon in the value of \(word)",
        help: "quote a value that holds a colon and a space")
    }
    return Self(
      "\(word) is indented below a line that has its value already",
      help: "give it the indentation of the line above, or take the value off that line")
  }

  // MARK: Flow collections and quotes

  private static func flow(_ kind: SyntaxProblem.Kind, _ place: SyntaxPlace) -> Self? {
    let text = backticked(place.text)
    switch kind {
    case .missingComma where place.startsDocument, .missingValue where place.startsDocument:
      return Self(
        "`---` starts a document while a bracket is open", help: "close the bracket above it")
    case .missingComma:
      let isReference = place.before.hasSuffix("$") || place.before.contains("${")
      return Self(
        "no comma or closing bracket before \(text)",
        help: isReference
          ? "quote \"${…}\" between brackets" : "put a comma behind the value before it")
    case .unclosedBracket:
      return Self("the bracket \(text) is never closed", help: "close it behind its last value")
    case .missingValue:
      return Self(
        "\(text) stands where a value must stand",
        help: "write a value there, or quote text that starts with this sign")
    case .unclosedQuote:
      return Self("the quote \(text) is never closed", help: "close it at the end of its value")
    case .unknownEscape:
      return Self(
        "\(text) is no escape that YAML knows",
        help: "put the value in single quotes, or double the backslash")
    case .badEscape:
      return Self(
        "an escape on the line of \(backticked(place.firstWord)) names no character",
        help: "write the character itself")
    default: return nil
    }
  }

  // MARK: Signs

  private static func signs(_ kind: SyntaxProblem.Kind, _ place: SyntaxPlace) -> Self? {
    let text = backticked(place.text)
    return switch kind {
    case .reservedCharacter:
      Self("no value can start with \(text) unless it is quoted", help: "put the value in quotes")
    case .badAnchorName:
      Self(
        "\(text) has no name of letters, digits, - and _",
        help: "quote a value that starts with & or *")
    case .badTag: Self("\(text) is no tag", help: "quote a value that starts with !")
    case .unknownTagHandle:
      Self(
        "no %TAG line gives the prefix of \(text)", help: "quote a value that starts with !")
    case .badBlockScalarHeader:
      Self(
        "\(text) follows the | or > of \(backticked(place.firstWord))",
        help: "start the text on the next line, or quote a value that starts with | or >")
    default: nil
    }
  }

  // MARK: Directives

  private static func directives(_ kind: SyntaxProblem.Kind, _ place: SyntaxPlace) -> Self? {
    let text = backticked(place.text)
    return switch kind {
    case .duplicateVersion:
      Self("\(text) is a second version line", help: "keep one %YAML line a document")
    case .unsupportedVersion:
      Self("\(text) is neither YAML 1.1 nor 1.2", help: "remove the line")
    case .duplicateTagHandle:
      Self("\(text) gives a prefix a second time", help: "keep one %TAG line for each prefix")
    case .unknownDirective, .badDirective:
      Self(
        "\(text) is no directive that YAML knows",
        help: "quote a value that starts with %, or start the document with ---")
    default: nil
    }
  }

  // MARK: Bytes

  private static func bytes(_ kind: SyntaxProblem.Kind, _ place: SyntaxPlace) -> Self? {
    switch kind {
    case .encoding(let encoding):
      Self(
        "the file is \(encoding.rawValue), and configs are read as UTF-8",
        help: "save it as UTF-8")
    case .invalidUTF8:
      Self(
        "the byte 0x\(hex(UInt32(place.firstByte), digits: 2)) is not UTF-8",
        help: "save the file as UTF-8")
    case .controlCharacter(let value):
      Self(
        "YAML has no place for the control character U+\(hex(value, digits: 4))",
        help: "remove it, or write it as an escape in double quotes")
    case .byteOrderMark:
      Self(
        "a byte order mark (U+FEFF) stands inside the text",
        help: "remove it: such a mark may only be the first thing in a file")
    case .other(let words):
      Self("YAML cannot be read on from \(backticked(place.text))", help: words)
    default: nil
    }
  }

  private static func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
