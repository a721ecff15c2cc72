import Composition
import RunPlan
import SourceText

/// Counts the rows of data files that lie in the workspace.
///
/// What trainers drop or split off is not known, so the count is an estimate even where every row
/// was seen.
struct DataRows {
  /// The rows counted so far.
  private(set) var count = 0.0
  /// The files they are in.
  private(set) var names: [String] = []

  /// A file is read up to here; the rest is taken to be like it.
  private static let sample = 4 << 20

  /// Adds the rows of the file that `path` means; false where they cannot be counted.
  mutating func add(_ path: String, from links: LinkSource, atMost cap: Double? = nil) -> Bool {
    guard path.hasSuffix(".jsonl") || path.hasSuffix(".json"),
      let file = links.open(path, limit: Self.sample), !file.bytes.isEmpty
    else { return false }
    let first = file.bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    let rows: Double? =
      first == 0x5B ? Self.items(file.bytes) : first == 0x7B ? Self.lines(file.bytes) : nil
    guard let rows, rows > 0 else { return false }
    let whole = rows * Double(file.size) / Double(file.bytes.count)
    count += min(whole.rounded(), cap ?? .infinity)
    names.append(path.split(separator: "/").last.map(String.init) ?? path)
    return true
  }

  /// Claims the examples at the key that names the files.
  func claim(_ keys: inout KeyReader, at key: String) {
    guard count > 0, let value = keys.value(key) else { return }
    let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " …" : "")
    let rows = Claim(.examples, count, .written(KeySource(key: key, origin: value.origin)))
    keys.add(
      Claim(
        .examples, count, .derived(formula: "rows of \(shown)", from: [rows]),
        certainty: .estimate))
  }

  // MARK: Formats

  /// The lines that hold an object; nil where a line holds a part of one.
  private static func lines(_ bytes: [UInt8]) -> Double? {
    var rows = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var low = start
      var high = end
      while low < high, bytes[low] <= 0x20 { low += 1 }
      while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
      if low < high {
        // The last line of a sample may be cut off.
        guard bytes[low] == 0x7B, bytes[high - 1] == 0x7D || end == bytes.count else { return nil }
        rows += 1
      }
      start = end + 1
    }
    return Double(rows)
  }

  /// The items of the list at the top.
  private static func items(_ bytes: [UInt8]) -> Double {
    var depth = 0
    var rows = 0
    var isText = false
    var isEscaped = false
    for byte in bytes {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isText = false
        }
        continue
      }
      switch byte {
      case 0x22: isText = true
      case 0x5B, 0x7B:
        depth += 1
        if depth == 2 { rows += 1 }
      case 0x5D, 0x7D: depth -= 1
      default: break
      }
    }
    return Double(rows)
  }
}
