import TestSupport
import Testing

/// From what is named to where it stands.
@Suite struct NavigationTests {
  private static func start(_ text: String) -> String {
    #"""
    > 1 initialize {"capabilities": {}}
    > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$text"}}
    < 1 "…"
    < textDocument/publishDiagnostics "…"

    """#
  }

  private static let text = """
    size: &size 512
    model: {width: *size, depth: "${size}"}
    train:
      rows: 8
      list: [1, "${.rows}", "${train.list[0]}", "${oc.env:HOME}"]
    again: *size

    """

  private static func at(_ line: Int, _ character: Int) -> String {
    #"{"textDocument": {"uri": "u:a"}, "position": {"line": \#(line), "character": \#(character)}, "context": {"includeDeclaration": true}}"#
  }

  @Test func anAliasLeadsToItsAnchor() throws {
    try Transcript.play(
      Self.start(Self.text) + """
        > 2 textDocument/definition \(Self.at(1, 17))
        < 2 [{"uri": "u:a", "range": {"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 11}}}]
        > 3 textDocument/references \(Self.at(0, 8))
        < 3 [{"range": {"start": {"line": 0, "character": 6}}}, {"range": {"start": {"line": 1, "character": 15}}}, {"range": {"start": {"line": 1, "character": 32}}}, {"range": {"start": {"line": 5, "character": 7}}}]
        > 4 textDocument/definition \(Self.at(3, 4))
        < 4 []
        """, ["text": Self.text])
  }

  @Test func anInterpolationLeadsToItsKey() throws {
    try Transcript.play(
      Self.start(Self.text) + """
        > 2 textDocument/definition \(Self.at(1, 34))
        < 2 [{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 4}}}]
        > 3 textDocument/definition \(Self.at(4, 28))
        < 3 [{"range": {"start": {"line": 4, "character": 9}, "end": {"line": 4, "character": 10}}}]
        > 4 textDocument/definition \(Self.at(4, 50))
        < 4 []
        > 5 textDocument/references \(Self.at(3, 3))
        < 5 []
        """, ["text": Self.text])
  }

  @Test func symbolsAreInLevelsOrFlat() throws {
    let open = #"""
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$text"}}
      < 1 "…"
      < textDocument/publishDiagnostics "…"
      > 2 textDocument/documentSymbol {"textDocument": {"uri": "u:a"}}

      """#
    let text =
      "# trainlint: dialect=gpt-neox\ntrain_iters: 5\noptimizer:\n  type: Adam\n  list: [{a: 1}, 2]\n"
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}}

      """# + open + #"""
        < 2 [{"name": "train_iters", "detail": "5", "kind": 16, "range": {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 14}}, "selectionRange": {"end": {"character": 11}}, "children": "absent"}, {"name": "optimizer", "kind": 2, "range": {"end": {"line": 4}}, "children": [{"name": "type", "kind": 15}, {"name": "list", "kind": 18, "children": [{"name": "[0]", "children": [{"name": "a"}]}]}]}]
        """#, ["text": text])
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {}}

      """# + open + #"""
        < 2 [{"name": "train_iters", "kind": 16, "location": {"uri": "u:a"}, "containerName": "absent"}, {"name": "optimizer"}, {"name": "type", "containerName": "optimizer"}, {"name": "list"}, {"name": "[0]"}, {"name": "a", "containerName": "[0]"}]
        """#, ["text": text])
  }

  @Test func aFileThatIsNamedCanBeOpened() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "", "run.yaml": LinkedTextTests.run,
      "zero3.json": #"{"train_micro_batch_size_per_gpu": "auto"}"#,
    ])
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {}}
      > textDocument/didOpen {"textDocument": {"uri": "FOLDER/run.yaml", "languageId": "yaml", "version": 1, "text": "$run"}}
      < 1 "…"
      < textDocument/publishDiagnostics {"diagnostics": []}
      > 2 textDocument/documentLink {"textDocument": {"uri": "FOLDER/run.yaml"}}
      < 2 [{"range": {"start": {"line": 9, "character": 11}, "end": {"line": 9, "character": 21}}, "target": "FOLDER/zero3.json"}]
      > 3 textDocument/definition {"textDocument": {"uri": "FOLDER/run.yaml"}, "position": {"line": 9, "character": 13}}
      < 3 [{"uri": "FOLDER/zero3.json", "range": {"start": {"line": 0, "character": 0}}}]
      """#.replacing("FOLDER", with: "file://\(folder.path)"), ["run": LinkedTextTests.run])
  }
}
