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

  /// A collection whose end was not read yet.
  private struct OpenCollection {
    let index: Int
    let kind: NodeKind
    let isBracketed: Bool
    var count: UInt32 = 0
  }

  private let file: SourceFile
  private let limits: ParseLimits
  private var anchors: [String: Int] = [:]
  /// The collections around the innermost one, and that one: apart, since every node counts in it.
  private var outer: [OpenCollection] = []
  private var innermost: OpenCollection?
  /// How many of the innermost open collections wait for a child to say where they start.
  private var unplaced = 0
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
    nodes.reserveCapacity(file.bytes.count / 10 + 8)
    outer.reserveCapacity(32)
  }

  /// The documents that are complete.
  var documents: [SyntaxDocument] { stream.documents }

  /// How many collections are open.
  var depth: Int { innermost == nil ? 0 : outer.count + 1 }

  /// The innermost bracket that is still open.
  var openBracket: Int? {
    let bracketed = innermost?.isBracketed == true ? innermost : outer.last(where: \.isBracketed)
    return bracketed.map { Int(nodes[$0.index].start) }
  }

  /// Whether one more collection may be opened.
  var hasRoomBelow: Bool { depth < limits.depth }

  /// Whether there are as many nodes as may be.
  var isFull: Bool { nodes.count >= limits.nodes }

  /// Opens the document that `event` starts.
  mutating func startDocument(_ event: YAMLEvent) {
    stream.start(at: event.isExplicit ? event.start : nil)
    anchors.removeAll(keepingCapacity: true)
    lastEnd = event.isExplicit ? event.end : event.start
    if event.isExplicit { consumed = max(consumed, event.end) }
  }

  /// Closes the document, which has no `...`, at `offset`.
  mutating func endDocument(at offset: Int) { stream.end(at: offset) }

  /// Closes what is open at the end of a segment; the document reaches to `end`.
  mutating func finish(at end: Int) {
    while var top = popInnermost() {
      if top.kind == .mapping, top.count % 2 == 1 { addEmptyValue(in: &top) }
      close(top, at: lastEnd)
    }
    stream.finish(at: end)
  }

  // MARK: Events

  /// Reads events until the segment ends or something stops it.
  mutating func read(_ reader: inout EventReader) -> Ending {
    var event = YAMLEvent()
    while true {
      reader.next(into: &event, &side)
      switch event.kind {
      case .scalar, .alias: addLeaf(event, tag: reader.tagName)
      case .collectionStart:
        guard hasRoomBelow else { return .tooDeep(at: event.start) }
        openCollection(event, tag: reader.tagName)
      case .collectionEnd: closeCollection(event)
      case .documentStart: startDocument(event)
      case .documentEnd:
        if event.isExplicit { consumed = max(consumed, event.end) }
        stream.end(at: event.isExplicit ? event.end : event.start)
      case .streamEnd: return .complete
      case .failed: return .failed(reader.failure())
      case .other: break
      }
      if isFull { return .tooMany(at: event.start) }
    }
  }

  /// Adds a scalar or an alias.
  ///
  /// The node is put together at the end: one that is changed part by part has to be read back from
  /// memory to be appended, and this is where the processor waited for 3 % of a check.
  mutating func addLeaf(_ event: YAMLEvent, tag: @autoclosure () -> String = "") {
    if event.kind == .alias { return addAlias(event) }
    var (start, end) = (event.start, event.end)
    var traits = event.traits
    if start < end {
      if PropertyScan.starts(with: file.bytes[start]) {
        let properties = readProperties(event, tag())
        start = properties.end
        traits.formUnion(properties.traits)
      }
    } else {
      end = placeOfEmptyValue(event)
      start = end
    }
    consumed = max(consumed, end)
    let parent = place(nodes.count, from: UInt32(truncatingIfNeeded: start))
    nodes.append(
      SyntaxNode(
        .scalar, event.style, traits, from: start, to: end, in: parent,
        link: UInt32(truncatingIfNeeded: event.textStart), count: event.textCount))
    lastEnd = event.style.isBlock ? displayEnd(of: nodes[nodes.count - 1], in: file.bytes) : end
  }

  private mutating func addAlias(_ event: YAMLEvent) {
    let target = resolve(event)
    consumed = max(consumed, event.end)
    let parent = place(nodes.count, from: UInt32(truncatingIfNeeded: event.start))
    nodes.append(
      SyntaxNode(
        .alias, .plain, event.traits, from: event.start, to: event.end, in: parent, link: target,
        count: 0))
    lastEnd = event.end
  }

  /// Opens a collection.
  mutating func openCollection(_ event: YAMLEvent, tag: @autoclosure () -> String = "") {
    let index = nodes.count
    let isBracketed = event.traits.contains(.bracketed)
    var node = SyntaxNode(event)
    node.kind = event.node
    (node.style, node.count) = (.plain, 0)
    node.link = SyntaxNode.none
    if event.start < event.end, PropertyScan.starts(with: file.bytes[event.start]) {
      let properties = readProperties(event, tag())
      node.start = UInt32(truncatingIfNeeded: properties.end)
      node.traits.formUnion(properties.traits)
    }
    if isBracketed {
      node.start = UInt32(truncatingIfNeeded: event.end - 1)
      consumed = max(consumed, event.end)
      lastEnd = event.end
      noteTemplate(node, at: index)
      node.parent = place(index, from: node.start)
    } else {
      node.parent = attach(index)
      unplaced += 1
    }
    nodes.append(node)
    if let innermost { outer.append(innermost) }
    innermost = OpenCollection(index: index, kind: node.kind, isBracketed: isBracketed)
  }

  /// Closes the innermost collection.
  mutating func closeCollection(_ event: YAMLEvent) {
    guard let top = popInnermost() else { return }
    if top.isBracketed {
      consumed = max(consumed, event.end)
      close(top, at: event.end)
    } else {
      close(top, at: lastEnd)
    }
  }

  private mutating func popInnermost() -> OpenCollection? {
    let top = innermost
    innermost = outer.popLast()
    return top
  }

  private mutating func close(_ top: OpenCollection, at end: Int) {
    let start = nodes[top.index].start
    nodes[top.index].link = UInt32(truncatingIfNeeded: nodes.count)
    nodes[top.index].end = max(start, UInt32(truncatingIfNeeded: end))
    nodes[top.index].count = top.count
    unplaced = max(0, unplaced - 1)
    lastEnd = max(Int(start), end)
  }

  // MARK: Places

  /// Hangs a node into the open collection, which is returned, and gives collections without a
  /// bracket their start.
  private mutating func place(_ index: Int, from start: UInt32) -> UInt32 {
    if unplaced > 0 {
      if let innermost { nodes[innermost.index].start = start }
      for collection in outer.suffix(unplaced - 1) { nodes[collection.index].start = start }
      unplaced = 0
    }
    return attach(index)
  }

  private mutating func attach(_ index: Int) -> UInt32 {
    guard let parent = innermost?.index else {
      stream.root = index
      return SyntaxNode.none
    }
    innermost?.count += 1
    return UInt32(truncatingIfNeeded: parent)
  }

  /// Where an empty value belongs: behind its colon or dash, which libyaml's mark may have passed.
  private func placeOfEmptyValue(_ event: YAMLEvent) -> Int {
    guard let parent = innermost else { return min(lastEnd, event.start) }
    guard parent.kind == .mapping, parent.count % 2 == 1 else { return event.start }
    return colonEnd(from: lastEnd, to: event.start)
  }

  /// The offset behind the first colon between `start` and `limit`; `start` where there is none.
  private func colonEnd(from start: Int, to limit: Int) -> Int {
    var i = skipSpace(from: start, to: limit, in: file.bytes)
    if i < limit, file.bytes[i] == 0x3A { i += 1 } else { i = start }
    return i
  }

  private mutating func addEmptyValue(in mapping: inout OpenCollection) {
    let place = UInt32(truncatingIfNeeded: colonEnd(from: lastEnd, to: file.bytes.count))
    var node = SyntaxNode(YAMLEvent())
    (node.start, node.end) = (place, place)
    node.parent = UInt32(truncatingIfNeeded: mapping.index)
    nodes.append(node)
    mapping.count += 1
    lastEnd = Int(place)
  }

  // MARK: Anchors and tags

  /// Notes the anchor and the tag of the next node; gives their end and the node's traits.
  private mutating func readProperties(
    _ event: YAMLEvent, _ tagName: String
  ) -> (end: Int, traits: SyntaxNode.Traits) {
    let index = nodes.count
    var traits: SyntaxNode.Traits = []
    var scan = PropertyScan(file.bytes, from: event.start, to: event.end)
    while let property = scan.next() {
      if property.isAnchor {
        traits.insert(.anchored)
        properties.addAnchor(of: index, property.range)
        define(property.range, as: index)
      } else {
        traits.insert(.tagged)
        properties.addTag(of: index, property.range, property.range.count == 1 ? "!" : tagName)
      }
    }
    return (scan.position, traits)
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
    guard node.kind == .mapping, let parent = innermost else { return }
    guard parent.kind == .mapping, parent.isBracketed, parent.count == 0 else { return }
    let start = nodes[parent.index].start
    if start + 1 == node.start { templates.append(Int(start)) }
  }

  /// Remembers template syntax that kept a document from being read.
  mutating func noteTemplate(at offset: Int) { templates.append(offset) }

  // MARK: Texts

  /// Adds a part of a scalar's text to the side buffer.
  mutating func addText(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
    side.append(contentsOf: UnsafeBufferPointer(rebasing: part))
  }

  /// As above, one byte `count` times.
  mutating func addText(_ byte: UInt8, times count: Int) {
    side.append(contentsOf: repeatElement(byte, count: count))
  }

  /// Takes what was added since `place` out of the side buffer.
  mutating func removeText(from place: Int) { side.removeSubrange(place...) }

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
    outer.removeAll(keepingCapacity: true)
    innermost = nil
    unplaced = 0
    stream = point.stream
    consumed = point.consumed
    lastEnd = consumed
  }
}
