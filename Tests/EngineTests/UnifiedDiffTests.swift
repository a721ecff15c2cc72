import Engine
import SourceText
import Testing

@Suite struct UnifiedDiffTests {
  private func patch(_ old: String, _ new: String, name: String = "x/a.yml") -> String {
    let file = SourceFile(name: name, text: old)
    return String(decoding: unifiedDiff(of: file, and: Array(new.utf8)), as: UTF8.self)
  }

  @Test func aPatchHoldsTheChangeAndItsContext() {
    let text = patch(
      "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n", "a: 1\nb: 2\nc: 3\nd: 40\ne: 5\nf: 6\n")
    #expect(
      text == """
        --- a/x/a.yml
        +++ b/x/a.yml
        @@ -1,6 +1,6 @@
         a: 1
         b: 2
         c: 3
        -d: 4
        +d: 40
         e: 5
         f: 6

        """)
  }

  @Test func nothingChangedGivesNothing() {
    #expect(patch("a: 1\n", "a: 1\n").isEmpty)
  }

  @Test func changesFarApartAreHunksOfTheirOwn() {
    let lines = (0..<40).map { "k\($0): \($0)\n" }
    var new = lines
    new[3] = "k3: x\n"
    new[30] = "above\nk30: x\n"
    let hunks = patch(lines.joined(), new.joined()).split(separator: "\n")
      .filter { $0.hasPrefix("@@") }
    #expect(hunks == ["@@ -1,7 +1,7 @@", "@@ -28,7 +28,8 @@"])
  }

  @Test func aMissingLastBreakIsSaid() {
    #expect(
      patch("a: 1", "a: 2").hasSuffix(
        "-a: 1\n\\ No newline at end of file\n+a: 2\n\\ No newline at end of file\n"))
  }

  @Test(arguments: [
    ("a b.yml", "--- a/a b.yml\t\n"), ("./x//a.yml", "--- a/x/a.yml\n"),
    ("q\"\\\n.yml", "--- \"a/q\\\"\\\\\\012.yml\"\n"), ("é.yml", "--- a/é.yml\n"),
  ])
  func namesAreWrittenAsGitDoes(name: String, line: String) {
    #expect(patch("a: 1\n", "a: 2\n", name: name).hasPrefix(line))
  }

  @Test func bytesThatAreNoTextStay() {
    let file = SourceFile(name: "a", bytes: [0x61, 0xFF, 0x0A, 0x62])
    let patch = unifiedDiff(of: file, and: [0x61, 0xFE, 0x0A, 0x62])
    #expect(patch.contains(0xFF) && patch.contains(0xFE))
  }
}
