import SourceText

/// The arguments of a program: flags with their values, `key=value` words, and the rest.
struct ProgramArguments: Sendable {
  /// One argument.
  struct Argument: Sendable {
    /// The name without dashes or plus signs.
    let name: MappedText
    /// The name as written: `--num-layers`.
    let written: MappedText
    /// Its values; none for a switch.
    let values: [MappedText]
  }

  /// Flags and assignments, in order.
  private(set) var named: [Argument] = []
  /// The words that belong to no flag.
  private(set) var positional: [MappedText] = []
  /// Whether a part of the list is unknown, so that any argument may stand there.
  private(set) var isPartial = false

  /// Takes the words behind a program.
  init(_ words: [MappedText]) {
    var next = 0
    while next < words.count {
      let word = words[next]
      next += 1
      guard Self.isFlag(word) else {
        takeWord(word)
        continue
      }
      if let equals = word.bytes.firstIndex(of: 0x3D) {
        add(word[0..<equals], [word[equals + 1..<word.count]])
        continue
      }
      var values: [MappedText] = []
      while next < words.count, !Self.isFlag(words[next]), !Self.isAssignment(words[next]) {
        values.append(words[next])
        next += 1
      }
      add(word, values)
    }
  }

  /// The values of the last argument called `name`, in either spelling of its hyphens.
  func values(_ name: String) -> [MappedText]? {
    named.last { $0.name.text.utf8.map { $0 == 0x2D ? 0x5F : $0 }.elementsEqual(name.utf8) }?.values
  }

  private mutating func takeWord(_ word: MappedText) {
    if Self.isAssignment(word), let equals = word.bytes.firstIndex(of: 0x3D) {
      add(word[0..<equals], [word[equals + 1..<word.count]])
    } else if word.count == 1, word.hasHoles {
      // A variable may hold any number of arguments.
      isPartial = true
    } else {
      positional.append(word)
    }
  }

  private mutating func add(_ written: MappedText, _ values: [MappedText]) {
    guard !written.hasHoles,
      let start = written.bytes.firstIndex(where: { $0 != 0x2D && $0 != 0x2B && $0 != 0x7E })
    else {
      positional += values
      return
    }
    // A word that stands for itself with quotes around it: the shell was not asked.
    let plain = values.map(Self.unquoted)
    named.append(
      Argument(name: written[start..<written.count], written: written, values: plain))
  }

  private static func unquoted(_ value: MappedText) -> MappedText {
    guard value.count >= 2, let first = value.bytes.first, first == value.bytes.last,
      first == 0x27 || first == 0x22
    else { return value }
    return value[1..<value.count - 1]
  }

  /// `-x` or `--name`, but no negative number.
  private static func isFlag(_ word: MappedText) -> Bool {
    guard word.bytes.first == 0x2D, word.count > 1 else { return false }
    let second = word.bytes[1]
    return !(second >= 0x30 && second <= 0x39) && second != 0x2E
  }

  /// `a.b=c`, with Hydra's signs in front.
  private static func isAssignment(_ word: MappedText) -> Bool {
    guard let equals = word.bytes.firstIndex(of: 0x3D), equals > 0 else { return false }
    return word.bytes[..<equals].allSatisfy { byte in
      ShellReader.isNameByte(byte, first: false)
        || [0x2B, 0x7E, 0x2E, 0x2D, 0x40, 0x2F].contains(byte)
    }
  }
}

extension ProgramArguments {
  /// The arguments as a JSON object, dotted names as objects within each other.
  ///
  /// Each byte keeps its place. A value that is not known is an empty list, which is no value of
  /// any key.
  ///
  /// `keepsDashes` is for programs whose keys are the flags as they are written, `parent` for words
  /// that mean something of their own in one framework.
  func json(keepsDashes: Bool = false, below parent: String? = nil) -> MappedText {
    var root = ArgumentTree()
    for argument in named {
      if keepsDashes {
        root.set([argument.written], argument.values)
      } else {
        root.set(Self.path(of: argument.name), argument.values)
      }
    }
    var text = MappedText()
    let start = named.first?.written.place.lowerBound ?? 0
    if let parent { text.append("{\"\(parent)\": ", from: start) }
    root.write(to: &text, from: start)
    if parent != nil { text.append("}", from: text.place.upperBound) }
    return text
  }

