import Testing

/// The edits that are offered.
@Suite struct CodeActionTests {
  private static func start(_ capabilities: String = "{}") -> String {
    #"""
    > 1 initialize {"capabilities": \#(capabilities)}
    > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 3, "text": "$text"}}
    < 1 "…"
    < textDocument/publishDiagnostics "…"

    """#
  }

  private static let ask = #"""
    > 2 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 9, "character": 18}, "end": {"line": 9, "character": 18}}, "context": {"diagnostics": []}}

    """#

  @Test func offersTheFixesThenTheIgnoreComment() throws {
    try Transcript.play(
      Self.start() + Self.ask + #"""
        < 2 [{"title": "…", "kind": "quickfix", "isPreferred": true, "diagnostics": [{"code": "undertrained-large-model"}], "edit": {"changes": {"u:a": [{"range": {"start": {"line": 9, "character": 13}, "end": {"line": 9, "character": 18}}, "newText": "63422"}]}}}, {"title": "Ignore undertrained-large-model on this line", "kind": "quickfix", "isPreferred": false, "edit": {"changes": {"u:a": [{"range": {"start": {"line": 9, "character": 18}, "end": {"line": 9, "character": 18}}, "newText": "  # trainlint: ignore[undertrained-large-model]"}]}}}, {"title": "Ignore undertrained-large-model from the line above"}, {"title": "Ignore undertrained-large-model in this file", "edit": {"changes": {"u:a": [{"range": {"start": {"line": 0, "character": 0}}, "newText": "# trainlint: ignore-file[undertrained-large-model]\n"}]}}}]
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 4}, "contentChanges": [{"range": {"start": {"line": 9, "character": 18}, "end": {"line": 9, "character": 18}}, "text": "  # trainlint: ignore[undertrained-large-model]"}]}
        < textDocument/publishDiagnostics {"version": 4, "diagnostics": []}
        """#, ["text": Transcript.config])
  }

  @Test func editsCarryTheVersionWhereTheClientTakesIt() throws {
    try Transcript.play(
      Self.start(#"{"workspace": {"workspaceEdit": {"documentChanges": true}}}"#) + Self.ask
        + #"""
        < 2 [{"edit": {"documentChanges": [{"textDocument": {"uri": "u:a", "version": 3}, "edits": ["…"]}]}}, "…", "…", "…"]
        """#, ["text": Transcript.config])
  }

  @Test func answersOnlyForTheKindsThatAreAskedFor() throws {
    try Transcript.play(
      Self.start() + #"""
        > 2 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}, "context": {"diagnostics": [], "only": ["source.fixAll", "refactor.extract"]}}
        < 2 []
        > 3 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}, "context": {"diagnostics": [], "only": ["refactor.inline", "quickfix"]}}
        < 3 ["…", "…", "…", "…"]
        > 4 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 9, "character": 0}, "end": {"line": 9, "character": 12}}, "context": {"diagnostics": []}}
        < 4 [{"title": "Set train_iters to 63,422 (20 tokens per parameter)", "kind": "refactor.rewrite", "isPreferred": "absent", "diagnostics": "absent"}]
        """#, ["text": Transcript.config])
  }

  @Test func addsToTheBracketsThatAreThere() throws {
    let text = Transcript.config.replacing("10000", with: "10000 # trainlint: ignore[x] why")
    try Transcript.play(
      Self.start() + Self.ask + #"""
        < 2 ["…", {"edit": {"changes": {"u:a": [{"range": {"start": {"line": 9, "character": 40}}, "newText": ", undertrained-large-model"}]}}}, "…", "…"]
        """#, ["text": text])
  }

  @Test func writesAboveALineThatHasAnotherComment() throws {
    let text = Transcript.config.replacing("10000\n", with: "10000 # for now\r\n")
    try Transcript.play(
      Self.start() + Self.ask + #"""
        < 2 ["…", {"edit": {"changes": {"u:a": [{"range": {"start": {"line": 9, "character": 0}}, "newText": "# trainlint: ignore-next-line[undertrained-large-model]\r\n"}]}}}, "…", "…"]
        """#, ["text": text])
  }

  @Test func editsThatTakeTimeComeLaterWhereTheClientAsksForThem() throws {
    try Transcript.play(
      Self.start(
        #"{"textDocument": {"codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}}}}"#
      ) + Self.ask + #"""
        < 2 [{"edit": "…"}, {"title": "Ignore undertrained-large-model on this line", "edit": "absent", "data": "…"}, {"edit": "absent"}, {"edit": "absent"}]
        > 3 codeAction/resolve {"title": "Ignore undertrained-large-model in this file", "diagnostics": [{"range": {"start": {"line": 9, "character": 13}, "end": {"line": 9, "character": 18}}, "message": ""}], "data": {"version": 3, "request": {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 9, "character": 18}, "end": {"line": 9, "character": 18}}, "context": {"diagnostics": []}}}}
        < 3 {"title": "Ignore undertrained-large-model in this file", "edit": {"changes": {"u:a": ["…"]}}}
        > 4 codeAction/resolve {"title": "Ignore undertrained-large-model in this file", "data": {"version": 2, "request": {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 9, "character": 18}, "end": {"line": 9, "character": 18}}}}}
        < 4 {"edit": "absent"}
        """#, ["text": Transcript.config])
  }

  @Test func noCommentIsOfferedWithinATextOfSeveralLines() throws {
    let rows = Transcript.config.split(separator: "\n").map { "    \($0)\n" }.joined()
    try Transcript.play(
      Self.start(
        #"{"textDocument": {"codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}}}}"#
      ) + #"""
        > 2 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 13, "character": 18}, "end": {"line": 13, "character": 18}}, "context": {"diagnostics": []}}
        < 2 [{"isPreferred": true}, {"title": "Ignore undertrained-large-model in this file", "edit": "absent"}]
        """#,
      ["text": "apiVersion: v1\nkind: ConfigMap\ndata:\n  run.yml: |\n" + rows])
  }

  @Test func safeFixesAreAppliedTogether() throws {
    let text = Transcript.config + "# trainlint: fact world_sise=8 unique_tokns=1B\n"
    try Transcript.play(
      Self.start() + #"""
        > 2 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "context": {"diagnostics": [], "only": ["source.fixAll"]}}
        < 2 [{"title": "Apply all safe fixes of trainlint", "kind": "source.fixAll.trainlint", "edit": {"changes": {"u:a": [{"range": {"start": {"line": 10, "character": 18}}, "newText": "world_size"}, {"newText": "unique_tokens"}]}}}]
        """#, ["text": text])
  }

  @Test func aFactThatIsMissingCanBeDeclared() throws {
    try Transcript.play(
      Self.start() + #"""
        > 2 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 5, "character": 0}, "end": {"line": 5, "character": 0}}, "context": {"diagnostics": []}}
        < 2 []
        > 3 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 7, "character": 14}, "end": {"line": 7, "character": 14}}, "context": {"diagnostics": []}}
        < 3 [{"title": "Declare unique_tokens in a comment", "kind": "refactor.rewrite", "edit": {"changes": {"u:a": [{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "newText": "# trainlint: fact unique_tokens=\n"}]}}}]
        """#, ["text": LinkedTextTests.run])
  }

  @Test func offersNoCommentInJSON() throws {
    let rows = Transcript.config.split(separator: "\n").map { line -> String in
      let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
      let isNumber = parts[1].allSatisfy(\.isNumber)
      return "\"\(parts[0])\": " + (isNumber ? parts[1] : "\"\(parts[1])\"")
    }
    try Transcript.play(
      Self.start() + #"""
        > 2 textDocument/codeAction {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}, "context": {}}
        < 2 [{"isPreferred": true}, {"title": "Set train_batch_size to 6,495 (20 tokens per parameter)"}]
        """#, ["text": "{\n" + rows.joined(separator: ",\n") + "\n}\n"])
  }
}
