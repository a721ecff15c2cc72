package import SourceText

/// The change from `file` to `bytes` as a patch that `git apply` takes, byte for byte; empty where
/// nothing changed.
///
/// Paths are those of the present folder, wherever the file was named from.
package func unifiedDiff(of file: SourceFile, and bytes: [UInt8]) -> [UInt8] {
  let lines = ChangedLines(linePieces(file.bytes), linePieces(bytes))
  guard !lines.changes.isEmpty else { return [] }
  let path = PathText.relative(PathText.resolved(file.name), to: Disk.absolute(".") ?? "/")
  var patch = Array(("--- " + quoted("a/" + path) + "\n+++ " + quoted("b/" + path) + "\n").utf8)
  var first = 0
  while first < lines.changes.count {
    let last = lines.lastChange(ofHunkFrom: first)
    lines.writeHunk(first...last, to: &patch)
    first = last + 1
  }
  return patch
}

/// A name as git writes it: in quotes where it has characters of its own meaning, a tab behind it
/// where it has a blank.
private func quoted(_ name: String) -> String {
  guard name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0x22 || $0 == 0x5C }) else {
    return name.utf8.contains(0x20) ? name + "\t" : name
  }
  var result = "\""
  for scalar in name.unicodeScalars {
    switch scalar.value {
    case 0x22, 0x5C: result += "\\" + String(scalar)
    case 0..<0x20, 0x7F:
      let digits = String(scalar.value, radix: 8)
      result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

/// The lines of a text, their breaks included.
private func linePieces(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  for (i, byte) in bytes.enumerated() where byte == 0x0A {
    lines.append(bytes[start...i])
    start = i + 1
  }
  if start < bytes.count { lines.append(bytes[start...]) }
  return lines
}

/// Which lines of a text became which of another.
private struct ChangedLines {
  let old: [ArraySlice<UInt8>]
  let new: [ArraySlice<UInt8>]
  private(set) var changes: [(old: Range<Int>, new: Range<Int>)] = []
  private static let context = 3

  init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
    self.old = old
    self.new = new
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        i += 1
        j += 1
        continue
      }
      let (k, l) = meeting(after: i, j)
      changes.append((i..<k, j..<l))
      (i, j) = (k, l)
    }
  }

  /// The nearest place behind two different lines from where both texts go on alike.
  private func meeting(after i: Int, _ j: Int) -> (Int, Int) {
    // Edits are short; what never meets again within so many lines is one change to the end.
    for distance in 1...2_000 {
      // Lines replaced one for one are what a fix leaves: the middle is looked at first.
      for step in 0...distance {
        let k = step % 2 == 0 ? (distance - step) / 2 : (distance + step + 1) / 2
        let (a, b) = (i + k, j + distance - k)
        if k <= distance, a <= old.count, b <= new.count, isAlike(a, b) { return (a, b) }
      }
    }
    return (old.count, new.count)
  }

  /// Whether the next lines are the same; one alone may be so by chance.
  private func isAlike(_ i: Int, _ j: Int) -> Bool {
    for step in 0..<3 {
      if i + step == old.count || j + step == new.count {
        return i + step == old.count && j + step == new.count
      }
      if old[i + step] != new[j + step] { return false }
    }
    return true
  }

  /// The last change that shares its context with the one before, from `first` on.
  func lastChange(ofHunkFrom first: Int) -> Int {
    var last = first
    while last + 1 < changes.count,
      changes[last + 1].old.lowerBound - changes[last].old.upperBound <= 2 * Self.context
    { last += 1 }
    return last
  }

  func writeHunk(_ range: ClosedRange<Int>, to patch: inout [UInt8]) {
    let (first, last) = (changes[range.lowerBound], changes[range.upperBound])
    let lead = min(Self.context, first.old.lowerBound)
    let trail = min(Self.context, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - lead)..<(last.old.upperBound + trail)
    let newRange = (first.new.lowerBound - lead)..<(last.new.upperBound + trail)
    patch += "@@ -\(Self.place(oldRange)) +\(Self.place(newRange)) @@\n".utf8
    var position = oldRange.lowerBound
    for change in changes[range] {
      for line in old[position..<change.old.lowerBound] { Self.write(line, 0x20, to: &patch) }
      for line in old[change.old] { Self.write(line, 0x2D, to: &patch) }
      for line in new[change.new] { Self.write(line, 0x2B, to: &patch) }
      position = change.old.upperBound
    }
    for line in old[position..<oldRange.upperBound] { Self.write(line, 0x20, to: &patch) }
  }

  /// The first line, from 1, and the number of lines; of none the line before.
  private static func place(_ range: Range<Int>) -> String {
    "\(range.lowerBound + (range.isEmpty ? 0 : 1)),\(range.count)"
  }

  private static func write(_ line: ArraySlice<UInt8>, _ sign: UInt8, to patch: inout [UInt8]) {
    patch.append(sign)
    patch += line
    if line.last != 0x0A { patch += "\n\\ No newline at end of file\n".utf8 }
  }
}
