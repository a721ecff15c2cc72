import RunPlan

/// Reads the text of a key catalogue; `KeyCatalogue` describes it.
///
/// It looks at bytes: at characters, reading a catalogue cost as much as checking twenty files.
struct KeyTextReader {
  private let lines: [Substring]
  /// The levels of `in` lines around the present line, with their indentation.
  private var levels: [(indent: Int, level: Int)] = [(-1, 0)]
  private var kind = KeyTable.Kind.anything
  private var range: ClosedRange<Double>?

  init(_ text: String) {
    lines = text.utf8.split(separator: 0x0A).map { Substring($0) }
  }

  mutating func read(into table: inout KeyTableBuilder) {
    for line in lines {
      let indent = line.utf8.prefix { $0 == 0x20 }.count
      let words = Substring(line.utf8.dropFirst(indent))
      guard !words.isEmpty, !words.hasPrefix("#") else { continue }
      if words.hasPrefix("in ") {
        leave(indent)
        let level = table.level(at: words.dropFirst(3), below: levels[levels.count - 1].level)
        levels.append((indent, level))
        continue
      }
      if let policy = Self.policies[words] {
        leave(indent)
        table.settle(policy, at: levels[levels.count - 1].level)
        continue
      }
      var items = words
      if let head = takeHead(&items) {
        leave(indent)
        (kind, range) = head
      }
      add(items, to: &table)
    }
  }

  private mutating func leave(_ indent: Int) {
    while levels.count > 1, levels[levels.count - 1].indent >= indent { levels.removeLast() }
  }

  /// The kind at the start of a line, cut off; nil where the line goes on with the one before.
  private func takeHead(
    _ items: inout Substring
  ) -> (KeyTable.Kind, ClosedRange<Double>?)? {
    if items.hasPrefix("one("), let end = items.firstIndex(of: ")") {
      let words = items[items.index(items.startIndex, offsetBy: 4)..<end]
      items = items[end...].dropFirst(2)
      return (.word(Self.parts(of: words).map(String.init)), nil)
    }
    guard let colon = items.utf8.firstIndex(where: { $0 == 0x3A || $0 == 0x20 }),
      items.utf8[colon] == 0x3A
    else { return nil }
    var name = items[..<colon]
    var range: ClosedRange<Double>?
    if name.hasSuffix("]"), let open = name.firstIndex(of: "[") {
      range = Self.range(name[open...].dropFirst().dropLast())
      name = name[..<open]
    }
    guard let kind = Self.kinds[String(name)] else { return nil }
    items = Substring(items[colon...].utf8.dropFirst())
    return (kind, range)
  }

  /// The words of a line.
  private static func parts(of line: Substring) -> [Substring] {
    line.utf8.split(separator: 0x20).map { Substring($0) }
  }

  /// The text behind the sign at `mark`.
  private static func tail(_ item: Substring, behind mark: Substring.Index) -> String {
    String(Substring(item[mark...].utf8.dropFirst()))
  }

  private static let policies: [Substring: UnknownKeys] = [
    "others refused": .refused, "others ignored": .ignored, "others open": .open,
  ]

  private static let kinds: [String: KeyTable.Kind] = [
    "int": .whole, "number": .number, "flag": .flag, "text": .text, "list": .list,
    "map": .mapping, "any": .anything, "was": .renamed, "fatal": .fatal, "gone": .gone,
    "instead": .foreign, "inference": .inference,
  ]

  /// `0..1`, `1..` or `..8`.
  private static func range(_ text: Substring) -> ClosedRange<Double>? {
    var bounds = text.split(separator: "..", omittingEmptySubsequences: false)
    guard bounds.count == 2 else { return nil }
    if bounds[0].isEmpty { bounds[0] = "-1e300" }
    if bounds[1].isEmpty { bounds[1] = "1e300" }
    guard let low = Double(bounds[0]), let high = Double(bounds[1]), low <= high else { return nil }
    return low...high
  }

  private func add(_ items: Substring, to table: inout KeyTableBuilder) {
    var advice: String?
    var words = Self.parts(of: items)
    if let mark = words.firstIndex(of: "--") {
      advice = words[mark...].dropFirst().joined(separator: " ")
      words = Array(words[..<mark])
    }
    for item in words {
      var key = key(item)
      key.advice = advice
      table.add(key, to: levels[levels.count - 1].level)
    }
  }

  private func key(_ item: Substring) -> KeyDraft {
    var item = item
    var standing: String?
    var replacement: String?
    var since: String?
    switch kind {
    case .renamed, .fatal, .gone, .foreign:
      if let mark = item.utf8.lastIndex(of: 0x40) {
        since = String(Self.tail(item, behind: mark).map { $0 == "~" ? " " : $0 })
        item = item[..<mark]
      }
      if let mark = item.utf8.firstIndex(of: 0x3E) {
        replacement = Self.tail(item, behind: mark)
        item = item[..<mark]
      }
    default:
      if let mark = item.utf8.firstIndex(of: 0x3D) {
        standing = Self.tail(item, behind: mark)
        item = item[..<mark]
      }
    }
    let isRequired = item.utf8.last == 0x21
    var key = KeyDraft(name: String(isRequired ? item.dropLast() : item), kind: kind)
    key.range = range
    key.standing = standing
    key.isRequired = isRequired
    key.replacement = replacement
    key.since = since
    return key
  }
}
