import ConfigSyntax
import SourceText
import Testing

@Suite struct CommentTests {
  @Test(arguments: [
    ("a: 1 # one\n# two\n  # three\n", [" one", " two", " three"]),
    ("a: b#c\nd: http://x/#y\n", []),
    ("a: 'x # y' # z\nb: \"# no\"#yes\n", [" z", "yes"]),
    ("a: | # head\n  # text\n  b # text\n# tail\n", [" head", " tail"]),
    ("a: >-\n  x\n\n # less indented\nb: 1\n", [" less indented"]),
    ("a: [1, # first\n  2]# close\nb: {c: d} # e\n", [" first", " close", " e"]),
    ("a: plain\n  continued # c\n", [" c"]),
    ("a: 'two\n  # text\n  lines'\n", []),
    ("%YAML 1.1 # v\n--- # start\na: 1\n... # end\n# last", [" v", " start", " end", " last"]),
    ("- &x # anchor\n  1\n- !!str # tag\n  b\n- *x # alias\n", [" anchor", " tag", " alias"]),
    ("a: # key\n  b: 1\n", [" key"]),
    ("#\n##\n#é\n", ["", "#", "é"]),
    ("a: 1 # dos\r\n# next\r\n", [" dos", " next"]),
    ("a: 1\t# tab\n", [" tab"]),
    ("# a\u{85}b: 1 # c\n", [" a", " c"]),
    ("a: \"\\\"# no\" # yes\n", [" yes"]),
    ("? a # k\n: b # v\n", [" k", " v"]),
    ("a: # no value\n", [" no value"]),
    ("a: |#head\n  # text\n", ["head"]),
  ])
  func commentsAreFoundOutsideScalarsOnly(_ text: String, _ expected: [String]) {
    let tree = read(text)
    #expect(tree.comments().map(\.text) == expected)
    for comment in tree.comments() {
      #expect(tree.file.text(in: comment.span.bytes) == "#" + comment.text)
    }
  }

  @Test func wholeLineCommentsAreTold() {
    let tree = read("\u{FEFF}# a\n  # b\nc: 1 # d\n- # e\n")
    #expect(tree.comments().prefix(3).map(\.isWholeLine) == [true, true, false])
  }

  @Test func commentsBeforeAnErrorAndInLaterDocumentsAreKept() {
    let tree = read("# a\nb: 1 # c\nd: 'x # no\ne: 2 # no\n---\n# f\ng: 1\n")
    #expect(tree.comments().map(\.text) == [" a", " c", " f"])
    let unclosed = read("a: [1, 2 # c\nb: 3 # no\n---\nd: 1 # e\n")
    #expect(unclosed.comments().map(\.text).contains(" e"))
  }

  @Test func aQuoteAsAPossibleKeyIsNotSearchedAfterAnError() {
    #expect(read("\"a # b\" @\n").comments().isEmpty)
    #expect(read("a: 1\n\"c # d\" @ # e\n").comments().isEmpty)
  }
}
