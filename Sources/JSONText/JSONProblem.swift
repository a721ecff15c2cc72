/// Why a text is no JSON.
package struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package enum Reason: String, Hashable, Sendable {
    /// The text stops before the value is complete.
    case unexpectedEnd = "unexpected end of text"
    /// A value should start here.
    case expectedValue = "expected a value"
    /// A member's name should start here.
    case expectedName = "expected a member name in double quotes"
    /// A `:` should stand here.
    case expectedColon = "expected ':'"
    /// A `,` or the end of the array or object should stand here.
    case expectedSeparator = "expected ',' or the closing bracket"
    /// A number breaks the grammar.
    case malformedNumber = "malformed number"
    /// A backslash is followed by something else than an escape.
    case malformedEscape = "malformed escape"
    /// A control character stands unescaped in a string.
    case controlCharacter = "unescaped control character in a string"
    /// Arrays and objects are nested too deeply.
    case tooDeep = "nested too deeply"
    /// Something follows the value.
    case trailingText = "text after the value"
  }

  /// What is wrong.
  package let reason: Reason
  /// The byte at which it was noticed.
  package let offset: Int

  /// Joins a reason and its place.
  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  package var description: String { "\(reason.rawValue) at byte \(offset)" }
}
