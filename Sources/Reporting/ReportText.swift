import Linting

/// The bytes of a report for a terminal while it is written: to add to them costs a fraction of
/// adding to a text.
struct ReportText {
  /// What was written.
  private(set) var bytes: [UInt8] = []
  private let style: Style

  init(style: Style) {
    self.style = style
    bytes.reserveCapacity(1024)
  }

  /// What was written.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds words of the program's own.
  mutating func add(_ words: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount))
  }

  /// Adds `text` with everything that a terminal would obey made visible.
  mutating func add(safe text: String) {
    var text = text
    let isVisible = text.withUTF8 { add(visible: $0) }
    if !isVisible { bytes.append(contentsOf: safeText(text).utf8) }
  }

  /// Adds `text` as a link to `url`, where the style has links.
  mutating func add(safe text: String, linkedTo url: String?) {
    guard style.hasLinks, let url else { return add(safe: text) }
    bytes.append(contentsOf: Style.link(to: safeText(url)).utf8)
    add(safe: text)
    bytes.append(contentsOf: Style.link().utf8)
  }

  /// Adds `part` where it is visible ASCII; says whether it is.
  mutating func add(visible part: UnsafeBufferPointer<UInt8>) -> Bool {
    guard part.isVisibleASCII else { return false }
    bytes.append(contentsOf: part)
    return true
  }

  /// Adds a number.
  mutating func add(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// Adds one character of ASCII `count` times.
  mutating func add(_ character: UInt8, times count: Int) {
    bytes.append(contentsOf: repeatElement(character, count: max(0, count)))
  }

  /// Adds what `body` adds in a colour or another kind of `paint`, where the style has colours.
  mutating func painted(_ paint: Style.Paint, _ body: (inout ReportText) -> Void) {
    guard style.hasColor else { return body(&self) }
    let start = bytes.count
    bytes.append(contentsOf: paint.start.utf8)
    let empty = bytes.count
    body(&self)
    if bytes.count == empty {
      bytes.removeSubrange(start...)
    } else {
      bytes.append(contentsOf: Style.Paint.end.utf8)
    }
  }
}
