import SourceText
import Testing

@Suite struct PathPatternTests {
  @Test(arguments: [
    ("pretrain/**", "pretrain/a.yaml", true), ("pretrain/**", "pretrain/a/b.yaml", true),
    ("pretrain/**", "x/pretrain/a.yaml", false), ("pretrain", "x/pretrain/a.yaml", true),
    ("pretrain/", "pretrain/a.yaml", true), ("*.json", "a/b/c.json", true),
    ("*.json", "a.json/c.yaml", true), ("./a.yaml", "a.yaml", true), ("/a.yaml", "b/a.yaml", false),
    ("/a.yaml", "a.yaml", true), ("a/b", "a/b/c/d.yaml", true), ("a/b", "a/bc.yaml", false),
    ("**/*.{yaml,yml}", "a.yml", true), ("**/*.{yaml,yml}", "a/b.json", false), ("*", "", false),
    ("", "a", false),
  ])
  func aPatternFitsPathsAndWhatIsBelow(pattern: String, path: String, expected: Bool) {
    #expect(PathPatterns([pattern]).matches(path) == expected)
  }
}