  /// The parts of a dotted name, hyphens as underscores.
  private static func path(of name: MappedText) -> [MappedText] {
    var parts = [MappedText()]
    for index in 0..<name.count {
      let byte = name.bytes[index]
      if byte == 0x2E {
        parts.append(MappedText())
      } else {
        parts[parts.count - 1].append(byte == 0x2D ? 0x5F : byte, from: name.place(of: index))
      }
    }
    return parts.count <= 16 ? parts.filter { !$0.isEmpty } : [name]
  }
}

/// Objects within each other, as dotted names say.
private struct ArgumentTree {
  private var entries: [(name: MappedText, node: Node)] = []

  private indirect enum Node {
    case values([MappedText])
    case tree(ArgumentTree)
  }

  /// The last value of a name counts.
  mutating func set(_ path: [MappedText], _ values: [MappedText]) {
    guard let first = path.first else { return }
    let place = entries.firstIndex { $0.name.bytes == first.bytes }
    let rest = Array(path.dropFirst())
    var node = Node.values(values)
    if !rest.isEmpty {
      var below = ArgumentTree()
      if let place, case .tree(let present) = entries[place].node {
        below = present
        // A second owner would have the whole copied.
        entries[place].node = .values([])
      }
      below.set(rest, values)
      node = .tree(below)
    }
    if let place { entries[place] = (first, node) } else { entries.append((first, node)) }
  }

  func write(to text: inout MappedText, from start: Int) {
    text.append("{", from: start)
    for (index, entry) in entries.enumerated() {
      if index > 0 { text.append(", ", from: entry.name.place(of: 0)) }
      write(entry.name, asText: true, to: &text)
      text.append(": ", from: entry.name.place.upperBound)
      switch entry.node {
      case .tree(let below): below.write(to: &text, from: entry.name.place(of: 0))
      case .values(let values): write(values, of: entry.name, to: &text)
      }
    }
    text.append("}", from: text.place.upperBound)
  }

  private func write(_ values: [MappedText], of name: MappedText, to text: inout MappedText) {
    switch values.count {
    case 0:
      // The whole name is what says so.
      let word = Array("true".utf8)
      for index in word.indices {
        let isLast = index == word.count - 1
        text.append(word[index], from: name.place(of: isLast ? name.count - 1 : 0))
      }
    case 1: write(values[0], asText: false, to: &text)
    default:
      text.append("[", from: values[0].place(of: 0))
      for (index, value) in values.enumerated() {
        if index > 0 { text.append(", ", from: value.place(of: 0)) }
        write(value, asText: false, to: &text)
      }
      text.append("]", from: text.place.upperBound)
    }
  }

  private func write(_ value: MappedText, asText: Bool, to text: inout MappedText) {
    let place = value.place(of: 0)
    guard let known = value.known else { return text.append("[]", from: place) }
    if !asText {
      switch known {
      case "true", "True": return text.append("true", from: place)
      case "false", "False": return text.append("false", from: place)
      case "null", "None": return text.append("null", from: place)
      default: if Self.isNumber(value.bytes) { return text.append(value) }
      }
    }
    text.append("\"", from: place)
    for index in 0..<value.count {
      let byte = value.bytes[index]
      if byte == 0x22 || byte == 0x5C { text.append("\\", from: value.place(of: index)) }
      // JSON has no control characters in its texts.
      text.append(byte < 0x20 ? 0x20 : byte, from: value.place(of: index))
    }
    text.append("\"", from: value.place.upperBound)
  }

  /// Whether the bytes are a number as JSON writes it.
  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    var place = bytes.first == 0x2D ? 1 : 0
    func digits() -> Int {
      let start = place
      while place < bytes.count, bytes[place] >= 0x30, bytes[place] <= 0x39 { place += 1 }
      return place - start
    }
    let start = place
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[start] != 0x30 else { return false }
    if place < bytes.count, bytes[place] == 0x2E {
      place += 1
      guard digits() > 0 else { return false }
    }
    if place < bytes.count, bytes[place] | 0x20 == 0x65 {
      place += 1
      if place < bytes.count, bytes[place] == 0x2B || bytes[place] == 0x2D { place += 1 }
      guard digits() > 0 else { return false }
    }
    return place == bytes.count
  }
}
