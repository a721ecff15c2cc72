/// A part of a page of the checkout that stands between two marks.
package struct PagePart {
  /// What stands between the marks.
  package let text: String
  private let path: String
  private let before: String
  private let after: String

  /// Finds the part of the page at `path`; nil where the page or a mark is missing.
  package init?(of path: String, from begin: String, to end: String) {
    guard let page = Repository.read(path), let low = page.firstRange(of: begin)?.upperBound,
      let high = page[low...].firstRange(of: end)?.lowerBound
    else { return nil }
    self.path = path
    text = String(page[low..<high])
    before = String(page[..<low])
    after = String(page[high...])
  }

  /// Whether the part is `fresh`; with `UPDATE_GOLDEN` set it is written so first.
  package func isFresh(_ fresh: String) -> Bool {
    guard Repository.updatesGoldens else { return text == fresh }
    Repository.write(path, before + fresh + after)
    return true
  }
}
