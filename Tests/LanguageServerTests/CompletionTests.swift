import Testing

/// What fits where the cursor stands.
@Suite struct CompletionTests {
  private static let snippets =
    #"{"textDocument": {"completion": {"completionItem": {"snippetSupport": true, "documentationFormat": ["markdown"]}}}}"#

  /// Opens `text`, types `line` in place of its line `number`, and asks at the line's end.
  private static func ask(_ number: Int, _ length: Int, _ capabilities: String = "{}") -> String {
    #"""
    > 1 initialize {"capabilities": \#(capabilities)}
    > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$text"}}
    < 1 "…"
    < textDocument/publishDiagnostics "…"
    > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": \#(number), "character": 0}, "end": {"line": \#(number), "character": 999}}, "text": "$line"}]}
    < textDocument/publishDiagnostics "…"
    > 2 textDocument/completion {"textDocument": {"uri": "u:a"}, "position": {"line": \#(number), "character": \#(length)}}

    """#
  }

  private static func play(
    _ line: String, at number: Int, in text: String = Transcript.config + "\n",
    _ capabilities: String = "{}", expecting expected: String
  ) throws {
    try Transcript.play(
      ask(number, line.utf16.count, capabilities) + expected, ["text": text, "line": line])
  }

  @Test func keysThatAreThereAreNotOffered() throws {
    let text = """
      # trainlint: dialect=nanotron
      tokens:
        sequence_length: 2048
        train_steps: 100
      \u{20}
        batch_accumulation_per_replica: 1
        micro_batch_size: 4

      """
    try Self.play(
      "  li", at: 4, in: text,
      expecting: #"""
        < 2 {"isIncomplete": false, "items": [{"label": "val_check_interval"}, {"label": "limit_val_batches", "detail": "whole number, default 0"}, {"label": "limit_test_batches"}]}
        """#)
  }

  @Test func enumeratedValuesKnowTheirDefault() throws {
    try Self.play(
      "norm: r", at: 7,
      expecting: #"""
        < 2 {"items": [{"label": "layernorm", "kind": 20, "detail": "default", "textEdit": {"newText": "layernorm", "range": {"start": {"line": 7, "character": 6}, "end": {"line": 7, "character": 7}}}}, {"label": "rmsnorm", "detail": "absent"}, "…", "…", "…", "…"]}
        """#)
  }

  @Test func keysBelowAKeyAreThoseOfItsMapping() throws {
    let text = Transcript.config + "optimizer:\n  params:\n    lr: 0.0001\n  \n"
    try Self.play(
      "  ty", at: 13, in: text, Self.snippets,
      expecting: #"""
        < 2 {"items": [{"label": "type", "kind": 10, "detail": "one of adam…required", "sortText": " type", "insertTextFormat": 2, "documentation": {"kind": "markdown", "value": "one of adam…gpt-neox…"}, "textEdit": {"newText": "type: ${1|adam,…|}", "range": {"start": {"line": 13, "character": 2}, "end": {"line": 13, "character": 4}}}}]}
        """#)
  }

  @Test func withoutSnippetsThereAreNoMarks() throws {
    let text = Transcript.config + "optimizer:\n  params:\n    lr: 0.0001\n  \n"
    try Self.play(
      "  ty", at: 13, in: text,
      expecting:
        #"< 2 {"items": [{"insertTextFormat": "absent", "textEdit": {"newText": "type: "}}]}"#)
  }

  @Test func insideBracesNamesAreQuoted() throws {
    let text = Transcript.config.split(separator: "\n").map { line -> String in
      let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
      return "\"\(parts[0])\": " + (Int(parts[1]) == nil ? "\"\(parts[1])\"" : parts[1])
    }
    try Self.play(
      #"  "optimizer": {"params": {},  "#, at: 11,
      in: "{\n" + text.joined(separator: ",\n") + ",\n \n}\n",
      expecting: #"< 2 {"items": [{"label": "type", "textEdit": {"newText": "\"type\": "}}]}"#)
  }

  @Test func aLoneWordOfAnotherFileIsNone() throws {
    try Self.play("na", at: 1, in: "services: {}\n\n", expecting: #"< 2 {"items": []}"#)
  }

  @Test func directivesAreCompleted() throws {
    try Self.play(
      "# trainlint: f", at: 10,
      expecting:
        #"< 2 {"items": [{"label": "ignore["}, "…", "…", {"textEdit": {"newText": "fact ", "range": {"start": {"character": 13}}}}, "…"]}"#
    )
    try Self.play("# trainlint: fact steps=", at: 10, expecting: #"< 2 {"items": []}"#)
    try Self.play("# trainlint ignore[", at: 10, expecting: #"< 2 {"items": []}"#)
    try Self.play("# trainlint: ignore[x] why", at: 10, expecting: #"< 2 {"items": []}"#)
  }
}
