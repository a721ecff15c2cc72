import SourceText

/// Turns events into the arena, one segment of the file after the other.
struct YAMLTreeBuilder {
  /// How the reading of a segment ended.
  enum Ending {
    case complete
    case failed(YAMLFailure)
    case tooDeep(at: Int)
    case tooMany(at: Int)
  }

  private let file: SourceFile
  private let limits: ParseLimits
  private var anchors: [String: Int] = [:]
  private var open: [Int] = []
  /// The end of the latest node that is complete.
  private var lastEnd = 0

  private(set) var nodes: [SyntaxNode] = []
  private(set) var side: [UInt8] = []
  private(set) var properties = NodeProperties()
  private var stream: DocumentStream
  private(set) var templates: [Int] = []
  var problems: [SyntaxProblem] = []
  /// The end of the latest token that an event stands for.
  private(set) var consumed = 0

  init(_ file: SourceFile, _ limits: ParseLimits, from start: Int) {
    self.file = file
    self.limits = limits
    consumed = start
    stream = DocumentStream(from: start)
    nodes.reserveCapacity(file.bytes.count / 16)
    open.reserveCapacity(32)
  }

  /// The documents that are complete.
  var documents: [SyntaxDocument] { stream.documents }

  /// The innermost bracket that is still open.
  var openBracket: Int? {
    open.last { nodes[$0].traits.contains(.bracketed) }.map { Int(nodes[$0].start) }
  }

  private mutating func startDocument(_ event: YAMLEvent) {
    stream.start(at: event.isExplicit ? event.start : nil)
    anchors.removeAll(keepingCapacity: true)
    lastEnd = event.isExplicit ? event.end : event.start
    if event.isExplicit { consumed = max(consumed, event.end) }
  }

  /// Closes what is open at the end of a segment; the document reaches to `end`.
  mutating func finish(at end: Int) {
    while let top = open.popLast() {
      if nodes[top].kind == .mapping, nodes[top].count % 2 == 1 { addEmptyValue(in: top) }
      close(top, at: lastEnd)
    }
    stream.finish(at: end)
  }

  // MARK: Events

  /// Reads events until the segment ends or something stops it.
  mutating func read(_ reader: inout EventReader) -> Ending {
    while true {
      let event = reader.next(&side)
      switch event.kind {
      case .scalar, .alias: addLeaf(event, reader.tagName)
      case .collectionStart:
        guard open.count < limits.depth else { return .tooDeep(at: event.start) }
        openCollection(event, reader.tagName)
      case .collectionEnd: closeCollection(event)
      case .documentStart: startDocument(event)
      case .documentEnd:
        if event.isExplicit { consumed = max(consumed, event.end) }
        stream.end(at: event.isExplicit ? event.end : event.start)
      case .streamEnd: return .complete
      case .failed: return .failed(reader.failure())
      case .other: break
      }
      if nodes.count >= limits.nodes { return .tooMany(at: event.start) }
    }
  }

  private mutating func addLeaf(_ event: YAMLEvent, _ tagName: String) {
    let index = nodes.count
    var node = SyntaxNode(
      start: UInt32(truncatingIfNeeded: event.start), end: UInt32(truncatingIfNeeded: event.end),
      parent: SyntaxNode.none, link: UInt32(truncatingIfNeeded: event.textStart),
      count: UInt32(truncatingIfNeeded: event.textCount), kind: .scalar, style: event.style,
      traits: event.traits)
    var end = event.end
    if event.kind == .alias {
      node.kind = .alias
      node.link = resolve(event)
    } else if event.start < event.end {
      if isPropertySign(file.bytes[event.start]) { readProperties(event, tagName, into: &node) }
      if event.style.isBlock { end = displayEnd(of: node, in: file.bytes) }
    } else {
      end = placeOfEmptyValue(event)
      node.start = UInt32(truncatingIfNeeded: end)
      node.end = node.start
    }
    consumed = max(consumed, Int(node.end))
    place(&node, at: index)
    nodes.append(node)
    lastEnd = end
  }

  private mutating func openCollection(_ event: YAMLEvent, _ tagName: String) {
    let index = nodes.count
    let isBracketed = event.traits.contains(.bracketed)
    var node = SyntaxNode(
      start: UInt32(truncatingIfNeeded: event.start), end: UInt32(truncatingIfNeeded: event.end),
      parent: SyntaxNode.none, link: SyntaxNode.none, count: 0, kind: event.node, style: .plain,
      traits: event.traits)
    if event.start < event.end, isPropertySign(file.bytes[event.start]) {
      readProperties(event, tagName, into: &node)
    }
    if isBracketed {
      node.start = UInt32(truncatingIfNeeded: event.end - 1)
      consumed = max(consumed, event.end)
      lastEnd = event.end
      noteTemplate(node, at: index)
      place(&node, at: index)
    } else {
      node.traits.insert(.unplaced)
      attach(&node, at: index)
    }
    nodes.append(node)
    open.append(index)
  }

  private mutating func closeCollection(_ event: YAMLEvent) {
    guard let top = open.popLast() else { return }
    if nodes[top].traits.contains(.bracketed) {
      consumed = max(consumed, event.end)
      close(top, at: event.end)
    } else {
      close(top, at: lastEnd)
    }
  }

  private mutating func close(_ top: Int, at end: Int) {
    nodes[top].link = UInt32(truncatingIfNeeded: nodes.count)
    nodes[top].end = max(nodes[top].start, UInt32(truncatingIfNeeded: end))
    nodes[top].traits.remove(.unplaced)
    lastEnd = Int(nodes[top].end)
  }

