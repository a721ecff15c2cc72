import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension KeyReader {
  /// After what time a job is ended: a number of `unit` seconds, or a text such as `36h` or `7d`.
  func deadline(_ path: String, unit: Double = 1) -> TimeLimit? {
    guard let found = value(path) else { return nil }
    if case .value(let count, let source) = Self.number(of: found, key: path) {
      return count > 0
        ? TimeLimit(key: path, seconds: count * unit, span: source.origin.place) : nil
    }
    guard let text = Self.text(of: found)?.value, let last = text.utf8.last,
      let length = Double(text.dropLast().filter { $0 != " " }), length > 0
    else { return nil }
    let units: [UInt8: Double] = [0x73: 1, 0x6D: 60, 0x68: 3600, 0x64: 86_400, 0x77: 604_800]
    return units[last].map { TimeLimit(key: path, seconds: length * $0, span: found.span) }
  }
}
