import Linting
import SourceText

/// The lines that a finding speaks of, underlined.
struct Excerpt {
  private let file: SourceFile
  private let lines: LineTable
  private let style: Style

  init(_ file: SourceFile, lines: LineTable, style: Style) {
    self.file = file
    self.lines = lines
    self.style = style
  }

  /// The excerpt of a finding: its primary label first, then the related ones as given.
  func text(of finding: Finding, severity: Severity) -> String {
    let labels = [finding.primary] + finding.related.filter { $0.span.file == file.id }
    let numbers = labels.map { lines.line(of: $0.span.bytes.lowerBound) + 1 }
    let gutter = String(numbers.max() ?? 1).count
    var result = margin(gutter) + "\n"
    var shown: Int?
    for (i, label) in labels.enumerated() {
      if numbers[i] != shown { result += sourceLine(numbers[i], gutter) + "\n" }
      shown = numbers[i]
      let line = underline(label, mark: i == 0 ? "^" : "-")
      let painted = i == 0 ? style.severity(severity, line) : style.frame(line)
      result += margin(gutter) + " " + painted + "\n"
    }
    return result
  }

  /// The empty margin beside an excerpt whose line numbers take `gutter` columns.
  func margin(_ gutter: Int) -> String {
    style.frame(String(repeating: " ", count: gutter + 1) + "|")
  }

  private func sourceLine(_ number: Int, _ gutter: Int) -> String {
    let digits = String(number)
    let pad = String(repeating: " ", count: gutter - digits.count)
    let line = lines.range(ofLine: number - 1)
    let window = Self.window(line.lowerBound, line.upperBound)
    let content = clipped(
      safeText(file.text(in: window)), isCut: window.upperBound < line.upperBound)
    return style.frame(pad + digits + " |") + (content.isEmpty ? "" : " " + content)
  }

  private func underline(_ label: Label, mark: String) -> String {
    let bytes = label.span.bytes
    let line = lines.range(ofLine: lines.line(of: bytes.lowerBound))
    let before = Self.window(line.lowerBound, bytes.lowerBound)
    let end = min(bytes.upperBound, max(bytes.lowerBound, line.upperBound))
    let marked = Self.window(bytes.lowerBound, end)
    let column = min(width(of: before), Self.widest)
    let width = min(max(1, width(of: marked)), Self.widest)
    let text = label.text.isEmpty ? "" : " " + safeText(label.text)
    return String(repeating: " ", count: column) + String(repeating: mark, count: width) + text
  }

  /// The columns that a range takes: as many as bytes where all are visible ASCII.
  private func width(of range: ByteRange) -> Int {
    let low = min(max(0, range.lowerBound), file.bytes.count)
    let high = min(max(low, range.upperBound), file.bytes.count)
    let isPlain = file.bytes.withUnsafeBufferPointer { bytes in
      bytes[low..<high].allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
    return isPlain ? high - low : displayWidth(safeText(file.text(in: range)))
  }

  /// Lines longer than this say nothing more to a reader.
  private static let widest = 160

  private func clipped(_ text: String, isCut: Bool) -> String {
    // No text has more characters than bytes.
    isCut || (text.utf8.count > Self.widest && text.count > Self.widest)
      ? text.prefix(Self.widest) + "…" : text
  }

  /// As much of a range as can be shown, so that a long line is not read anew for every label.
  private static func window(_ low: Int, _ high: Int) -> ByteRange {
    ByteRange(low, min(max(low, high), low + 16 * widest))
  }
}
