import Testing

@Suite struct SwiftCodeTests {
  @Test func commentsAndLiteralsBecomeSpaces() {
    #expect(SwiftCode("a // b\nc /* d /* e */ f */ g").text == "a     \nc                   g")
    #expect(SwiftCode(#"x("b\"c", y)"#).text == #"x("    ", y)"#)
  }

  @Test func interpolatedCodeStays() {
    #expect(SwiftCode(#""a\(b["c"].d(e))f""#).text == #""  (b[" "].d(e)) ""#)
  }

  @Test func rawAndLongLiteralsEndAtTheirOwnMarks() {
    #expect(SwiftCode("##\"a\"# \\(b)\"##.c").text == "##\"        \"##.c")
    #expect(SwiftCode("\"\"\"\n\"a\" {\n\"\"\"; b").text == "\"\"\"\n     \n\"\"\"; b")
  }

  @Test func wordsOfLiteralsAreKeptApart() {
    let words = SwiftCode("a(\"b\") // c").words
    #expect(String(decoding: words, as: UTF8.self) == "a(\"b\")     ")
  }
}
