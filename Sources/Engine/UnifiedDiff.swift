package import SourceText

/// The change from `file` to `bytes` as a patch that `git apply` takes; empty where nothing
/// changed.
package func unifiedDiff(of file: SourceFile, and bytes: [UInt8]) -> String {
  let old = LinePieces(file.bytes)
  let new = LinePieces(bytes)
  var head = 0
  while head < old.lines.count, head < new.lines.count, old.lines[head] == new.lines[head] {
    head += 1
  }
  if head == old.lines.count, head == new.lines.count { return "" }
  var tail = 0
  while tail < old.lines.count - head, tail < new.lines.count - head,
    old.lines[old.lines.count - 1 - tail] == new.lines[new.lines.count - 1 - tail]
  {
    tail += 1
  }
  let context = 3
  let first = max(0, head - context)
  let oldEnd = min(old.lines.count, old.lines.count - tail + context)
  let newEnd = min(new.lines.count, new.lines.count - tail + context)
  let name = file.name.drop { $0 == "/" }
  var text = "--- a/\(name)\n+++ b/\(name)\n"
  text += "@@ -\(first + 1),\(oldEnd - first) +\(first + 1),\(newEnd - first) @@\n"
  text += hunk(old, new, from: first, head: head, tail: tail, oldEnd: oldEnd)
  return text
}

private func hunk(
  _ old: LinePieces, _ new: LinePieces, from first: Int, head: Int, tail: Int, oldEnd: Int
) -> String {
  let oldChanged = head..<(old.lines.count - tail)
  let newChanged = head..<(new.lines.count - tail)
  var text = ""
  for line in old.lines[first..<head] { text += piece(" ", line) }
  // Lines that stay the same between two edits are shown as such, so that a patch stays small.
  if oldChanged.count == newChanged.count {
    var removed = ""
    var added = ""
    for (i, j) in zip(oldChanged, newChanged) {
      if old.lines[i] == new.lines[j] {
        text += removed + added + piece(" ", old.lines[i])
        (removed, added) = ("", "")
      } else {
        removed += piece("-", old.lines[i])
        added += piece("+", new.lines[j])
      }
    }
    text += removed + added
  } else {
    for line in old.lines[oldChanged] { text += piece("-", line) }
    for line in new.lines[newChanged] { text += piece("+", line) }
  }
  for line in old.lines[(old.lines.count - tail)..<oldEnd] { text += piece(" ", line) }
  return text
}

private func piece(_ sign: String, _ line: ArraySlice<UInt8>) -> String {
  let text = sign + String(decoding: line, as: UTF8.self)
  return line.last == 0x0A ? text : text + "\n\\ No newline at end of file\n"
}

/// The lines of a text, their breaks included.
private struct LinePieces {
  let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (i, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...i])
      start = i + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    self.lines = lines
  }
}
