import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension KeyReader {
  /// Whether something other than null or an empty list or mapping stands at the path.
  func holds(_ path: String) -> Bool {
    guard let value = value(path), !value.isNull else { return false }
    if value.isSequence { return !value.items.isEmpty }
    if value.isMapping { return !value.entries.isEmpty }
    return value.scalar != .text("")
  }

  /// The words of a list, or of one text with commas between them; nil where there are none.
  @inline(never)
  func words(_ path: String) -> [String]? {
    guard let value = value(path), !value.isNull else { return nil }
    if value.isSequence {
      let words = value.items.compactMap { Self.text(of: $0)?.value }
      return words.count == value.items.count ? words : nil
    }
    return Self.text(of: value)?.value.split(separator: ",").map { word in
      String(word.drop { $0 == " " }.prefix { $0 != " " })
    }
  }

  /// Claims a count of things: nothing where the value is null, broken or below 1, which the
  /// framework takes as it stands and fails on.
  @discardableResult
  @inline(never)
  mutating func claimCount(
    _ quantity: Quantity, _ path: String, orOld oldPath: String? = nil, fallback: Double? = nil
  ) -> Claim? {
    guard has(path) else {
      if let oldPath, has(oldPath) { return claimCount(quantity, oldPath) }
      return reading.isPartial ? nil : claim(quantity, path, fallback: fallback)
    }
    guard let count = number(path).value, count >= 1, count == count.rounded() else { return nil }
    return claim(quantity, path)
  }
}
