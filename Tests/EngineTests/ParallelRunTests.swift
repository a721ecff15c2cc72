import Engine
import Linting
import SourceText
import TestSupport
import Testing

@Suite struct ParallelRunTests {
  /// Files go away while a large folder is walked: what was only met is passed over.
  @Test func aFileThatIsGoneIsTold() throws {
    let folder = try TemporaryFolder(["a.yaml": "a: 1\n", "b.yaml": "b: 1\n"])
    let (files, problems) = FileWalk.files(in: [folder.path])
    #expect(problems.isEmpty)
    folder.remove("a.yaml")
    for jobs in [1, 2] {
      var gone: [String] = []
      var read: [String] = []
      ParallelRun(Linter(), jobs: jobs).run(files) { outcome in
        switch outcome {
        case .report(let report): read.append(report.file.name)
        case .gone(let path): gone.append(path)
        case .unreadable(let path, let why): Issue.record("\(path): \(why)")
        }
      }
      #expect(gone == ["\(folder.path)/a.yaml"])
      #expect(read == ["\(folder.path)/b.yaml"])
    }
  }

  @Test func aNamedFileThatIsGoneCannotBeRead() throws {
    let folder = try TemporaryFolder(["a.yaml": "a: 1\n"])
    let (files, _) = FileWalk.files(in: ["\(folder.path)/a.yaml"])
    folder.remove("a.yaml")
    ParallelRun(Linter(), jobs: 1).run(files) { outcome in
      guard case .unreadable(_, let why) = outcome else {
        Issue.record("it was read")
        return
      }
      #expect(why == "no such file or directory")
    }
  }
}
