package import JSONText

/// The answer to `textDocument/completion`.
package struct CompletionList: Hashable, Sendable, JSONWritable {
  /// The texts to choose from; all of them, whatever is typed next.
  package var items: [CompletionItem]

  /// Makes an answer.
  package init(items: [CompletionItem]) { self.items = items }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("isIncomplete", false)
      json.members("items", items)
    }
  }
}

/// A text to choose.
package struct CompletionItem: Hashable, Sendable, JSONWritable {
  /// What an item stands for, as the picture beside it.
  package enum Kind: Int, Hashable, Sendable {
    /// A mapping.
    case module = 9
    /// A key.
    case property = 10
    /// A value.
    case value = 12
    /// One of several words.
    case enumMember = 20
    /// A name of the program itself.
    case keyword = 14
  }

  /// What the user reads and types.
  package var label: String
  /// What it stands for.
  package var kind: Kind
  /// A few words beside the label.
  package var detail: String?
  /// What is shown about the chosen one.
  package var documentation: MarkupContent?
  /// What is put into the text, in place of what is typed.
  package var edit: TextEdit
  /// Whether the new text has marks for the cursor.
  package var isSnippet: Bool
  /// Whether the item is struck through.
  package var isDeprecated = false
  /// The place among the others, where that is not the label's.
  package var sortText: String?

  /// Makes an item.
  package init(
    label: String, kind: Kind, detail: String?, documentation: MarkupContent?, edit: TextEdit,
    isSnippet: Bool = false
  ) {
    self.label = label
    self.kind = kind
    self.detail = detail
    self.documentation = documentation
    self.edit = edit
    self.isSnippet = isSnippet
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("label", label)
      json.member("kind", kind.rawValue)
      json.member("detail", detail)
      json.member("documentation", documentation)
      json.member("textEdit", edit)
      if isSnippet { json.member("insertTextFormat", 2) }
      json.member("sortText", sortText)
    }
  }
}
