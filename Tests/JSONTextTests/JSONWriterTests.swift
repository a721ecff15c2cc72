import JSONText
import Testing

private func written(pretty: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
  var json = JSONWriter(pretty: pretty)
  body(&json)
  return json.text
}

@Suite struct JSONWriterTests {
  @Test(arguments: [
    ("", #""""#),
    ("plain", #""plain""#),
    ("a\"b\\c/d", #""a\"b\\c/d""#),
    ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\u{0}\u{1}\u{10}\u{1F}\u{7F}", "\"\\u0000\\u0001\\u0010\\u001f\u{7F}\""),
    ("\u{2028}\u{2029}é😀\u{FFFD}", "\"\u{2028}\u{2029}é😀\u{FFFD}\""),
    ("\r\n", #""\r\n""#),
  ])
  func escapesStrings(text: String, expected: String) {
    #expect(written { $0.string(text) } == expected)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (1_414_647_808, "1414647808"),
    (300_000_000_000, "300000000000"), (9_007_199_254_740_992, "9007199254740992"),
    (0.1, "0.1"), (3e-4, "0.0003"), (6e-5, "6e-05"), (1.5, "1.5"), (1e22, "1e+22"),
    (0.1 + 0.2, "0.30000000000000004"), (.leastNonzeroMagnitude, "5e-324"), (.nan, "null"),
    (.infinity, "null"),
    (-.infinity, "null"),
  ])
  func writesDoubles(value: Double, expected: String) {
    #expect(written { $0.double(value) } == expected)
  }

  @Test(arguments: [0, 7, -7, 10, 1_000, .max, .min]) func writesInts(value: Int) {
    #expect(written { $0.int(value) } == "\(value)")
  }

  @Test func keepsOrderAndLeavesOutNil() {
    let text = written { json in
      json.object { json in
        json.member("z", 1)
        json.member("a", "x")
        json.member("no", nil as String?)
        json.member("neither", nil as JSONValue?)
        json.member("b", true)
        json.member("d", 0.5)
        json.null("n")
        json.object("empty") { _ in }
        json.array("list", of: [1, 2]) { $0.int($1) }
        json.members("names", ["x", "y"])
        json.array("none") { _ in }
      }
    }
    let expected =
      #"{"z":1,"a":"x","b":true,"d":0.5,"n":null,"empty":{},"list":[1,2],"names":["x","y"],"none":[]}"#
    #expect(text == expected)
  }

  @Test func indentsPrettyText() {
    let text = written(pretty: true) { json in
      json.object { json in
        json.array("a") { json in
          json.int(1)
          json.object { $0.member("b", "c") }
        }
        json.object("e") { _ in }
      }
      json.endLine()
    }
    let expected =
      "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"c\"\n    }\n  ],\n  \"e\": {}\n}\n"
    #expect(text == expected)
  }

  @Test func writesLinesAndStartsAnew() {
    var json = JSONWriter()
    for i in 0..<2 {
      json.object { $0.member("i", i) }
      json.endLine()
    }
    #expect(json.text == "{\"i\":0}\n{\"i\":1}\n")
    json.removeAll()
    json.array { _ in }
    #expect(json.text == "[]")
  }
}
