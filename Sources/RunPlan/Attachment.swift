package import SourceText

/// A configuration that stands inside another file, or that a command in it names.
package struct Attachment: Sendable {
  /// What is attached.
  package enum Content: Sendable {
    /// A text of its own, under the name that it will have: a block scalar of a ConfigMap.
    case text(MappedText, name: String)
    /// The arguments of a command, put down as JSON.
    case arguments(MappedText)
    /// A file of the workspace.
    case file(path: String)
  }

  /// What is attached.
  package let content: Content
  /// Where it stands, or is named.
  package let place: SourceSpan
  /// The dialect that reads it; nil where its keys tell.
  package let dialect: String?

  /// Makes an attachment.
  package init(_ content: Content, at place: SourceSpan, dialect: String? = nil) {
    self.content = content
    self.place = place
    self.dialect = dialect
  }
}
