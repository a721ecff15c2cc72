/// `text` between backticks for use in a headline: on one line and at most `limit` characters, the
/// middle left out where it is longer.
package func backticked(_ text: some StringProtocol, limit: Int = 28) -> String {
  if let plain = plain(text, limit: limit) { return "`" + plain + "`" }
  let flat = text.unicodeScalars.map { scalar -> Character in
    scalar.value < 0x20 || scalar.value == 0x7F ? " " : Character(scalar)
  }
  var characters = flat[...]
  while characters.first == " " { characters.removeFirst() }
  while characters.last == " " { characters.removeLast() }
  guard characters.count > limit else { return "`" + String(characters) + "`" }
  let tail = limit / 3
  let head = String(characters.prefix(limit - tail - 1))
  return "`\(head)…\(String(characters.suffix(tail)))`"
}

/// `text` where it is short and of visible ASCII, as nearly every one is: then nothing is to be
/// done.
private func plain(_ text: some StringProtocol, limit: Int) -> String? {
  let bytes = text.utf8
  guard bytes.count <= limit, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
  return String(text)
}
