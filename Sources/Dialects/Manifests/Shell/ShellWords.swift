import SourceText

extension ShellReader {
  /// The fields that the word at this place becomes: none for an unset variable, several for a
  /// variable without quotes that holds blanks.
  mutating func fields() -> [MappedText] { readFields(splits: true) }

  /// The same without splitting, as in an assignment.
  mutating func quotedFields() -> [MappedText] { readFields(splits: false) }

  private mutating func readFields(splits: Bool) -> [MappedText] {
    var fields = FieldBuilder(splits: splits)
    while position < script.count {
      let byte = peek()
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x3B, 0x26, 0x7C, 0x3C, 0x3E, 0x28, 0x29: return fields.all
      case 0x5C where peek(1) == 0x0A: position += 2
      case 0x5C:
        position += 1
        if position < script.count { fields.add(byte: peek(), from: place) }
        position += 1
      case 0x27:
        fields.open()
        position += 1
        while position < script.count, peek() != 0x27 {
          fields.add(byte: peek(), from: place)
          position += 1
        }
        position += 1
      case 0x22: readQuoted(&fields)
      case 0x24: expand(&fields, isQuoted: false)
      case 0x60: substitute(&fields, isQuoted: false)
      default:
        fields.add(byte: byte, from: place)
        position += 1
      }
    }
    return fields.all
  }

  /// The place of the present byte in the file.
  private var place: Int { script.place(of: position) }

  private mutating func readQuoted(_ fields: inout FieldBuilder) {
    fields.open()
    position += 1
    while position < script.count, peek() != 0x22 {
      switch peek() {
      case 0x5C where peek(1) == 0x0A: position += 2
      case 0x5C where [0x22, 0x5C, 0x24, 0x60].contains(peek(1)):
        position += 1
        fields.add(byte: peek(), from: place)
        position += 1
      case 0x24: expand(&fields, isQuoted: true)
      case 0x60: substitute(&fields, isQuoted: true)
      default:
        fields.add(byte: peek(), from: place)
        position += 1
      }
    }
    position += 1
  }

  /// The whole text as if it stood between double quotes, which mean nothing in it.
  mutating func quotedText() -> MappedText {
    var fields = FieldBuilder(splits: false)
    while position < script.count {
      switch peek() {
      case 0x5C where peek(1) == 0x0A: position += 2
      case 0x5C where [0x5C, 0x24, 0x60].contains(peek(1)):
        fields.add(byte: peek(1), from: place)
        position += 2
      case 0x24: expand(&fields, isQuoted: true)
      case 0x60: substitute(&fields, isQuoted: true)
      default:
        fields.add(byte: peek(), from: place)
        position += 1
      }
    }
    return fields.all.first ?? MappedText()
  }

  // MARK: Expansions

  /// Puts in what a `$` at this place stands for.
  private mutating func expand(_ fields: inout FieldBuilder, isQuoted: Bool) {
    let start = place
    switch peek(1) {
    case 0x28 where peek(2) == 0x28:
      let end = closing(from: position + 3, with: 0x29)
      let known = variables
      var sum = ShellArithmetic(script.bytes[min(position + 3, end)..<end]) { name in
        Self.integer(known[name])
      }
      let result = sum.value()
      position = min(script.count, end + 2)
      if let result {
        fields.add(MappedText(String(result), at: start), isQuoted: true)
      } else {
        fields.addHole(from: start)
      }
    case 0x28: substitute(&fields, isQuoted: isQuoted)
    case 0x7B: expandBraces(&fields, isQuoted: isQuoted)
    case let byte where Self.isNameByte(byte, first: true):
      var end = position + 1
      while end < script.count, Self.isNameByte(script.bytes[end], first: false) { end += 1 }
      let name = script[position + 1..<end].text
      position = end
      insert(variables[name], into: &fields, from: start, isQuoted: isQuoted)
    case 0x22 where !isQuoted: position += 1
    case 0x27 where !isQuoted:
      position += 2
      while position < script.count, peek() != 0x27 { position += peek() == 0x5C ? 2 : 1 }
      position = min(script.count, position + 1)
      fields.addHole(from: start)
    case 0x20, 0x0A, 0x0D, 0x09, 0x22, 0x27, 0:
      fields.add(byte: 0x24, from: start)
      position += 1
    default:
      // The position, the number or the last result: nothing that the text says.
      fields.addHole(from: start)
      position += 2
    }
  }

  private mutating func expandBraces(_ fields: inout FieldBuilder, isQuoted: Bool) {
    let start = place
    let end = closing(from: position + 2, with: 0x7D)
    let inner = script[min(position + 2, end)..<end]
    position = min(script.count, end + 1)
    var stop = 0
    while stop < inner.count, Self.isNameByte(inner.bytes[stop], first: stop == 0) { stop += 1 }
    let name = inner[0..<stop].text
    let rest = inner[stop..<inner.count]
    switch rest.text {
    case "", "[@]", "[*]":
      insert(variables[name], into: &fields, from: start, isQuoted: isQuoted)
    case let text where stop > 0 && (text.hasPrefix(":-") || text.hasPrefix("-")):
      // The default holds only where nobody else sets the variable.
      if let value = variables[name] {
        insert(value, into: &fields, from: start, isQuoted: isQuoted)
      } else {
        fields.addHole(from: start)
      }
    default: fields.addHole(from: start)
    }
  }

  private mutating func insert(
    _ value: Value?, into fields: inout FieldBuilder, from start: Int, isQuoted: Bool
  ) {
    guard spend(on: value) else { return fields.addHole(from: start) }
    switch value {
    case .text(let text)?: fields.add(text, isQuoted: isQuoted)
    case .list(let items)?: fields.add(items)
    case nil: fields.addHole(from: start)
    }
  }

  /// What a command would print is not known, but for ways of counting the nodes.
  private mutating func substitute(_ fields: inout FieldBuilder, isQuoted: Bool) {
    let start = place
    let isBacktick = peek() == 0x60
    let open = position + (isBacktick ? 1 : 2)
    let end = closing(from: open, with: isBacktick ? 0x60 : 0x29)
    let inner = script[min(open, end)..<end].text.split(separator: " ").joined(separator: " ")
    position = min(script.count, end + 1)
    if ["echo \"$SKYPILOT_NODE_IPS\" | wc -l", "echo -e \"$SKYPILOT_NODE_IPS\" | wc -l"].contains(
      inner), let nodes = variables["SKYPILOT_NUM_NODES"]
    {
      insert(nodes, into: &fields, from: start, isQuoted: isQuoted)
    } else {
      fields.addHole(from: start)
    }
  }

  /// Where the bracket or quote that is open at `from` is closed; the end where it is not.
  private func closing(from start: Int, with close: UInt8) -> Int {
    let opener: UInt8 = close == 0x29 ? 0x28 : close == 0x7D ? 0x7B : 0
    var depth = 0
    var place = start
    while place < script.count {
      let byte = script.bytes[place]
      if byte == 0x5C {
        place += 2
        continue
      }
      if close == 0x29, byte == 0x27 || byte == 0x22 {
        place += 1
        while place < script.count, script.bytes[place] != byte {
          place += byte == 0x22 && script.bytes[place] == 0x5C ? 2 : 1
        }
        place += 1
        continue
      }
      if byte == close {
        if depth == 0 { return place }
        depth -= 1
      } else if opener != 0, byte == opener {
        depth += 1
      }
      place += 1
    }
    return script.count
  }

  private static func integer(_ value: Value?) -> Int? {
    guard case .text(let text)? = value else { return nil }
    return text.known.flatMap { ShellArithmetic.integer($0) }
  }
}

