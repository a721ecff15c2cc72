import Testing

/// Derived numbers beside the keys that decide them, and the run in one line.
@Suite struct HintTests {
  private static func start(_ options: String = "null", _ capabilities: String = "{}") -> String {
    #"""
    > 1 initialize {"capabilities": \#(capabilities), "initializationOptions": \#(options)}
    > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$text"}}
    < 1 "…"
    < textDocument/publishDiagnostics "…"

    """#
  }

  private static let askAll = #"""
    > 2 textDocument/inlayHint {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}}
    > 3 textDocument/codeLens {"textDocument": {"uri": "u:a"}}

    """#

  @Test func numbersStandAtTheKeysThatDecideThem() throws {
    try Transcript.play(
      Self.start() + Self.askAll + #"""
        < 2 [{"position": {"line": 1, "character": 17}, "label": "= 6.65B parameters", "paddingLeft": true}, {"position": {"line": 5, "character": 22}, "label": "= 2.10M tokens per step"}, {"position": {"line": 9, "character": 18}, "label": "= 21.0B tokens · 3.15 per parameter"}]
        < 3 [{"range": {"start": {"line": 0, "character": 0}}, "command": {"title": "gpt-neox pretraining: 6.65B parameters · 21.0B tokens · 3.15 per parameter · 8.37e20 FLOPs", "command": ""}}]
        > 4 textDocument/inlayHint {"textDocument": {"uri": "u:a"}, "range": {"start": {"line": 2, "character": 0}, "end": {"line": 6, "character": 0}}}
        < 4 [{"position": {"line": 5}}]
        """#, ["text": Transcript.config])
  }

  @Test func aModelByItsNameHasItsSizeToo() throws {
    try Transcript.play(
      Self.start() + Self.askAll + #"""
        < 2 [{"position": {"line": 0, "character": 37}, "label": "= 1.24B parameters"}]
        < 3 [{"command": {"title": "axolotl supervised-finetuning: 1.24B parameters · tokens unknown without unique_tokens"}}]
        """#, ["text": LinkedTextTests.run])
  }

  @Test func aTextThatCannotBeReadKeepsItsHints() throws {
    try Transcript.play(
      Self.start() + #"""
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 0}}, "text": "oops: \"[\n"}]}
        < textDocument/publishDiagnostics "…"

        """# + Self.askAll + #"""
          < 2 ["…", {"position": {"line": 6, "character": 22}}, {"position": {"line": 10, "character": 18}}]
          < 3 ["…"]
          """#, ["text": Transcript.config])
  }

  @Test func otherFilesHaveNone() throws {
    try Transcript.play(
      Self.start() + Self.askAll + "< 2 []\n< 3 []", ["text": "services: {web: {}}\n"])
  }

  @Test func bothCanBeSwitchedOff() throws {
    try Transcript.play(
      Self.start(#"{"inlayHints": false, "codeLens": false}"#) + Self.askAll + "< 2 []\n< 3 []",
      ["text": Transcript.config])
  }

  @Test func settingsComeLaterToo() throws {
    try Transcript.play(
      Self.start(
        "null",
        #"{"workspace": {"configuration": true, "inlayHint": {"refreshSupport": true}, "codeLens": {"refreshSupport": true}}}"#
      ) + #"""
        > initialized {}
        < workspace/configuration {"items": [{"section": "trainlint"}]}
        = trainlint-1 [{"inlayHints": false, "something": {"new": 1}}]
        < workspace/inlayHint/refresh "absent"
        < workspace/codeLens/refresh "absent"

        """# + Self.askAll + #"""
          < 2 []
          < 3 ["…"]
          > workspace/didChangeConfiguration {"settings": {"trainlint": {"inlayHints": true}}}
          < workspace/inlayHint/refresh "absent"
          < workspace/codeLens/refresh "absent"
          < workspace/configuration "…"
          = trainlint-6 [null]

          """# + Self.askAll + #"""
          < 2 ["…", "…", "…"]
          < 3 ["…"]
          """#, ["text": Transcript.config])
  }
}
