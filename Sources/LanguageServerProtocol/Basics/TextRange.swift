package import JSONText

/// A place in a document as the wire has it, columns in the encoding that was agreed on.
package struct TextPosition: Hashable, Sendable, Comparable, JSONReadable, JSONWritable {
  /// The line, from 0.
  package var line: Int
  /// The column, from 0.
  package var character: Int

  /// What the protocol allows at most; clients that mean "the end" send more.
  private static let limit = 2_147_483_647

  /// Makes a position.
  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package init?(json: JSONValue) {
    guard let line = Self.number(json["line"]), let character = Self.number(json["character"])
    else { return nil }
    self.init(line: line, character: character)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("line", line)
      json.member("character", character)
    }
  }

  package static func < (a: TextPosition, b: TextPosition) -> Bool {
    (a.line, a.character) < (b.line, b.character)
  }

  private static func number(_ json: JSONValue?) -> Int? {
    guard let value = json?.double, value >= 0 else { return nil }
    return value < Double(limit) ? json?.int : limit
  }
}

/// A half-open range of a document as the wire has it.
package struct TextRange: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The first place.
  package var start: TextPosition
  /// The place after the last.
  package var end: TextPosition

  /// Makes a range.
  package init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = end
  }

  package init?(json: JSONValue) {
    guard let start: TextPosition = json.member("start"), let end: TextPosition = json.member("end")
    else { return nil }
    self.init(start: start, end: end)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("start", start)
      json.member("end", end)
    }
  }
}

/// A range of some document.
package struct Location: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The document.
  package var uri: DocumentURI
  /// The range.
  package var range: TextRange

  /// Makes a location.
  package init(uri: DocumentURI, range: TextRange) {
    self.uri = uri
    self.range = range
  }

  package init?(json: JSONValue) {
    guard let uri: DocumentURI = json.member("uri"), let range: TextRange = json.member("range")
    else { return nil }
    self.init(uri: uri, range: range)
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("uri", uri)
      json.member("range", range)
    }
  }
}
