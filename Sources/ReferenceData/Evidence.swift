/// How well a published number is backed here.
package enum Evidence: String, Hashable, Sendable, CaseIterable {
  /// Checked against the source's own text, data or code.
  case verified
  /// Checked against a detailed account of the source by others.
  case secondHand
  /// From memory, and in agreement with something verified.
  case recalled
}
