import ArgumentParser
import Engine
import RunRecords

/// Reads logs of training runs from disk, and says what is wrong with them.
struct LogFiles {
  /// Why a log cannot be used, in words that begin with its name.
  struct Problem: Error {
    let words: String
  }

  /// Larger logs are not read.
  private static let largest = 1 << 30

  private let columns: LogColumns

  /// Reads the columns that are named as `step=NAME,loss=NAME,lr=NAME`; all are found by themselves
  /// where none are.
  init(columns text: String?) throws {
    do {
      columns =
        try text.map { text throws(RunLog.Problem) in try LogColumns(parsing: text) }
        ?? LogColumns()
    } catch {
      throw ValidationError("--columns: \(error)")
    }
  }

  /// The bytes of the log at `path`.
  func bytes(_ path: String) throws(Problem) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try Disk.readInput(path, limit: Self.largest)
    } catch {
      throw Problem(words: "\(path): \(error.description)")
    }
    guard bytes.count <= Self.largest else {
      throw Problem(words: "\(path): larger than 1 GiB; thin it out first")
    }
    return bytes
  }

  /// The log at `path`.
  func read(_ path: String) throws(Problem) -> RunLog { try parse(try bytes(path), path) }

  /// The log in `bytes`.
  func parse(_ bytes: [UInt8], _ path: String) throws(Problem) -> RunLog {
    do {
      return try RunLog(reading: bytes, path: path, columns: columns)
    } catch {
      throw Problem(words: "\(path): \(error.description)")
    }
  }
}
