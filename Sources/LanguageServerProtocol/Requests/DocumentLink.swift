package import JSONText

/// One answer to `textDocument/documentLink`.
package struct DocumentLink: Hashable, Sendable, JSONWritable {
  /// What leads somewhere.
  package var range: TextRange
  /// Where it leads.
  package var target: DocumentURI
  /// What is shown under the pointer.
  package var tooltip: String?

  /// Makes a link.
  package init(range: TextRange, target: DocumentURI, tooltip: String? = nil) {
    self.range = range
    self.target = target
    self.tooltip = tooltip
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("range", range)
      json.member("target", target)
      json.member("tooltip", tooltip)
    }
  }
}
