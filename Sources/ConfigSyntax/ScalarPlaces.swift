package import SourceText

extension SyntaxTree {
  /// The scalar's content, each byte with its place in the file; nil for other nodes.
  ///
  /// Folding, escapes and indentation are followed back by setting the content beside the source;
  /// where the two part, the rest of the content has the place of the scalar.
  package func mappedText(of id: NodeID) -> MappedText? {
    let node = nodes[id.index]
    guard node.kind == .scalar else { return nil }
    guard node.traits.contains(.decoded) else {
      return MappedText(
        file, ByteRange(Int(node.link), Int(node.link) + Int(node.count)))
    }
    let content = side[Int(node.link)..<Int(node.link) + Int(node.count)]
    var places = ScalarPlaces(content, from: Int(node.start), to: Int(node.end), of: file.bytes)
    switch node.style {
    case .literal, .folded: places.placeBlock()
    case .doubleQuoted: places.placeFlow(quote: 0x22)
    case .singleQuoted: places.placeFlow(quote: 0x27)
    default: places.placeFlow(quote: nil)
    }
    return places.finished
  }
}

/// Sets the content of a scalar beside its source.
private struct ScalarPlaces {
  private let content: ArraySlice<UInt8>
  private let source: [UInt8]
  private let start: Int
  private let end: Int
  /// How far in the source everything is placed.
  private var place: Int
  private var text = MappedText()

  init(_ content: ArraySlice<UInt8>, from start: Int, to end: Int, of source: [UInt8]) {
    self.content = content
    self.source = source
    self.start = start
    self.end = min(end, source.count)
    place = start
  }

  /// The text; what could not be placed stands for the scalar as a whole.
  var finished: MappedText {
    var whole = text
    let rest = content.dropFirst(text.count)
    // Blank lines that are kept behind a block are not part of its node.
    let place = rest.allSatisfy { $0 == 0x0A || $0 == 0x20 } ? max(start, end) : start
    for byte in rest { whole.append(byte, from: place) }
    return whole
  }

  /// The next byte of the content, or nil at its end.
  private var next: UInt8? {
    let index = content.startIndex + text.count
    return index < content.endIndex ? content[index] : nil
  }

  private mutating func take(from place: Int) {
    if let next { text.append(next, from: place) }
  }

  /// The length of the line break at `place`; 0 where there is none.
  private func lineBreak(_ place: Int) -> Int {
    guard place < end else { return 0 }
    switch source[place] {
    case 0x0A: return 1
    case 0x0D: return place + 1 < end && source[place + 1] == 0x0A ? 2 : 1
    case 0xC2: return place + 1 < end && source[place + 1] == 0x85 ? 2 : 0
    default: return 0
    }
  }

  private func isBlank(_ place: Int) -> Bool {
    place < end && (source[place] == 0x20 || source[place] == 0x09)
  }

  // MARK: Block scalars

  /// A line of the source: its first byte, its last byte's end, and where the next one starts.
  private struct Line {
    let start: Int
    let end: Int
    let next: Int
  }

  private func line(from start: Int) -> Line {
    var stop = start
    while stop < end, lineBreak(stop) == 0 { stop += 1 }
    return Line(start: start, end: stop, next: stop + max(1, lineBreak(stop)))
  }

  /// Takes line by line what stands behind the indentation; a break of the content stands for those
  /// of the source in front of the line.
  mutating func placeBlock() {
    place = line(from: start).next
    let indentation = indentation
    var breaks: [Int] = []
    while place < end, next != nil {
      let line = line(from: place)
      var first = line.start
      while first < line.end, first < line.start + indentation, source[first] == 0x20 { first += 1 }
      guard first < line.end else {
        breaks.append(line.end)
        place = line.next
        continue
      }
      takeBreaks(breaks)
      while first < line.end {
        guard next == source[first] else { return }
        take(from: first)
        first += 1
      }
      breaks = [line.end]
      place = line.next
    }
    takeBreaks(breaks)
  }

  private mutating func takeBreaks(_ breaks: [Int]) {
    var taken = 0
    while taken < breaks.count, next == 0x0A {
      take(from: breaks[taken])
      taken += 1
    }
    // A single break may be folded into a blank.
    if taken == 0, let fold = breaks.first, !text.isEmpty, next == 0x20 { take(from: fold) }
  }

  /// How many blanks each line loses: the first line with more than blanks tells.
  private var indentation: Int {
    func blanks(_ isBreak: (Int) -> Bool, _ byte: (Int) -> UInt8?, _ start: Int) -> Int? {
      var index = start
      var count = 0
      while let next = byte(index) {
        if isBreak(index) {
          count = 0
        } else if next == 0x20 {
          count += 1
        } else {
          return count
        }
        index += 1
      }
      return nil
    }
    let kept = blanks(
      { content[$0] == 0x0A }, { $0 < content.endIndex ? content[$0] : nil }, content.startIndex)
    let written = blanks(
      { source[$0] == 0x0A || source[$0] == 0x0D }, { $0 < end ? source[$0] : nil }, place)
    return max(0, (written ?? 0) - (kept ?? 0))
  }

  // MARK: Flow scalars

  /// Takes byte by byte, with escapes undone and breaks folded.
  mutating func placeFlow(quote: UInt8?) {
    if let quote, place < end, source[place] == quote { place += 1 }
    while place < end, let wanted = next {
      if isBlank(place) || lineBreak(place) > 0 {
        guard takeBlanks(isEscaped: false) else { return }
        continue
      }
      if quote == 0x22, source[place] == 0x5C {
        guard takeEscape() else { return }
        continue
      }
      guard source[place] == wanted else { return }
      take(from: place)
      place += quote == 0x27 && wanted == 0x27 ? 2 : 1
    }
  }

  /// Takes blanks as they stand, or what becomes of them around a line break.
  private mutating func takeBlanks(isEscaped: Bool) -> Bool {
    var stop = place
    var breaks: [Int] = []
    while true {
      if isBlank(stop) {
        stop += 1
      } else if lineBreak(stop) > 0 {
        breaks.append(stop)
        stop += lineBreak(stop)
      } else {
        break
      }
    }
    defer { place = stop }
    if breaks.isEmpty, !isEscaped {
      for place in place..<stop {
        guard next == source[place] else { return false }
        take(from: place)
      }
      return true
    }
    if breaks.count == 1, !isEscaped {
      guard next == 0x20 else { return false }
      take(from: breaks[0])
      return true
    }
    for place in breaks.dropFirst(isEscaped ? 0 : 1) {
      guard next == 0x0A else { return false }
      take(from: place)
    }
    return true
  }

  /// Takes the character that an escape stands for.
  private mutating func takeEscape() -> Bool {
    guard place + 1 < end else { return false }
    let escape = place
    let skipped = lineBreak(place + 1)
    if skipped > 0 {
      place += 1 + skipped
      return takeBlanks(isEscaped: true)
    }
    switch source[place + 1] {
    case 0x78: place += 4
    case 0x75: place += 6
    case 0x55: place += 10
    default: place += 2
    }
    guard let first = next else { return false }
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    for _ in 0..<length { take(from: escape) }
    return true
  }
}
