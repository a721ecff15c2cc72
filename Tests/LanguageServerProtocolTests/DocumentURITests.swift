import LanguageServerProtocol
import Testing

@Suite struct DocumentURITests {
  @Test(arguments: [
    ("file:///tmp/a.yaml", "/tmp/a.yaml"), ("file:///a%20b/%C3%A9%2B.yaml", "/a b/é+.yaml"),
    ("file:///a b/é.yaml", "/a b/é.yaml"), ("FILE:///tmp/a", "/tmp/a"), ("file:/tmp/a", "/tmp/a"),
    ("file://localhost/tmp/a", "/tmp/a"), ("file://server/share/a", "//server/share/a"),
    ("file:///c%3A/x/y.yaml", "c:/x/y.yaml"), ("file:///C:/x", "C:/x"), ("file:///c:", "c:"),
    ("file:///cc:/x", "/cc:/x"), ("file:///100%/a%zz%4", "/100%/a%zz%4"),
    ("file:///a%23b#c", "/a#b#c"), ("file:///a%FF", "/a\u{FFFD}"), ("file:///", "/"),
    ("file:///%2F", "//"),
  ])
  func givesPaths(uri: String, path: String) {
    #expect(DocumentURI(uri).path == path)
  }

  @Test(arguments: [
    "", "a.yaml", "untitled:Untitled-1", "untitled:/tmp/a.yaml", "vscode-notebook-cell:/a#1",
    "git:/tmp/a.yaml?%7B%7D", "file:", "file:a", "file:///a%00b", "http://x/y", ":", "files:///a",
  ])
  func otherNamesHaveNoPath(uri: String) {
    #expect(DocumentURI(uri).path == nil)
    #expect(DocumentURI(uri).text == uri)
  }

  @Test(arguments: [
    ("/tmp/a.yaml", "file:///tmp/a.yaml"),
    ("/a b/é#?%+@.yaml", "file:///a%20b/%C3%A9%23%3F%25%2B%40.yaml"),
    ("c:/x", "file:///c%3A/x"), ("//server/share", "file://server/share"),
    ("/-._~", "file:///-._~"), ("/😀\n", "file:///%F0%9F%98%80%0A"),
  ])
  func codesPathsThatReadBack(path: String, uri: String) {
    #expect(DocumentURI(path: path).text == uri)
    #expect(DocumentURI(path: path).path == path)
  }

  @Test func windowsPathsGetSlashes() {
    #expect(DocumentURI(path: #"C:\a\b.yaml"#).text == "file:///C%3A/a/b.yaml")
    #expect(DocumentURI(path: #"/a\b"#).text == "file:///a%5Cb")
  }

  @Test func knowsSchemes() {
    #expect(DocumentURI("Untitled:a").scheme == "untitled")
    #expect(DocumentURI("none").scheme == "")
  }
}
