import Engine
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A report on its way into a file.
@Suite struct OutputFileTests {
  private static let piece = String(repeating: "0123456789abcdef", count: 1 << 16)

  private func text(_ folder: TemporaryFolder) -> [UInt8]? {
    SharedFolder.contents(of: folder.path + "/out")
  }

  private func names(_ folder: TemporaryFolder) -> [String] {
    guard let handle = opendir(folder.path) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { raw in
          String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { !$0.hasPrefix(".") }
  }

  /// Whatever ends the program meanwhile, nothing of the report is left.
  @Test func nothingIsSeenBeforeTheEnd() throws {
    let folder = try TemporaryFolder(["out": "old"])
    chmod(folder.path + "/out", 0o640)
    let file = try OutputFile(folder.path + "/out")
    for _ in 0..<3 { file.write(Self.piece.utf8) }
    file.write("end".utf8)
    #expect(names(folder) == ["out"])
    #expect(text(folder) == Array("old".utf8))
    try file.finish()
    #expect(names(folder) == ["out"])
    #expect(text(folder) == Array((Self.piece + Self.piece + Self.piece + "end").utf8))
    var status = stat()
    #expect(stat(folder.path + "/out", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test func aReportThatIsGivenUpLeavesNothing() throws {
    let folder = try TemporaryFolder()
    try OutputFile(folder.path + "/out").write(Self.piece.utf8)
    #expect(names(folder) == [])
  }
}
