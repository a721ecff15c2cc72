import SourceText

/// Reads a shell script as far as it can be followed without running it.
///
/// It knows words, quotes, variables, arrays and arithmetic. What a command prints, what a branch
/// decides and what another file sets stays unknown: a hole in the text. Nothing is ever run.
struct ShellReader {
  /// A command as it would be started.
  struct Command: Sendable {
    /// The program and its arguments.
    var words: [MappedText]
    /// The variables set for it alone.
    var environment: [String: MappedText]
    /// Whether a branch or loop decides if it is started.
    let isConditional: Bool
  }

  /// What a variable holds.
  enum Value: Sendable {
    /// A text.
    case text(MappedText)
    /// An array.
    case list([MappedText])
  }

  /// The commands read so far.
  private(set) var commands: [Command] = []
  /// How many more bytes variables may bring in.
  private(set) var allowance: Int
  /// The variables as they stand.
  private(set) var variables: [String: Value]
  let script: MappedText
  var position = 0
  private var words: [MappedText] = []
  private var assignments: [(name: String, value: Value)] = []
  private var blocks: [Block] = []
  private var followsOr = false
  private var heredocs: [Heredoc] = []
  /// Where the output of the command at hand goes.
  private var output: MappedText?
  /// The file that the lines behind this one become.
  private var written: String?
  /// Configurations that the script writes itself; nil for one that it writes more than once.
  private(set) var files: [String: MappedText?] = [:]

  /// Lines that a command is handed.
  private struct Heredoc {
    /// What ends them.
    let delimiter: [UInt8]
    /// Whether variables in them are left alone.
    let isVerbatim: Bool
  }

  /// What decides whether a command is started.
  private enum Block {
    /// A condition, a loop or a group.
    case plain
    /// `case`, in which a bracket that is never opened ends a pattern.
    case patterns
    /// What is in round brackets.
    case brackets
  }

  /// Reads `script` with these variables set, which may bring in `allowance` bytes: one that holds
  /// another twice doubles on each line.
  init(
    _ script: MappedText, environment: [String: MappedText] = [:], allowance: Int = 1 << 22
  ) {
    self.script = script
    self.allowance = allowance
    variables = environment.mapValues { .text($0) }
    // A script of megabytes is no command that a person wrote.
    guard script.count <= 1 << 20 else { return }
    // Nor has anybody written so many commands into one.
    while position < script.count, commands.count < 1 << 14 { step() }
    endCommand()
  }

  /// Starts where `other` stands, with another text.
  private init(_ text: MappedText, after other: ShellReader) {
    script = text
    variables = other.variables
    allowance = other.allowance
  }

  /// The variables that are no arrays.
  var texts: [String: MappedText] {
    variables.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
  }

  /// The byte `ahead` places from here, or 0 behind the end.
  func peek(_ ahead: Int = 0) -> UInt8 {
    position + ahead < script.count ? script.bytes[position + ahead] : 0
  }

  // MARK: Commands

  private mutating func step() {
    switch peek() {
    case 0x20, 0x09, 0x0D: position += 1
    case 0x5C where peek(1) == 0x0A: position += 2
    case 0x23: skipLine()
    case 0x0A:
      endList()
      position += 1
      skipHeredocs()
    case 0x3B:
      endList()
      position += 1
    case 0x26 where peek(1) == 0x26:
      endCommand()
      position += 2
    case 0x26 where peek(1) == 0x3E: skipRedirection()
    case 0x7C where peek(1) == 0x7C:
      endCommand()
      followsOr = true
      position += 2
    case 0x26, 0x7C:
      endCommand()
      position += 1
    case 0x28:
      endCommand()
      blocks.append(.brackets)
      position += 1
    case 0x29:
      if blocks.last == .patterns { words = [] } else { endCommand() }
      if blocks.last == .brackets { blocks.removeLast() }
      position += 1
    case 0x3C, 0x3E: skipRedirection()
    default: readWord()
    }
  }

  private mutating func endList() {
    endCommand()
    followsOr = false
  }

  private mutating func skipLine() {
    while position < script.count, peek() != 0x0A { position += 1 }
  }

