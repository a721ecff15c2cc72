/// Why bytes of the stream are no message.
package enum FramingProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A line of the header has no name, no colon, no number where one belongs, or no end.
  case malformedHeader
  /// The header ends without `Content-Length`.
  case missingLength
  /// The header announces more than `MessageReader.longestBody` bytes.
  case absurdLength

  package var description: String {
    switch self {
    case .malformedHeader: "malformed message header"
    case .missingLength: "message header without Content-Length"
    case .absurdLength: "message header with an absurd Content-Length"
    }
  }
}
