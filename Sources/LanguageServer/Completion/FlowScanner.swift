import SourceText

/// Finds out by braces where in JSON, or in YAML that looks like it, a place is.
struct FlowScanner {
  private let text: [UInt8]
  private let end: Int
  private var frames: [Frame] = []
  private var position = 0
  /// Where the word begins that is not over at the end, and whether it stands between quotes.
  private var open: (start: Int, isQuoted: Bool)?

  /// A mapping or list that is not closed.
  private struct Frame {
    let isMapping: Bool
    /// The key whose value comes next.
    var key: String?
    /// The word that came last.
    var last: String?
    var present: Set<String> = []
  }

  init(_ text: [UInt8], to end: Int) {
    self.text = text
    self.end = end
    while position < end { step() }
  }

  /// What is being written at the end.
  var place: CompletionPlace? {
    guard let frame = frames.last, frame.isMapping, frame.last == nil || open != nil else {
      return nil
    }
    let typed = ByteRange(open?.start ?? end, end)
    let isQuoted = open?.isQuoted ?? false
    let path = frames.dropLast().compactMap(\.key)
    if let key = frame.key {
      return CompletionPlace(.value(path: path + [key]), typed: typed, isQuoted: isQuoted)
    }
    return CompletionPlace(
      .key(path: path, present: frame.present), typed: typed, isQuoted: isQuoted)
  }

  private mutating func step() {
    let byte = text[position]
    position += 1
    switch byte {
    case 0x7B, 0x5B: frames.append(Frame(isMapping: byte == 0x7B))
    case 0x7D, 0x5D:
      if !frames.isEmpty { frames.removeLast() }
      change { $0.last = "" }
    case 0x2C:
      change {
        $0.key = nil
        $0.last = nil
      }
    case 0x3A:
      change {
        if let name = $0.last, $0.key == nil {
          $0.key = name
          $0.present.insert(name)
          $0.last = nil
        }
      }
    case 0x23: while position < end, text[position] != 0x0A { position += 1 }
    case 0x22, 0x27: readQuoted(byte)
    case 0...0x20: break
    default: readPlain()
    }
  }

  private mutating func change(_ body: (inout Frame) -> Void) {
    if !frames.isEmpty { body(&frames[frames.count - 1]) }
  }

  private mutating func readQuoted(_ quote: UInt8) {
    let start = position
    while position < end, text[position] != quote {
      position += text[position] == 0x5C ? 2 : 1
    }
    take(start, position >= end ? (start, true) : nil)
    position += 1
  }

  private mutating func readPlain() {
    let start = position - 1
    while position < end, !"{}[],:#\"' \n\r\t".utf8.contains(text[position]) { position += 1 }
    take(start, position >= end ? (start, false) : nil)
  }

  private mutating func take(_ start: Int, _ open: (Int, Bool)?) {
    self.open = open
    let word = String(decoding: text[start..<min(position, end)], as: UTF8.self)
    change { $0.last = word }
  }
}
