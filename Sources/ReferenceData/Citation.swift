/// A published source, as it stands at the end of a finding.
package struct Citation: Hashable, Sendable {
  /// The short form for people: `Hoffmann et al. 2022`.
  package let text: String
  /// Where to read it; shown, never opened.
  package let url: String?
  /// The names of the dialects whose framework it is a file of, or is built on; empty where it
  /// holds for every run.
  package let dialects: [String]

  /// Makes a citation; one of a framework's files names the `dialects` that it holds for.
  package init(_ text: String, url: String? = nil, of dialects: [String] = []) {
    self.text = text
    self.url = url
    self.dialects = dialects
  }

  /// Whether a finding about a file of that dialect may cite it.
  package func holds(for dialect: String?) -> Bool {
    dialects.isEmpty || dialect.map(dialects.contains) ?? false
  }
}
