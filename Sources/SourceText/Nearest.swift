/// The candidate that differs least from `word`, or nil where none is near enough to be meant.
package func nearest(_ word: String, among candidates: [String]) -> String? {
  let letters = Array(word.utf8.prefix(64))
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let other = Array(candidate.utf8)
    guard abs(other.count - letters.count) <= 3 else { continue }
    let distance = editDistance(letters, other)
    if distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  guard let best, best.distance <= max(1, letters.count / 4) else { return nil }
  return best.candidate
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var before: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      current.append(cost)
    }
    (before, previous) = (previous, current)
  }
  return previous[b.count]
}
