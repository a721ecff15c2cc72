package import SourceText

/// Something about the text of a file that keeps loaders, or some of them, from reading it.
package struct SyntaxProblem: Hashable, Sendable {
  /// What is wrong.
  package let kind: Kind
  /// Where it shows.
  package let span: SourceSpan
  /// The other place that belongs to it: an opening bracket, an earlier anchor, a key's start.
  package let related: SourceSpan?

  /// Joins a cause and its places.
  package init(_ kind: Kind, at span: SourceSpan, related: SourceSpan? = nil) {
    self.kind = kind
    self.span = span
    self.related = related
  }

  /// The causes.
  package enum Kind: Hashable, Sendable {
    // MARK: Layout
    /// A tab where indentation must be spaces.
    case tabIndentation
    /// A line whose indentation fits no open block.
    case badIndentation
    /// A block sequence goes on with something that is no `-` item.
    case missingDash
    /// Text behind a finished value on the same line.
    case unexpectedText
    /// A `- ` item where none can stand, as behind `key:` on one line.
    case itemNotAllowed
    /// A `? ` key where none can stand.
    case keyNotAllowed
    /// A second `: ` in a value, or a value where no key is open.
    case mappingValueNotAllowed
    /// A line in a mapping without a colon.
    case missingColon
    /// A key of more than 1,024 characters.
    case keyTooLong
    /// More content behind a whole document.
    case unexpectedDocumentStart
    /// A `---` or `...` inside a quoted text.
    case documentMarkInQuotes

    // MARK: Flow collections and quotes
    /// No comma or closing bracket between two values in `[…]` or `{…}`.
    case missingComma
    /// A `[` or `{` that is never closed.
    case unclosedBracket
    /// A closing bracket, a comma or another sign where a value must stand.
    case missingValue
    /// A colon between text and a bracket or comma, as in `{a:,}`, where a blank must follow.
    case colonNeedsSpace
    /// A quote that is never closed.
    case unclosedQuote
    /// A backslash escape that YAML does not know.
    case unknownEscape
    /// A `\x`, `\u` or `\U` with too few digits or a number that is no character.
    case badEscape

    // MARK: Signs
    /// A character that no value can start with.
    case reservedCharacter(Unicode.Scalar)
    /// An `&` or `*` without a name of letters, digits, `-` and `_`.
    case badAnchorName
    /// A tag that is not spelled as one.
    case badTag
    /// A tag with a prefix that no `%TAG` line names.
    case unknownTagHandle
    /// A `|` or `>` with something wrong behind it.
    case badBlockScalarHeader

    // MARK: Directives
    /// A second `%YAML` line.
    case duplicateVersion
    /// A `%YAML` version that libyaml does not read.
    case unsupportedVersion
    /// A second `%TAG` line for one prefix.
    case duplicateTagHandle
    /// A `%` line that is neither `%YAML` nor `%TAG`.
    case unknownDirective
    /// A `%YAML` or `%TAG` line that is not spelled as one.
    case badDirective

    // MARK: Bytes
    /// The file is UTF-16 or UTF-32.
    case encoding(TextEncoding)
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A character that YAML forbids, a NUL among them.
    case controlCharacter(UInt32)
    /// A byte order mark inside the text.
    case byteOrderMark

    // MARK: Names
    /// An alias to an anchor that its document does not define before it.
    case undefinedAlias(String)
    /// An anchor that its document defines twice; legal, but PyYAML and OmegaConf refuse it.
    case redefinedAnchor(String)

    // MARK: Other causes
    /// A line such as `<<<<<<< HEAD`.
    case mergeConflictMarker
    /// `{{ … }}` or `{% … %}` outside quotes, comments and block scalars: Helm, Jinja or Go.
    case templateSyntax
    /// A tab between tokens that libyaml takes and PyYAML's own scanner refuses.
    case tabAfterToken
    /// Collections nested deeper than the limit.
    case depthLimit
    /// A file larger than the limit.
    case sizeLimit
    /// More nodes than the limit.
    case nodeLimit
    /// More errors than the limit: the rest of the file was not read.
    case errorLimit
    /// Anything else, in libyaml's words.
    case other(String)
  }
}

extension SyntaxProblem.Kind {
  /// Whether the text stays readable for libyaml: the tree lacks nothing for it.
  package var leavesTreeWhole: Bool {
    switch self {
    case .undefinedAlias, .redefinedAnchor, .tabAfterToken: true
    default: false
    }
  }
}