  // MARK: Places

  /// Hangs a node into the open collection, and gives collections without a bracket their start.
  private mutating func place(_ node: inout SyntaxNode, at index: Int) {
    attach(&node, at: index)
    var level = open.count
    while level > 0, nodes[open[level - 1]].traits.contains(.unplaced) {
      level -= 1
      nodes[open[level]].start = node.start
      nodes[open[level]].traits.remove(.unplaced)
    }
  }

  private mutating func attach(_ node: inout SyntaxNode, at index: Int) {
    if let parent = open.last {
      node.parent = UInt32(truncatingIfNeeded: parent)
      nodes[parent].count += 1
    } else {
      stream.root = index
    }
  }

  /// Where an empty value belongs: behind its colon or dash, which libyaml's mark may have passed.
  private func placeOfEmptyValue(_ event: YAMLEvent) -> Int {
    guard let parent = open.last else { return min(lastEnd, event.start) }
    guard nodes[parent].kind == .mapping, nodes[parent].count % 2 == 1 else { return event.start }
    return colonEnd(from: lastEnd, to: event.start)
  }

  /// The offset behind the first colon between `start` and `limit`; `start` where there is none.
  private func colonEnd(from start: Int, to limit: Int) -> Int {
    var i = skipSpace(from: start, to: limit, in: file.bytes)
    if i < limit, file.bytes[i] == 0x3A { i += 1 } else { i = start }
    return i
  }

  private mutating func addEmptyValue(in mapping: Int) {
    let place = UInt32(truncatingIfNeeded: colonEnd(from: lastEnd, to: file.bytes.count))
    nodes.append(
      SyntaxNode(
        start: place, end: place, parent: UInt32(truncatingIfNeeded: mapping), link: 0, count: 0,
        kind: .scalar, style: .plain, traits: []))
    nodes[mapping].count += 1
    lastEnd = Int(place)
  }

  // MARK: Anchors and tags

  private func isPropertySign(_ byte: UInt8) -> Bool { byte == 0x26 || byte == 0x21 }

  private mutating func readProperties(
    _ event: YAMLEvent, _ tagName: String, into node: inout SyntaxNode
  ) {
    let index = nodes.count
    var i = event.start
    while i < event.end, isPropertySign(file.bytes[i]) {
      let isAnchor = file.bytes[i] == 0x26
      var end = i + 1
      while end < event.end, !isPropertyEnd(file.bytes[end], inAnchor: isAnchor) { end += 1 }
      let range = ByteRange(i, end)
      if isAnchor {
        node.traits.insert(.anchored)
        properties.addAnchor(of: index, range)
        define(range, as: index)
      } else {
        node.traits.insert(.tagged)
        properties.addTag(of: index, range, range.count == 1 ? "!" : tagName)
      }
      i = skipSpace(from: end, to: event.end, in: file.bytes)
    }
    node.start = UInt32(truncatingIfNeeded: i)
  }

  private func isPropertyEnd(_ byte: UInt8, inAnchor: Bool) -> Bool {
    if !inAnchor { return isBlankOrBreak(byte) || byte == 0x2C }
    return switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: false
    default: true
    }
  }

  private mutating func define(_ range: ByteRange, as index: Int) {
    let name = file.text(in: ByteRange(range.lowerBound + 1, range.upperBound))
    if let earlier = anchors[name], let old = properties.anchor(of: earlier) {
      problems.append(
        SyntaxProblem(
          .redefinedAnchor(name), at: SourceSpan(file.id, range),
          related: SourceSpan(file.id, old)))
    }
    anchors[name] = index
  }

  private mutating func resolve(_ event: YAMLEvent) -> UInt32 {
    let name = file.text(in: ByteRange(event.start + 1, event.end))
    if let target = anchors[name] { return UInt32(truncatingIfNeeded: target) }
    let span = SourceSpan(file.id, event.start, event.end)
    problems.append(SyntaxProblem(.undefinedAlias(name), at: span))
    return SyntaxNode.none
  }

  // MARK: Templates

  /// A mapping as the first key of a mapping is how `{{ name }}` reads.
  private mutating func noteTemplate(_ node: SyntaxNode, at index: Int) {
    guard node.kind == .mapping, let parent = open.last else { return }
    let outer = nodes[parent]
    guard outer.kind == .mapping, outer.traits.contains(.bracketed) else { return }
    if outer.count == 0, outer.start + 1 == node.start { templates.append(Int(outer.start)) }
  }

  /// Remembers template syntax that kept a document from being read.
  mutating func noteTemplate(at offset: Int) { templates.append(offset) }

  // MARK: Going back

  /// A state to return to.
  struct Checkpoint {
    fileprivate let nodes, side, problems, templates, consumed: Int
    fileprivate let stream: DocumentStream
  }

  /// The state at the start of a segment.
  func checkpoint() -> Checkpoint {
    Checkpoint(
      nodes: nodes.count, side: side.count, problems: problems.count, templates: templates.count,
      consumed: consumed, stream: stream)
  }

  /// Forgets what was read since `point`.
  mutating func goBack(to point: Checkpoint) {
    nodes.removeSubrange(point.nodes...)
    side.removeSubrange(point.side...)
    problems.removeSubrange(point.problems...)
    templates.removeSubrange(point.templates...)
    properties.cut(from: point.nodes)
    open.removeAll(keepingCapacity: true)
    stream = point.stream
    consumed = point.consumed
    lastEnd = consumed
  }
}
