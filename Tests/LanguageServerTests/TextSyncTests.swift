import Testing

/// The text stays that of the client, whatever it counts in and however it edits.
@Suite struct TextSyncTests {
  private static let start = #"""
    > 1 initialize {"capabilities": {}}
    > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$text"}}
    < 1 "…"

    """#

  /// Behind `"_é漢😀": 1, ` the columns differ in all three encodings.
  @Test(arguments: [("utf-8", 30), ("utf-16", 25), ("utf-32", 24)])
  func countsColumnsAsAgreed(encoding: String, column: Int) throws {
    let rows = Transcript.config.split(separator: "\n").dropLast().map { $0 + ",\n" }.joined()
    let conversation = #"""
      > 1 initialize {"capabilities": {"general": {"positionEncodings": ["ENCODING"]}}}
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$text"}}
      < 1 {"capabilities": {"positionEncoding": "ENCODING"}}
      < textDocument/publishDiagnostics {"diagnostics": [{"range": {"start": {"line": 10, "character": FROM}, "end": {"line": 10, "character": TO}}}]}
      > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": 10, "character": FROM}, "end": {"line": 10, "character": TO}}, "text": "70000"}]}
      < textDocument/publishDiagnostics {"version": 2, "diagnostics": []}
      """#
    try Transcript.play(
      conversation.replacing("ENCODING", with: encoding).replacing("FROM", with: "\(column)")
        .replacing("TO", with: "\(column + 5)"),
      ["text": "{\n" + rows + "\"_é漢😀\": 1, train_iters: 10000}"])
  }

  @Test(arguments: ["\r\n", "\n", "\r"], ["", "\u{FEFF}"])
  func knowsLineBreaksAndByteOrderMarks(lineBreak: String, mark: String) throws {
    guard lineBreak != "\r" || mark.isEmpty else { return }
    try Transcript.play(
      Self.start + #"""
        < textDocument/publishDiagnostics {"diagnostics": [{"range": {"start": {"line": 9, "character": 13}, "end": {"line": 9, "character": 18}}}]}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}, "text": "# 漢\r\n"}, {"range": {"start": {"line": 10, "character": 13}, "end": {"line": 10, "character": 18}}, "text": "11000"}]}
        < textDocument/publishDiagnostics {"version": 2, "diagnostics": [{"range": {"start": {"line": 10, "character": 13}}, "message": "3.47 …"}]}
        """#,
      ["text": mark + Transcript.config.replacing("\n", with: lineBreak)])
  }

  @Test func makesChangesOneAfterTheOther() throws {
    try Transcript.play(
      Self.start + #"""
        < textDocument/publishDiagnostics {"diagnostics": ["…"]}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": 9, "character": 13}, "end": {"line": 9, "character": 18}}, "text": ""}, {"range": {"start": {"line": 9, "character": 13}, "end": {"line": 9, "character": 13}}, "text": "7"}, {"range": {"start": {"line": 9, "character": 14}, "end": {"line": 9, "character": 14}}, "text": "0000"}]}
        < textDocument/publishDiagnostics {"version": 2, "diagnostics": []}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"text": "x"}, {"text": "$config"}]}
        < textDocument/publishDiagnostics {"version": 2, "diagnostics": ["…"]}
        """#, ["text": Transcript.config])
  }

  @Test func takesPlacesOutsideTheTextToItsNearestEnd() throws {
    try Transcript.play(
      Self.start + #"""
        < textDocument/publishDiagnostics {"diagnostics": []}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": 4000, "character": 7}, "end": {"line": 9e99, "character": 9e99}}, "text": "train_iters: 1"}, {"range": {"start": {"line": 9, "character": 2000}, "end": {"line": 9, "character": 1999}}, "text": "0000"}]}
        < textDocument/publishDiagnostics {"version": 2, "diagnostics": [{"range": {"start": {"line": 9, "character": 13}, "end": {"line": 9, "character": 18}}}]}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 3}, "contentChanges": [{"range": {"start": {"line": 9, "character": 18}, "end": {"line": 9, "character": 13}}, "text": "70000"}]}
        < textDocument/publishDiagnostics {"version": 3, "diagnostics": []}
        """#, ["text": Transcript.config.replacing("train_iters: 10000\n", with: "")])
  }

  @Test func waitsForAWholeTextOnceAChangeCannotBeRead() throws {
    try Transcript.play(
      Self.start + #"""
        < textDocument/publishDiagnostics {"version": 1, "diagnostics": []}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": -1}}, "text": "b"}]}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 3}, "contentChanges": [{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "c"}]}
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 0, "character": 0}}
        < 2 null
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 4}, "contentChanges": [{"text": "$config"}]}
        < textDocument/publishDiagnostics {"version": 4, "diagnostics": ["…"]}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 5}, "contentChanges": 5}
        > textDocument/didSave {"textDocument": {"uri": "u:a"}}
        > textDocument/didSave {"textDocument": {"uri": "u:a"}, "text": "a: 1"}
        < textDocument/publishDiagnostics {"version": 4, "diagnostics": []}
        """#, ["text": "a"])
  }

  @Test func ignoresChangesOfDocumentsThatAreNotOpen() throws {
    try Transcript.play(
      Self.start + #"""
        < textDocument/publishDiagnostics {"uri": "u:a"}
        > textDocument/didChange {"textDocument": {"uri": "u:b", "version": 2}, "contentChanges": [{"text": "b"}]}
        > textDocument/didClose {"textDocument": {"uri": "u:b"}}
        > textDocument/didSave {"textDocument": {"uri": "u:b"}, "text": "b"}
        """#, ["text": "a"])
  }
}
