import TestSupport
import Testing

/// Diagnostics that the server sends, and those that it is asked for.
@Suite struct PublishingTests {
  @Test func publishesWithTheVersion() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {}}
      > textDocument/didOpen {"textDocument": {"uri": "untitled:a", "languageId": "text", "version": 0, "text": "$config"}}
      < 1 "…"
      < textDocument/publishDiagnostics {"uri": "untitled:a", "version": 0, "diagnostics": [{"range": {"start": {"line": 9, "character": 13}, "end": {"line": 9, "character": 18}}, "severity": 2, "code": "undertrained-large-model", "source": "trainlint", "message": "3.15 tokens per parameter, compute-optimal is about 20\n…21.0B tokens…\nhelp: …", "data": {"rule": "undertrained-large-model", "version": 0}, "relatedInformation": "absent"}]}
      > textDocument/didClose {"textDocument": {"uri": "untitled:a"}}
      < textDocument/publishDiagnostics {"uri": "untitled:a", "diagnostics": []}
      """#)
  }

  @Test func saysNothingAboutOtherFiles() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {}}
      > textDocument/didOpen {"textDocument": {"uri": "file:///compose.yaml", "languageId": "yaml", "version": 1, "text": "services: {web: {image: nginx"}}
      < 1 "…"
      < textDocument/publishDiagnostics {"version": 1, "diagnostics": []}
      """#)
  }

  @Test func settlesABurstWithOneCheckOfTheNewestText() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {}}
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "a"}}
      > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"text": "b"}]}
      > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 3}, "contentChanges": [{"text": "$config"}]}
      < 1 "…"
      < textDocument/publishDiagnostics {"version": 3, "diagnostics": ["…"]}
      """#)
  }

  @Test func pullingClientsAreNeverSentAny() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"textDocument": {"diagnostic": {}}}}
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$config"}}
      < 1 {"capabilities": {"diagnosticProvider": {"identifier": "trainlint", "interFileDependencies": true, "workspaceDiagnostics": true}}}
      > 2 textDocument/diagnostic {"textDocument": {"uri": "u:a"}, "range": null}
      < 2 {"kind": "full", "resultId": "1", "items": [{"code": "undertrained-large-model"}]}
      > 3 textDocument/diagnostic {"textDocument": {"uri": "u:a"}, "previousResultId": "1"}
      < 3 {"kind": "unchanged", "resultId": "1"}
      > textDocument/didClose {"textDocument": {"uri": "u:a"}}
      > 4 textDocument/diagnostic {"textDocument": {"uri": "u:a"}}
      < 4 {"kind": "full", "items": []}
      """#)
  }

  @Test func sameDiagnosticsKeepTheirName() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"textDocument": {"diagnostic": {}}}}
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$config"}}
      > 2 textDocument/diagnostic {"textDocument": {"uri": "u:a"}}
      < 1 "…"
      < 2 {"kind": "full", "resultId": "1"}
      > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": 10, "character": 0}, "end": {"line": 10, "character": 0}}, "text": "# typing"}]}
      > 3 textDocument/diagnostic {"textDocument": {"uri": "u:a"}, "previousResultId": "1"}
      < 3 {"kind": "unchanged", "resultId": "1"}
      > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 3}, "contentChanges": [{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "\n"}]}
      > 4 textDocument/diagnostic {"textDocument": {"uri": "u:a"}, "previousResultId": "1"}
      < 4 {"kind": "full", "resultId": "2", "items": [{"range": {"start": {"line": 10}}}]}
      """#)
  }

  @Test func questionsAboutSupersededTextsAreToBeAskedAgain() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"textDocument": {"diagnostic": {}}}}
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "a"}}
      > 2 textDocument/diagnostic {"textDocument": {"uri": "u:a"}}
      > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"text": "$config"}]}
      > 3 textDocument/diagnostic {"textDocument": {"uri": "u:a"}}
      < 1 "…"
      < 2 error {"code": -32802, "data": {"retriggerRequest": true}}
      < 3 {"kind": "full", "items": ["…"]}
      """#)
  }

  @Test func reportsAllOpenDocumentsOfTheWorkspace() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"textDocument": {"diagnostic": {}}}}
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 7, "text": "$config"}}
      > textDocument/didOpen {"textDocument": {"uri": "u:b", "languageId": "yaml", "version": 8, "text": "b: 1"}}
      > 2 workspace/diagnostic {"previousResultIds": []}
      < 1 "…"
      < 2 {"items": [{"uri": "u:a", "version": 7, "kind": "full", "items": ["…"]}, {"uri": "u:b", "version": 8, "kind": "full", "items": []}]}
      > 3 textDocument/diagnostic {"textDocument": {"uri": "u:a"}}
      > 4 workspace/diagnostic {"previousResultIds": [{"uri": "u:b", "value": "none"}]}
      < 3 {"kind": "full"}
      < 4 {"items": [{"uri": "u:a", "kind": "full"}, {"uri": "u:b", "kind": "full"}]}
      """#)
  }

  @Test func namesOtherPlacesOnlyToClientsThatShowThem() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}}
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$config"}}
      < 1 "…"
      < textDocument/publishDiagnostics {"diagnostics": [{"relatedInformation": [{"location": {"uri": "u:a", "range": {"start": {"line": 1, "character": 13}}}, "message": "…6.65B parameters"}]}]}
      """#)
  }
}

/// Files that a text names: what stands in the editor counts, and a change of theirs is one of it.
@Suite struct LinkedTextTests {
  static let run = """
    base_model: NousResearch/Llama-3.2-1B
    datasets:
      - path: teknium/GPT4-LLM-Cleaned
        type: alpaca
    micro_batch_size: 2
    gradient_accumulation_steps: 8
    learning_rate: 0.0002
    num_epochs: 1
    sequence_len: 2048
    deepspeed: zero3.json

    """

  @Test func theTextInTheEditorCounts() throws {
    let folder = try TemporaryFolder([
      ".git/HEAD": "", "run.yaml": Self.run,
      "zero3.json": #"{"train_micro_batch_size_per_gpu": "auto"}"#,
    ])
    let run = "file://\(folder.path)/run.yaml"
    let linked = "file://\(folder.path)/zero3.json"
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}}
      > textDocument/didOpen {"textDocument": {"uri": "RUN", "languageId": "yaml", "version": 1, "text": "$run"}}
      < 1 "…"
      < textDocument/publishDiagnostics {"uri": "RUN", "diagnostics": []}
      > textDocument/didOpen {"textDocument": {"uri": "LINKED", "languageId": "json", "version": 1, "text": "{\"train_micro_batch_size_per_gpu\": 4}"}}
      < textDocument/publishDiagnostics {"uri": "RUN", "diagnostics": [{"code": "batch-arithmetic", "relatedInformation": [{"location": {"uri": "LINKED", "range": {"start": {"line": 0, "character": 35}}}}]}]}
      < textDocument/publishDiagnostics {"uri": "LINKED"}
      """#.replacing("RUN", with: run).replacing("LINKED", with: linked), ["run": Self.run])
  }
}
