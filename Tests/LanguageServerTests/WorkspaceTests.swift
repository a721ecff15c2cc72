import TestSupport
import Testing

/// Files that nobody has open.
@Suite struct WorkspaceTests {
  private static let pulls =
    #"{"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}, "didChangeWatchedFiles": {"dynamicRegistration": true}}}"#

  @Test func allFoldersAreChecked() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "", ".gitignore": "old/\n", "a.yaml": Transcript.config,
      "b/c.yml": Transcript.config, "old/d.yaml": Transcript.config, "e.json": "{}",
      "open.yaml": "a: 1\n",
    ])
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": PULLS, "workspaceFolders": [{"uri": "FOLDER", "name": "x"}]}
      > textDocument/didOpen {"textDocument": {"uri": "FOLDER/open.yaml", "languageId": "yaml", "version": 5, "text": "$config"}}
      < 1 "…"
      > 2 workspace/diagnostic {"previousResultIds": [{"uri": "FOLDER/gone.yaml", "value": "9"}]}
      < 2 {"items": [{"uri": "FOLDER/open.yaml", "version": 5, "items": ["…"]}, {"uri": "FOLDER/gone.yaml", "kind": "full", "items": []}, {"uri": "FOLDER/a.yaml", "version": null, "resultId": "2", "items": [{"code": "undertrained-large-model"}]}, {"uri": "FOLDER/b/c.yml", "items": ["…"]}]}
      > 3 workspace/diagnostic {"previousResultIds": [{"uri": "FOLDER/a.yaml", "value": "2"}], "workDoneToken": "w", "partialResultToken": 7}
      < $/progress {"token": "w", "value": {"kind": "begin", "cancellable": true}}
      < $/progress {"token": 7, "value": {"items": ["…", {"uri": "FOLDER/a.yaml", "kind": "unchanged", "resultId": "2"}, "…"]}}
      < $/progress {"token": "w", "value": {"kind": "end"}}
      < 3 {"items": []}
      """#.replacing("FOLDER", with: "file://\(folder.path)").replacing("PULLS", with: Self.pulls))
  }

  @Test func anAnswerIsGivenUpWhenNobodyWaitsForIt() throws {
    let folder = try TemporaryFolder(
      Dictionary(
        uniqueKeysWithValues: (0..<20).map { ("\($0).yaml", "a: 1\n") } + [(".git/HEAD", "")]))
    // Both come at once, as the answer would else be there before.
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": PULLS, "rootUri": "FOLDER"}
      > 2 workspace/diagnostic {"previousResultIds": [], "workDoneToken": 1}
      > $/cancelRequest {"id": 2}
      < 1 "…"
      < 2 error {"code": -32800}
      """#.replacing("FOLDER", with: "file://\(folder.path)").replacing("PULLS", with: Self.pulls))
  }

  @Test func aChangeOnDiskHasTheClientAskAgain() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "", "run.yaml": LinkedTextTests.run,
      "zero3.json": #"{"train_micro_batch_size_per_gpu": 4}"#,
    ])
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": PULLS}
      > initialized {}
      < 1 "…"
      < client/registerCapability {"registrations": [{"method": "workspace/didChangeWatchedFiles", "registerOptions": {"watchers": ["…", "…"]}}]}
      = trainlint-1 null
      > textDocument/didOpen {"textDocument": {"uri": "FOLDER/run.yaml", "languageId": "yaml", "version": 1, "text": "$run"}}
      > 2 textDocument/diagnostic {"textDocument": {"uri": "FOLDER/run.yaml"}}
      < 2 {"items": [{"code": "batch-arithmetic"}]}
      > workspace/didChangeWatchedFiles {"changes": [{"uri": "FOLDER/other.json", "type": 2}, {"uri": "FOLDER/run.yaml", "type": 2}]}
      > workspace/didChangeWatchedFiles {"changes": [{"uri": "FOLDER/zero3.json", "type": 2}]}
      < workspace/diagnostic/refresh "absent"
      """#.replacing("FOLDER", with: "file://\(folder.path)").replacing("PULLS", with: Self.pulls),
      ["run": LinkedTextTests.run])
  }

  @Test func aChangeOnDiskIsPublishedToTheOthers() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "", "run.yaml": LinkedTextTests.run,
      "zero3.json": #"{"train_micro_batch_size_per_gpu": 4}"#,
    ])
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {}}
      > initialized {}
      < 1 "…"
      > textDocument/didOpen {"textDocument": {"uri": "FOLDER/run.yaml", "languageId": "yaml", "version": 1, "text": "$run"}}
      < textDocument/publishDiagnostics {"diagnostics": [{"code": "batch-arithmetic"}]}
      > workspace/didChangeWatchedFiles {"changes": [{"uri": "FOLDER/zero3.json", "type": 2}]}
      < textDocument/publishDiagnostics {"diagnostics": [{"code": "batch-arithmetic"}]}
      """#.replacing("FOLDER", with: "file://\(folder.path)"), ["run": LinkedTextTests.run])
  }

  @Test func aPullingClientIsToldThatOtherTextsChanged() throws {
    let folder = try TemporaryFolder([".git/HEAD": ""])
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}}}
      > textDocument/didOpen {"textDocument": {"uri": "FOLDER/a.yaml", "languageId": "yaml", "version": 1, "text": "$config"}}
      > 2 textDocument/diagnostic {"textDocument": {"uri": "FOLDER/a.yaml"}}
      < 1 "…"
      < 2 {"items": ["…"]}
      > textDocument/didOpen {"textDocument": {"uri": "FOLDER/.trainlint.yaml", "languageId": "yaml", "version": 1, "text": "rules: {undertrained-large-model: off, tokens-per-parameter: off}\n"}}
      > 3 textDocument/diagnostic {"textDocument": {"uri": "FOLDER/.trainlint.yaml"}}
      < 3 {"items": []}
      < workspace/diagnostic/refresh "absent"
      > 4 textDocument/diagnostic {"textDocument": {"uri": "FOLDER/a.yaml"}}
      < 4 {"items": []}
      """#.replacing("FOLDER", with: "file://\(folder.path)"))
  }
}