/// Puts the fields of one word together.
struct FieldBuilder {
  private let splits: Bool
  private var finished: [MappedText] = []
  private var current: MappedText?

  /// Starts a word; `splits` says whether blanks out of variables divide it.
  init(splits: Bool) { self.splits = splits }

  /// The fields.
  var all: [MappedText] { finished + (current.map { [$0] } ?? []) }

  /// Makes sure that there is a field, as quotes do even around nothing.
  mutating func open() { current = current ?? MappedText() }

  /// Adds a byte of the script.
  mutating func add(byte: UInt8, from place: Int) {
    open()
    current?.append(byte, from: place)
  }

  /// Adds what cannot be known.
  mutating func addHole(from place: Int) {
    open()
    current?.appendHole(from: place)
  }

  /// Adds what a variable holds.
  mutating func add(_ text: MappedText, isQuoted: Bool) {
    guard splits, !isQuoted else {
      open()
      current?.append(text)
      return
    }
    for index in 0..<text.count {
      let byte = text.bytes[index]
      if byte == 0x20 || byte == 0x0A || byte == 0x09 {
        close()
      } else {
        add(byte: byte, from: text.place(of: index))
      }
    }
  }

  /// Adds the items of an array, each a field of its own.
  mutating func add(_ items: [MappedText]) {
    for (index, item) in items.enumerated() {
      if index > 0 { close() }
      open()
      current?.append(item)
    }
  }

  private mutating func close() {
    if let current { finished.append(current) }
    current = nil
  }
}
