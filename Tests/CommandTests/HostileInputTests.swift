import TestSupport
import Testing

/// Texts that have brought other readers of YAML down: the answer is an exit code, soon.
@Suite(.timeLimit(.minutes(10))) struct HostileInputTests {
  private static let alternating = (0..<100_000).map { $0 % 2 == 0 ? "[" : "{a: " }.joined()

  private static let laughs: String = {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    return text
  }()

  private static let merges: String = {
    var text = "b0: &b0 {k0: 1}\n"
    for level in 1..<200 {
      text += "b\(level): &b\(level) {<<: [*b\(level - 1), *b\(level - 1)], k\(level): 1}\n"
    }
    return text + "num_layers: 2\nhidden_size: 4\n<<: *b199\n"
  }()

  private static let texts: [(name: String, bytes: [UInt8])] = [
    ("open brackets", Array(String(repeating: "[", count: 200_000).utf8)),
    ("open braces", Array(String(repeating: "{", count: 200_000).utf8)),
    ("open both", Array(alternating.utf8)),
    ("nested dashes", Array(String(repeating: "- ", count: 100_000).utf8)),
    ("anchors", Array(String(repeating: "&a ", count: 50_000).utf8)),
    ("billion laughs", Array(laughs.utf8)),
    ("merges of merges", Array(merges.utf8)),
    ("an alias of itself", Array("num_layers: &a [*a]\nb: &b {<<: *b}\n".utf8)),
    ("interpolation of itself", Array("a: ${b}\nb: ${a}${a}\nnum_layers: ${a}\n".utf8)),
    ("NUL", [0x61, 0x3A, 0x20, 0x00, 0x62, 0x0A]),
    ("only NUL", [UInt8](repeating: 0, count: 10_000)),
    ("UTF-16", [0xFF, 0xFE] + "a: 1\n".utf8.flatMap { [$0, 0] }),
    ("UTF-32", [0, 0, 0xFE, 0xFF] + "a: 1\n".utf8.flatMap { [0, 0, 0, $0] }),
    ("no UTF-8", [0x61, 0x3A, 0x20, 0xC3, 0x28, 0xFF, 0xFE, 0x0A]),
    ("cut UTF-8", Array("num_layers: é".utf8.dropLast())),
    ("BOM", [0xEF, 0xBB, 0xBF] + Array("num_layers: 2\n".utf8)),
    ("only a BOM", [0xEF, 0xBB, 0xBF]),
    ("empty", []),
    ("a lone colon", Array(":".utf8)),
    ("a lone dash", Array("-".utf8)),
    ("a lone quote", Array("a: \"".utf8)),
    ("a lone percent", Array("%".utf8)),
    ("tabs", Array("a:\n\tb: 1\n".utf8)),
    ("merge conflict", Array("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n".utf8)),
    (
      "huge numbers",
      Array("num_layers: 1\(String(repeating: "0", count: 5_000))\nhidden_size: 1e999999999\n".utf8)
    ),
    (
      "negative numbers",
      Array("num_layers: -9223372036854775808\nhidden_size: -0.0\ntrain_iters: .nan\n".utf8)
    ),
    ("long line", Array(("num_layers: " + String(repeating: "x", count: 2_000_000)).utf8)),
    ("many documents", Array(String(repeating: "---\nnum_layers: 2\n", count: 10_000).utf8)),
    ("one key many times", Array(String(repeating: "num_layers: 2\n", count: 20_000).utf8)),
    ("many ignores", Array(String(repeating: "a: 1 # trainlint: ignore[x]\n", count: 10_000).utf8)),
  ]

  @Test(arguments: texts.indices, ["yaml", "json"])
  func anExitCodeComesSoon(index: Int, ending: String) throws {
    let (name, bytes) = Self.texts[index]
    let folder = try TemporaryFolder([:])
    try folder.write(bytes, to: "a.\(ending)")
    let clock = ContinuousClock()
    let start = clock.now
    for arguments in [["check", "--format", "json"], ["plan"]] {
      let outcome = try Program.run(arguments + ["a.\(ending)"], in: folder)
      #expect((0...2).contains(outcome.code), "\(name), \(arguments): \(outcome.errorText)")
      #expect(outcome.peakMemory < 400 << 20, "\(name): \(outcome.peakMemory) bytes")
    }
    let took = clock.now - start
    #expect(took < .seconds(20), "\(name): \(took)")
  }

  /// The same text with other line ends has the same findings.
  @Test func lineEndsChangeNoFinding() throws {
    let crlf = Configs.loud.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let plain = try Program.run(["check", "--format", "concise", "a.yaml"], in: folder)
    try folder.write(crlf, to: "a.yaml")
    let other = try Program.run(["check", "--format", "concise", "a.yaml"], in: folder)
    #expect(plain.code == 1)
    #expect(plain.text == other.text)
  }

  @Test func aHugeFileTakesLittleMemory() throws {
    let folder = try TemporaryFolder([:])
    let line = Array("key: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] # comment\n".utf8)
    var bytes: [UInt8] = []
    while bytes.count < 100_000_000 { bytes += line }
    try folder.write(bytes, to: "huge.yaml")
    let outcome = try Program.run(["check", "huge.yaml"], in: folder)
    #expect((0...2).contains(outcome.code), "\(outcome.errorText)")
    #expect(outcome.peakMemory < 200 << 20, "\(outcome.peakMemory >> 20) MiB")
  }
}
