import JSONText
import Testing

private func problem(in bytes: [UInt8]) -> JSONProblem? {
  do throws(JSONProblem) {
    _ = try JSONValue(parsing: bytes)
    return nil
  } catch {
    return error
  }
}

private let valid: [(text: String, value: JSONValue)] = [
  ("null", .null), (" true ", true), ("\n\t\rfalse", false), ("0", 0), ("-0", 0),
  ("-0.0", 0), ("1.0", 1), ("1e3", 1_000), ("1E+2", 100), ("25e-1", 2.5), ("-12.5", -12.5),
  ("1e308", 1e308), ("1e999", .number(.infinity)), ("1e-999", 0),
  ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
  ("9223372036854775808", .number(9_223_372_036_854_775_808)),
  ("\"\"", ""), (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
  (#""\u00e9\u00E9\u0000""#, "éé\u{0}"), (#""\ud83d\ude00""#, "😀"),
  (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
  (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
  (#""\ud83d\n""#, "\u{FFFD}\n"), ("\u{FEFF}[]", []), ("[ ]", []), ("{ }", [:]),
  ("[1,[2,{}]]", [1, [2, [:]]]), (#"{"a":1,"b":{"c":[null]}}"#, ["a": 1, "b": ["c": [.null]]]),
  ("\"\u{2028}é😀\"", "\u{2028}é😀"),
]

private let invalid: [(text: String, reason: JSONProblem.Reason, offset: Int)] = [
  ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2),
  ("tru", .unexpectedEnd, 3), ("trux", .expectedValue, 3), ("True", .expectedValue, 0),
  ("nulll", .trailingText, 4), ("NaN", .expectedValue, 0), ("+1", .expectedValue, 0),
  (".5", .expectedValue, 0), ("-", .unexpectedEnd, 1), ("-a", .malformedNumber, 1),
  ("01", .malformedNumber, 1), ("1.", .unexpectedEnd, 2), ("1.e1", .malformedNumber, 2),
  ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3), ("0x10", .trailingText, 1),
  ("1 2", .trailingText, 2), ("[1,]", .expectedValue, 3), ("[,1]", .expectedValue, 1),
  ("[1 2]", .expectedSeparator, 3), ("[1", .unexpectedEnd, 2), ("[1}", .expectedSeparator, 2),
  ("{,}", .expectedName, 1), ("{a:1}", .expectedName, 1), ("{'a':1}", .expectedName, 1),
  ("{\"a\" 1}", .expectedColon, 5), ("{\"a\":}", .expectedValue, 5),
  ("{\"a\":1,}", .expectedName, 7), ("{\"a\":1", .unexpectedEnd, 6),
  ("\"abc", .unexpectedEnd, 4), ("\"a\nb\"", .controlCharacter, 2),
  ("\"\\x\"", .malformedEscape, 2), ("\"\\u12g4\"", .malformedEscape, 5),
  ("\"\\u12", .unexpectedEnd, 5), ("\"\\ud83d\\u1\"", .malformedEscape, 10),
  ("// c\n1", .expectedValue, 0), ("]", .expectedValue, 0), ("\u{0}", .expectedValue, 0),
]

@Suite struct JSONValueTests {
  @Test(arguments: valid)
  func reads(text: String, expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == expected)
  }

  @Test(arguments: invalid)
  func refuses(text: String, reason: JSONProblem.Reason, offset: Int) {
    #expect(problem(in: Array(text.utf8)) == JSONProblem(reason, at: offset))
  }

  @Test func repairsInvalidUTF8() throws {
    #expect(try JSONValue(parsing: [0x22, 0x61, 0xFF, 0x62, 0x22]) == "a\u{FFFD}b")
    #expect(try JSONValue(parsing: [0x22, 0xC3, 0x22]) == "\u{FFFD}")
    let surrogate = try JSONValue(parsing: [0x22, 0xED, 0xA0, 0x80, 0x5C, 0x6E, 0x22])
    #expect(surrogate.string?.last == "\n")
  }

  @Test func limitsDepth() throws {
    let deep = [UInt8](repeating: 0x5B, count: 128) + [UInt8](repeating: 0x5D, count: 128)
    #expect(problem(in: deep) == nil)
    #expect(problem(in: [0x5B] + deep + [0x5D]) == JSONProblem(.tooDeep, at: 128))
    #expect(problem(in: [UInt8](repeating: 0x5B, count: 1_000_000))?.reason == .tooDeep)
    let wide = Array("[".utf8) + Array(String(repeating: "[],{},", count: 300).utf8)
    #expect(problem(in: wide + Array("1]".utf8)) == nil)
  }

  @Test func keepsTheLastOfRepeatedNames() throws {
    let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
    #expect(value == ["a": 3, "b": 2])
    #expect(value.object?.members.map(\.name) == ["a", "b"])
    let many = (0..<2_000).map { "\"k\($0 % 1_000)\":\($0)" }.joined(separator: ",")
    let object = try JSONValue(parsing: "{\(many)}").object
    #expect(object?.members.count == 1_000)
    #expect(object?["k7"]?.int == 1_007)
  }

  @Test func accessorsNeverTrap() throws {
    let value: JSONValue = ["params": ["textDocument": ["uri": "file:///a"]], "list": [1, "x"]]
    #expect(value["params"]?["textDocument"]?["uri"]?.string == "file:///a")
    #expect(value["params"]?["textDocument"]?["uri"]?["x"]?[3] == nil)
    #expect(value["list"]?[1] == "x")
    #expect(value["list"]?[2] == nil)
    #expect(value["list"]?[-1] == nil)
    #expect(value.members("list") == [1])
    #expect(value.member("list", as: String.self) == nil)
    for text in ["1e308", "-1e308", "1e999", "1.5", "18446744073709551616"] {
      #expect(try JSONValue(parsing: text).int == nil)
      #expect(try JSONValue(parsing: text).double != nil)
    }
    #expect(JSONValue.number(.nan).int == nil)
    #expect(JSONValue.number(3).int == 3)
    #expect(JSONValue.number(-9_223_372_036_854_775_808).int == .min)
    #expect(JSONValue.number(9_223_372_036_854_775_808).int == nil)
    #expect(JSONValue.integer(3).double == 3)
  }
}
