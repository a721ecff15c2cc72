import SourceText

/// The documents of a file while it is read: each reaches to the start of the next one.
struct DocumentStream {
  private(set) var documents: [SyntaxDocument] = []
  /// The root of the document that is open.
  var root: Int?

  private var isOpen = false
  private var isExplicit = false
  private var start = 0
  /// Where a document without `---` starts.
  private var next: Int

  init(from start: Int) { next = start }

  /// Opens a document at the `---` or directive at `mark`, or without one.
  mutating func start(at mark: Int?) {
    let place = mark ?? next
    // The first document has what stands before it, too.
    start = documents.isEmpty ? next : place
    extendLast(to: place)
    isOpen = true
    isExplicit = mark != nil
    root = nil
  }

  /// Closes the open document.
  mutating func end(at offset: Int) {
    guard isOpen else { return }
    isOpen = false
    next = offset
    documents.append(
      SyntaxDocument(
        root: root.map { NodeID($0) }, span: ByteRange(start, offset), hasExplicitStart: isExplicit)
    )
  }

  /// Closes what is open at the end of a segment.
  mutating func finish(at offset: Int) {
    end(at: offset)
    extendLast(to: offset)
    next = offset
  }

  private mutating func extendLast(to offset: Int) {
    guard let last = documents.popLast() else { return }
    documents.append(
      SyntaxDocument(
        root: last.root, span: ByteRange(last.span.lowerBound, offset),
        hasExplicitStart: last.hasExplicitStart))
  }
}
