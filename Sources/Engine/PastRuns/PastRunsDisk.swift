extension PastRuns {
  /// Reads the runs at `path`: a table, `-` for one on standard input, or a folder of runs, whose
  /// configs `linter` reads.
  package init(
    at path: String, columns: RunColumns.Choice, _ exclusions: Exclusions, _ linter: Linter
  ) throws(PastRunProblem) {
    if path != "-", Disk.kind(of: path) == .folder {
      try self.init(folder: path, linter, exclusions)
      return
    }
    let name = path == "-" ? "<stdin>" : path
    let bytes: [UInt8]
    do {
      bytes = try Disk.readInput(path, limit: Self.largest)
    } catch {
      throw PastRunProblem("\(name): \(error.description)")
    }
    guard bytes.count <= Self.largest else {
      throw PastRunProblem("\(name): larger than 256 MiB")
    }
    try self.init(bytes, path: name, columns: columns, exclusions)
  }

  private static let largest = 256 << 20
}
