import Linting
import SourceText

/// The newest report that has plans, and where its bytes stand in the present text.
struct PlacedReport {
  /// What the engine says.
  let report: FileReport
  /// The lines of the report's text.
  let lines: LineTable
  private let shift: TextShift?

  /// The report on a text that can be read, or on the last one that could.
  init(_ checked: CheckedText, in document: Document) {
    if let past = checked.lastGood {
      report = past.report
      lines = past.lines
      shift = TextShift(from: past.report.file.bytes, to: document.bytes)
    } else {
      report = checked.report
      lines = checked.lines
      shift = nil
    }
  }

  /// Whether the text has changed since in a way that cannot be read.
  var isPast: Bool { shift != nil }

  /// The present bytes of what stood at `bytes`; nil where the text was changed there.
  func now(_ bytes: ByteRange) -> ByteRange? { shift.map { $0.new(bytes) } ?? bytes }

  /// The place in the report's text of a present one; nil where the text was changed there.
  func then(_ offset: Int) -> Int? { shift.map { $0.old(offset) } ?? offset }
}
