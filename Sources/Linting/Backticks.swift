/// `text` between backticks for use in a headline: on one line and at most `limit` characters, the
/// middle left out where it is longer.
package func backticked(_ text: some StringProtocol, limit: Int = 28) -> String {
  if let plain = plain(String(text), limit: limit) { return "`" + plain + "`" }
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
private func plain(_ text: String, limit: Int) -> String? {
  guard text.utf8.count <= limit else { return nil }
  for byte in text.utf8 where byte <= 0x20 || byte >= 0x7F { return nil }
  return text
}
