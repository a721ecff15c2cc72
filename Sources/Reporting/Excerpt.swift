import Linting
import SourceText

/// The lines that a finding speaks of, underlined.
struct Excerpt {
  private let file: SourceFile
  private let lines: LineTable

  init(_ file: SourceFile, lines: LineTable) {
    self.file = file
    self.lines = lines
  }

  /// Writes the excerpt of a finding: its primary label first, then the related ones as given.
  func write(_ finding: Finding, severity: Severity, to report: inout ReportText) {
    var last = lines.line(of: finding.primary.span.bytes.lowerBound) + 1
    for label in finding.related where label.span.file == file.id {
      last = max(last, lines.line(of: label.span.bytes.lowerBound) + 1)
    }
    let gutter = String(last).utf8.count
    writeMargin(gutter, to: &report)
    report.add("\n")
    var shown: Int?
    write(finding.primary, "^", Style.Paint(severity), gutter, &shown, to: &report)
    for label in finding.related where label.span.file == file.id {
      write(label, "-", .frame, gutter, &shown, to: &report)
    }
  }

  /// Writes one label below its line, which is not written anew where it was `shown` last.
  private func write(
    _ label: Label, _ mark: Unicode.Scalar, _ paint: Style.Paint, _ gutter: Int,
    _ shown: inout Int?, to report: inout ReportText
  ) {
    let line = lines.line(of: label.span.bytes.lowerBound)
    if line != shown { writeLine(line, gutter, to: &report) }
    shown = line
    writeMargin(gutter, to: &report)
    report.add(" ")
    report.painted(paint) { underline(label, on: line, mark: mark, to: &$0) }
    report.add("\n")
  }

  /// Writes the empty margin beside an excerpt whose line numbers take `gutter` columns.
  private func writeMargin(_ gutter: Int, to report: inout ReportText) {
    report.painted(.frame) {
      $0.add(0x20, times: gutter + 1)
      $0.add("|")
    }
  }

  private func writeLine(_ line: Int, _ gutter: Int, to report: inout ReportText) {
    report.painted(.frame) {
      let digits = String(line + 1)
      $0.add(0x20, times: gutter - digits.utf8.count)
      $0.add(safe: digits)
      $0.add(" |")
    }
    let range = lines.range(ofLine: line)
    let window = Self.window(range.lowerBound, range.upperBound)
    if !window.isEmpty {
      report.add(" ")
      if window.count > Self.widest || !add(window, to: &report) {
        report.add(
          safe: clipped(
            safeText(file.text(in: window)), isCut: window.upperBound < range.upperBound))
      }
    }
    report.add("\n")
  }

  /// Adds bytes of the file as they are, where nothing stands against it.
  private func add(_ range: ByteRange, to report: inout ReportText) -> Bool {
    file.bytes.withUnsafeBufferPointer {
      report.add(
        visible: UnsafeBufferPointer(rebasing: $0[range.lowerBound..<range.upperBound]))
    }
  }

  private func underline(
    _ label: Label, on number: Int, mark: Unicode.Scalar, to report: inout ReportText
  ) {
    let bytes = label.span.bytes
    let line = lines.range(ofLine: number)
    let before = Self.window(line.lowerBound, bytes.lowerBound)
    let end = min(bytes.upperBound, max(bytes.lowerBound, line.upperBound))
    let marked = Self.window(bytes.lowerBound, end)
    report.add(0x20, times: min(width(of: before), Self.widest))
    report.add(UInt8(ascii: mark), times: min(max(1, width(of: marked)), Self.widest))
    guard !label.text.isEmpty else { return }
    report.add(" ")
    report.add(safe: label.text)
  }

  /// The columns that a range takes: as many as bytes where all are visible ASCII.
  private func width(of range: ByteRange) -> Int {
    let low = min(max(0, range.lowerBound), file.bytes.count)
    let high = min(max(low, range.upperBound), file.bytes.count)
    let isPlain = file.bytes.withUnsafeBufferPointer { bytes in
      UnsafeBufferPointer(rebasing: bytes[low..<high]).isVisibleASCII
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
