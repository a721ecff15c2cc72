import Dispatch
package import Linting
import SourceText
import Synchronization

/// Checks many files on several threads; the reports come in the order of the files.
package struct ParallelRun: Sendable {
  private let linter: Linter
  private let jobs: Int

  /// Makes a run on at most `jobs` threads.
  package init(_ linter: Linter, jobs: Int) {
    self.linter = linter
    self.jobs = max(1, jobs)
  }

  /// What became of one file; boxed, as a report is handed on by several.
  package indirect enum Outcome: Sendable {
    /// It was read.
    case report(FileReport)
    /// It could not be read; the words say why.
    case unreadable(path: String, String)
    /// It was met on a walk and was not there any more when it was to be read.
    case gone(path: String)
  }

  /// Checks `files` and hands over each outcome in the order of the files.
  ///
  /// Only one batch of reports is held at a time, so that memory does not grow with their number.
  package func run(_ files: [FileWalk.Entry], _ body: (Outcome) -> Void) {
    let batch = jobs == 1 ? 1 : 32 * jobs
    var start = 0
    while start < files.count {
      let end = min(files.count, start + batch)
      for outcome in outcomes(Array(files[start..<end])) { body(outcome) }
      start = end
    }
  }

  private func outcomes(_ files: [FileWalk.Entry]) -> [Outcome] {
    Self.map(files.count, jobs: jobs) { outcome(files[$0]) }
  }

  /// What `body` gives for each number below `count`, in their order, on at most `jobs` threads.
  package static func map<Result: Sendable>(
    _ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard jobs > 1, count > 1 else { return (0..<count).map(body) }
    let results = Mutex([Result?](repeating: nil, count: count))
    let share = (count + jobs - 1) / jobs
    DispatchQueue.concurrentPerform(iterations: jobs) { worker in
      let own = (worker * share)..<max(worker * share, min(count, (worker + 1) * share))
      let done = own.map { ($0, body($0)) }
      results.withLock { all in for (i, result) in done { all[i] = result } }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  private func outcome(_ entry: FileWalk.Entry) -> Outcome {
    do {
      let bytes = try Disk.read(entry.path)
      let file = SourceFile(name: entry.path, bytes: bytes)
      return .report(linter.report(on: file, isNamed: entry.isNamed))
    } catch {
      if !entry.isNamed, Disk.kindOfEntry(entry.path) == .absent { return .gone(path: entry.path) }
      return .unreadable(path: entry.path, error.description)
    }
  }
}
