/// A published source, as it stands at the end of a finding.
package struct Citation: Hashable, Sendable {
  /// The short form for people: `Hoffmann et al. 2022`.
  package let text: String
  /// Where to read it; shown, never opened.
  package let url: String?

  /// Makes a citation.
  package init(_ text: String, url: String? = nil) {
    self.text = text
    self.url = url
  }
}
