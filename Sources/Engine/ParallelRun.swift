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
  /// Only two batches of reports are held at a time, so that memory does not grow with their
  /// number: while one is handed over, the next is checked.
  package func run(_ files: [FileWalk.Entry], _ body: (Outcome) -> Void) {
    guard jobs > 1 else {
      for entry in files { body(outcome(entry)) }
      return
    }
    var rest = files[...]
    var pending = begin(&rest)
    while let batch = pending {
      let outcomes = batch.wait()
      pending = begin(&rest)
      for outcome in outcomes { body(outcome) }
    }
  }

  /// Starts to check the first of `files` and takes them away; nil where there are none.
  private func begin(_ files: inout ArraySlice<FileWalk.Entry>) -> Batch? {
    guard !files.isEmpty else { return nil }
    let batch = Batch()
    let entries = Array(files.prefix(32 * jobs))
    files = files.dropFirst(entries.count)
    batch.fill { Self.map(entries.count, jobs: jobs) { outcome(entries[$0]) } }
    return batch
  }

  /// Outcomes that are being worked out.
  private final class Batch: Sendable {
    private let outcomes = Mutex<[Outcome]>([])
    private let work = DispatchGroup()

    func fill(_ body: @escaping @Sendable () -> [Outcome]) {
      DispatchQueue.global().async(group: work) {
        let all = body()
        self.outcomes.withLock { $0 = all }
      }
    }

    func wait() -> [Outcome] {
      work.wait()
      return outcomes.withLock { outcomes in
        defer { outcomes = [] }
        return outcomes
      }
    }
  }

  /// What `body` gives for each number below `count`, in their order, on at most `jobs` threads.
  package static func map<Result: Sendable>(
    _ count: Int, jobs: Int, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    guard jobs > 1, count > 1 else { return (0..<count).map(body) }
    let results = Mutex([Result?](repeating: nil, count: count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      // A thread that is held up leaves the rest to the others.
      var done: [(Int, Result)] = []
      while true {
        let start = next.add(Self.share, ordering: .relaxed).oldValue
        guard start < count else { break }
        for i in start..<min(count, start + Self.share) { done.append((i, body(i))) }
      }
      results.withLock { all in for (i, result) in done { all[i] = result } }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// So many files a thread takes at a time.
  private static let share = 4

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