  private mutating func readWord() {
    let start = position
    if words.isEmpty, let assigned = assignment() {
      assignments.append(assigned)
      return
    }
    let fields = fields()
    if position == start { position += 1 }
    // The number of a stream belongs to the redirection behind it.
    if peek() == 0x3E || peek() == 0x3C, fields.count == 1,
      fields[0].bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), !fields[0].isEmpty
    {
      return
    }
    if words.isEmpty, fields.count == 1, let word = fields[0].known, takeKeyword(word) { return }
    words += fields
  }

  /// Whether `word` only shapes the script.
  private mutating func takeKeyword(_ word: String) -> Bool {
    switch word {
    case "if", "while", "until", "select", "{": blocks.append(.plain)
    case "case": blocks.append(.patterns)
    case "fi", "done", "esac", "}": _ = blocks.popLast()
    case "then", "else", "elif", "do", "!", "time": break
    case "function":
      while peek() == 0x20 || peek() == 0x09 { position += 1 }
      while Self.isNameByte(peek(), first: false) || peek() == 0x2D { position += 1 }
    case "for":
      blocks.append(.plain)
      return false
    default: return false
    }
    return true
  }

  /// Takes what was read for a command, and what it sets.
  private mutating func endCommand() {
    let isConditional = !blocks.isEmpty || followsOr
    if let path = output?.known, words.count == 1, words[0].known == "cat" { written = path }
    defer {
      output = nil
      words = []
      assignments = []
    }
    guard let first = words.first else {
      for (name, value) in assignments { set(name, value, isConditional) }
      return
    }
    switch first.known {
    case "export", "declare", "local", "readonly", "typeset":
      for word in words.dropFirst() {
        guard let equals = word.bytes.firstIndex(of: 0x3D),
          let name = word[0..<equals].known
        else { continue }
        set(name, .text(word[equals + 1..<word.count]), isConditional)
      }
    case "unset", "read", "for":
      for word in words.dropFirst().prefix(first.known == "for" ? 1 : .max) {
        if let name = word.known { variables[name] = nil }
      }
    default:
      var own: [String: MappedText] = [:]
      for (name, value) in assignments { if case .text(let text) = value { own[name] = text } }
      commands.append(Command(words: words, environment: own, isConditional: isConditional))
    }
  }

  /// What a branch sets is not known behind it.
  private mutating func set(_ name: String, _ value: Value, _ isConditional: Bool) {
    variables[name] = isConditional ? nil : value
  }

  // MARK: Redirections

  private mutating func skipRedirection() {
    let isHeredoc = peek() == 0x3C && peek(1) == 0x3C && peek(2) != 0x3C
    let isOutput = peek() == 0x3E && peek(1) != 0x3E && peek(1) != 0x26
    while [0x3C, 0x3E, 0x26, 0x7C].contains(peek()) { position += 1 }
    if isHeredoc, peek() == 0x2D { position += 1 }
    while peek() == 0x20 || peek() == 0x09 { position += 1 }
    let start = position
    let target = fields()
    if position == start, position < script.count, peek() != 0x0A { position += 1 }
    if isOutput, target.count == 1 { output = target[0] }
    guard isHeredoc, let word = target.first else { return }
    let first = script.bytes[start]
    heredocs.append(
      Heredoc(delimiter: word.bytes, isVerbatim: [0x22, 0x27, 0x5C].contains(first)))
  }

  private mutating func skipHeredocs() {
    let path = heredocs.count == 1 ? written : nil
    written = nil
    for heredoc in heredocs {
      let first = position
      var last = position
      while position < script.count {
        last = position
        skipLine()
        let line = script.bytes[last..<position].drop { $0 == 0x09 }
        position += 1
        if line.elementsEqual(heredoc.delimiter) { break }
        last = min(position, script.count)
      }
      if let path { keep(first..<max(first, last), as: path, isVerbatim: heredoc.isVerbatim) }
    }
    heredocs = []
  }

  /// Keeps what a file will hold, where all of it is known.
  private mutating func keep(_ lines: Range<Int>, as path: String, isVerbatim: Bool) {
    let isConfiguration = [".yaml", ".yml", ".json"].contains { path.hasSuffix($0) }
    guard isConfiguration, lines.count <= allowance else { return }
    allowance -= lines.count
    var text = script[lines]
    if !isVerbatim {
      var inner = ShellReader(text, after: self)
      text = inner.quotedText()
      allowance = inner.allowance
    }
    files[path] = .some(files[path] == nil && !text.hasHoles ? text : nil)
  }

  // MARK: Assignments

  /// `NAME=value`, `NAME+=value` or `NAME=(…)` at this place.
  private mutating func assignment() -> (name: String, value: Value)? {
    var end = position
    while end < script.count, Self.isNameByte(script.bytes[end], first: end == position) {
      end += 1
    }
    let adds = end + 1 < script.count && script.bytes[end] == 0x2B
    let equals = adds ? end + 1 : end
    guard end > position, equals < script.count, script.bytes[equals] == 0x3D,
      let name = script[position..<end].known
    else { return nil }
    position = equals + 1
    if adds, !spend(on: variables[name]) { variables[name] = nil }
    guard peek() == 0x28 else {
      var value = MappedText()
      if adds {
        if case .text(let present)? = variables[name] {
          value = present
        } else {
          value.appendHole(from: script.place(of: position))
        }
      }
      for (index, field) in quotedFields().enumerated() {
        if index > 0 { value.append(" ", from: field.place.lowerBound) }
        value.append(field)
      }
      return (name, .text(value))
    }
    position += 1
    var items: [MappedText] = []
    if adds {
      if case .list(let present)? = variables[name] {
        items = present
      } else {
        items = [MappedText()]
        items[0].appendHole(from: script.place(of: position))
      }
    }
    return (name, .list(items + arrayItems()))
  }

  /// Whether there is room for what a variable holds; takes the room where there is.
  mutating func spend(on value: Value?) -> Bool {
    let cost =
      switch value {
      case .text(let text)?: text.count
      case .list(let items)?: items.reduce(items.count) { $0 + $1.count }
      case nil: 0
      }
    guard cost <= allowance else { return false }
    allowance -= cost
    return true
  }

  private mutating func arrayItems() -> [MappedText] {
    var items: [MappedText] = []
    while position < script.count, peek() != 0x29 {
      switch peek() {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case 0x5C where peek(1) == 0x0A: position += 2
      case 0x23: skipLine()
      default:
        let start = position
        items += fields()
        if position == start { position += 1 }
      }
    }
    position += 1
    return items
  }

  static func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x5F: true
    case 0x30...0x39: !first
    default: false
    }
  }
}
