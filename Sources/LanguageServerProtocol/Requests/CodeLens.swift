package import JSONText

/// One answer to `textDocument/codeLens`: a line of text above a line of the document.
package struct CodeLens: Hashable, Sendable, JSONWritable {
  /// The line above which it is shown.
  package var range: TextRange
  /// The text.
  package var title: String

  /// Makes a lens.
  package init(range: TextRange, title: String) {
    self.range = range
    self.title = title
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("range", range)
      // Without a name the command is a text that cannot be clicked.
      json.member("command", Command(title: title, command: ""))
    }
  }
}
