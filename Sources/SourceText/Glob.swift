/// A path pattern: `*`, `?`, `[a-z]`, `**` across folders, and `{a,b}`.
package struct Glob: Sendable {
  private let alternatives: [[UInt8]]

  /// Reads a pattern; what is no sign of a pattern stands for itself.
  package init(_ pattern: String) {
    alternatives = Self.expand(Array(pattern.utf8))
  }

  /// Whether the whole of `path` matches.
  package func matches(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    return alternatives.contains { Matcher(pattern: $0, path: bytes).matches() }
  }

  private static func expand(_ pattern: [UInt8]) -> [[UInt8]] {
    guard let open = pattern.firstIndex(of: 0x7B),
      let close = pattern[open...].firstIndex(of: 0x7D)
    else { return [pattern] }
    let choices = pattern[(open + 1)..<close].split(
      separator: 0x2C, omittingEmptySubsequences: false)
    guard choices.count > 1, choices.count <= 64 else { return [pattern] }
    return choices.map { Array(pattern[..<open]) + Array($0) + Array(pattern[(close + 1)...]) }
  }
}

private struct Matcher {
  let pattern: [UInt8]
  let path: [UInt8]

  func matches() -> Bool {
    var steps = 0
    return match(0, 0, &steps, depth: 0)
  }

  /// More stars in one pattern are nobody's, and every one of them takes room on the stack.
  private static let mostStars = 128

  /// Backtracks with a bound, so that no pattern of stars takes for ever.
  private func match(_ p: Int, _ s: Int, _ steps: inout Int, depth: Int) -> Bool {
    guard depth < Self.mostStars else { return false }
    var (p, s) = (p, s)
    while p < pattern.count {
      steps += 1
      guard steps < 100_000 else { return false }
      switch pattern[p] {
      case 0x2A:
        return matchStar(p, s, &steps, depth: depth + 1)
      case 0x3F:
        guard s < path.count, path[s] != 0x2F else { return false }
        p += 1
        s += 1
      case 0x5B:
        guard s < path.count, path[s] != 0x2F, let next = matchSet(p, path[s]) else { return false }
        p = next
        s += 1
      default:
        if pattern[p] == 0x5C, p + 1 < pattern.count { p += 1 }
        guard s < path.count, path[s] == pattern[p] else { return false }
        p += 1
        s += 1
      }
    }
    return s == path.count
  }

  private func matchStar(_ p: Int, _ s: Int, _ steps: inout Int, depth: Int) -> Bool {
    var after = p
    while after < pattern.count, pattern[after] == 0x2A { after += 1 }
    let crosses = after - p > 1
    if crosses, after < pattern.count, pattern[after] == 0x2F,
      match(after + 1, s, &steps, depth: depth)
    {
      return true
    }
    var s = s
    while true {
      if match(after, s, &steps, depth: depth) { return true }
      guard s < path.count, crosses || path[s] != 0x2F else { return false }
      s += 1
    }
  }

  /// The index behind the set at `p` if it holds `byte`.
  private func matchSet(_ p: Int, _ byte: UInt8) -> Int? {
    var i = p + 1
    guard i < pattern.count else { return nil }
    let isNegated = pattern[i] == 0x21 || pattern[i] == 0x5E
    if isNegated { i += 1 }
    var isFound = false
    let first = i
    while i < pattern.count, pattern[i] != 0x5D || i == first {
      if i + 2 < pattern.count, pattern[i + 1] == 0x2D, pattern[i + 2] != 0x5D {
        isFound = isFound || (pattern[i] <= byte && byte <= pattern[i + 2])
        i += 3
      } else {
        isFound = isFound || pattern[i] == byte
        i += 1
      }
    }
    guard i < pattern.count, isFound != isNegated else { return nil }
    return i + 1
  }
}
