import Engine
import LanguageServerProtocol
import Linting
import RunPlan
import SourceText

/// `textDocument/completion`: the keys and words of the framework, and the words of comments to
/// trainlint.
enum CompletionRequest: RequestHandler {
  static let method = "textDocument/completion"

  static func answer(
    _ parameters: DocumentPositionParams, about snapshot: Snapshot
  )
    -> CompletionList
  {
    guard let (document, checked) = snapshot[parameters.uri] else {
      return CompletionList(items: [])
    }
    let offset = document.lines.offset(
      of: parameters.position, in: snapshot.client.encoding)
    guard let place = CompletionPlace(document.bytes, document.lines, at: offset) else {
      return CompletionList(items: [])
    }
    let choices = Choices(place, document, snapshot)
    switch place.kind {
    case .key(let path, let present):
      guard let guide = guide(document, checked, offset) else { break }
      return CompletionList(
        items: guide.keys(below: path).filter { !present.contains($0.name) }
          .map { choices.key($0, guide.origin) })
    case .value(let path):
      guard let note = guide(document, checked, offset)?.key(at: path) else { break }
      return CompletionList(items: choices.values(note))
    case .rule:
      return CompletionList(items: Linter.ruleNames.map { choices.word($0.id, $0.summary) })
    case .fact:
      return CompletionList(
        items: Linter.factNames.map { choices.word($0, factWords($0), behind: "=") })
    case .dialect: return CompletionList(items: Linter.dialectNames.map { choices.word($0, nil) })
    case .directive:
      let words = ["ignore[", "ignore-next-line[", "ignore-file[", "fact ", "dialect="]
      return CompletionList(items: words.map { choices.word($0, nil) })
    }
    return CompletionList(items: [])
  }

  /// The keys of the framework that the text was last seen to be written for.
  private static func guide(
    _ document: Document, _ checked: CheckedText, _ offset: Int
  ) -> KeyGuide? {
    guard let dialect = checked.hint else { return nil }
    let placed = PlacedReport(checked, in: document)
    let run = placed.report.plans.last { run in
      run.attachedAt == nil && (placed.now(run.bytes).map { $0.lowerBound <= offset } ?? false)
    }
    return KeyGuide(
      dialect: run?.plan.reading.dialect.name ?? dialect, in: placed.report.file,
      document: run?.document ?? 0)
  }

  private static func factWords(_ name: String) -> String? { Quantity(name: name)?.words }
}

/// Makes items for one place.
private struct Choices {
  private let place: CompletionPlace
  private let client: Client
  private let range: TextRange
  private let isJSON: Bool
  /// Whether a colon follows already, so that only the name is to be written.
  private let hasColon: Bool

  init(_ place: CompletionPlace, _ document: Document, _ snapshot: Snapshot) {
    self.place = place
    client = snapshot.client
    range = document.lines.range(of: place.typed, in: client.encoding)
    isJSON = place.indent == nil
    let line = document.lines.range(ofLine: document.lines.line(of: place.typed.upperBound))
    hasColon = document.bytes[place.typed.upperBound..<line.upperBound].contains(0x3A)
  }

  /// A word of comments.
  func word(_ word: String, _ detail: String?, behind sign: String = "") -> CompletionItem {
    item(word, .keyword, detail, nil, word + sign)
  }

  /// A key, with what is to be written behind it.
  func key(_ note: KeyNote, _ origin: String?) -> CompletionItem {
    let words = note.words
    let detail = [note.quantity?.words, words.isEmpty ? nil : words].compactMap { $0 }
    let about = [words, note.quantity.map { "quantity: " + $0.words }, origin].compactMap { $0 }
    var (text, isSnippet) = (note.name, false)
    if place.isQuoted || hasColon {
      // Only the name is missing.
    } else if isJSON {
      text = "\"\(note.name)\": "
    } else {
      (text, isSnippet) = written(note)
    }
    var item = item(
      note.name, note.isMapping ? .module : .property, detail.joined(separator: " · "),
      about.filter { !$0.isEmpty }.joined(separator: "\n\n"), text, isSnippet: isSnippet)
    // What a run cannot be without comes first.
    if note.isRequired { item.sortText = " " + note.name }
    return item
  }

  /// The words that a key takes, and its default.
  func values(_ note: KeyNote) -> [CompletionItem] {
    let isFlag = note.isFlag
    // The catalogue has what Python says: False, None.
    let standing = isFlag ? note.standing?.lowercased() : note.standing
    var items = note.choices.map { word in
      item(
        word, .enumMember, word == standing ? "default" : nil, nil,
        place.isQuoted || isFlag ? word : spelled(word))
    }
    if let standing, !note.choices.contains(standing), standing != "None", !isJSON {
      items.append(item(standing, .value, "default", nil, standing))
    }
    return items
  }

  /// A word as it stands in the text: in quotes where it would be none without them.
  private func spelled(_ word: String) -> String {
    isJSON || Self.switches.contains(word.lowercased()) ? "\"\(word)\"" : word
  }

  /// What the loaders of YAML take for something else than a word.
  private static let switches: Set = [
    "yes", "no", "on", "off", "true", "false", "y", "n", "null",
  ]

  private func written(_ note: KeyNote) -> (String, isSnippet: Bool) {
    let below = "\n" + String(repeating: " ", count: (place.indent ?? 0) + 2)
    if note.isMapping { return (note.name + ":" + below, false) }
    if case .list? = note.expectation { return (note.name + ":" + below + "- ", false) }
    let choices = note.choices
    let isPlain = choices.allSatisfy { !$0.contains { ",|\\$}".contains($0) } }
    guard client.takesSnippets, !choices.isEmpty, isPlain else { return (note.name + ": ", false) }
    let words = choices.map { note.isFlag ? $0 : spelled($0) }.joined(separator: ",")
    return (note.name + ": ${1|" + words + "|}", true)
  }

  private func item(
    _ label: String, _ kind: CompletionItem.Kind, _ detail: String?, _ about: String?,
    _ text: String, isSnippet: Bool = false
  ) -> CompletionItem {
    CompletionItem(
      label: label, kind: kind, detail: detail.flatMap { $0.isEmpty ? nil : $0 },
      documentation: about.flatMap {
        $0.isEmpty ? nil : MarkupContent(client.completionKind, $0)
      }, edit: TextEdit(range: range, newText: text), isSnippet: isSnippet)
  }
}

extension KeyNote {
  /// Whether keys stand below it.
  fileprivate var isMapping: Bool {
    if case .mapping? = expectation { true } else { false }
  }

  /// Whether it is a switch.
  fileprivate var isFlag: Bool {
    if case .flag? = expectation { true } else { false }
  }
}
