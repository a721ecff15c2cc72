import Testing

/// What is shown under the pointer.
@Suite struct HoverTests {
  private static func start(_ capabilities: String) -> String {
    #"""
    > 1 initialize {"capabilities": {"textDocument": {"hover": {"contentFormat": ["\#(capabilities)"]}}}}
    > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$text"}}
    < 1 "…"
    < textDocument/publishDiagnostics "…"

    """#
  }

  @Test func aKeyNamesItsQuantityWhatFollowsAndTheVerdict() throws {
    try Transcript.play(
      Self.start("markdown") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 9, "character": 3}}
        < 2 {"contents": {"kind": "markdown", "value": "`train_iters` · optimizer steps: **10.0k** (10,000), line 10\n\nwhole number · gpt-neox…\n\nWhat follows from it:\n\n- training tokens: **21.0B** = steps × tokens_per_step, lines 4, 6, 10\n- tokens per parameter: **3.15** = …\n\n**warning:** 3.15 tokens per parameter, compute-optimal is about 20 [`undertrained-large-model`]\n\nhelp: …"}, "range": {"start": {"line": 9, "character": 0}, "end": {"line": 9, "character": 11}}}
        > 3 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 9, "character": 15}}
        < 3 {"contents": {"value": "`train_iters` · …"}, "range": {"start": {"line": 9, "character": 13}, "end": {"line": 9, "character": 18}}}
        """#, ["text": Transcript.config])
  }

  @Test func aKeyOfTheModelLeadsToItsParameters() throws {
    try Transcript.play(
      Self.start("plaintext") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 1, "character": 5}}
        < 2 {"contents": {"kind": "plaintext", "value": "hidden_size · hidden size: 4.10k (4,096), line 2\n\nwhole number · gpt-neox…\n\nWhat follows from it:\n\n- parameters: 6.65B = …lines 1, 2, 7\n…"}}
        > 3 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 6, "character": 2}}
        < 3 {"contents": {"value": "tokenizer_type · vocabulary rows: …"}}
        """#, ["text": Transcript.config])
  }

  @Test func aDeclaredFactIsShownToo() throws {
    try Transcript.play(
      Self.start("plaintext") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 10, "character": 35}}
        < 2 {"contents": {"value": "unique tokens: 1.00B (1,000,000,000), declared, line 11\n\nWhat follows from it:\n\n- epochs: 21.0 = …"}}
        """#, ["text": Transcript.config + "# trainlint: fact unique_tokens=1B\n"])
  }

  @Test func aKeyWithoutQuantitySaysWhatItTakes() throws {
    try Transcript.play(
      Self.start("markdown") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 7, "character": 8}}
        < 2 {"contents": {"value": "`norm`: one of layernorm, rmsnorm, …, default layernorm · gpt-neox…"}, "range": {"start": {"line": 7, "character": 6}}}
        """#, ["text": Transcript.config])
  }

  @Test func theNameOfAFactIsExplained() throws {
    try Transcript.play(
      Self.start("markdown") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 10, "character": 21}}
        < 2 {"contents": {"value": "`unique_tokens` · unique tokens\n\nIn this run: **1.00B**, declared"}, "range": {"start": {"line": 10, "character": 18}, "end": {"line": 10, "character": 31}}}
        """#, ["text": Transcript.config + "# trainlint: fact unique_tokens=1B\n"])
  }

  @Test func aConfigInsideAManifestSpeaksAsItWouldAlone() throws {
    let text = """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: recipe}
      data:
        train.yml: |
          base_model: meta-llama/Llama-2-7b-hf
          datasets: [{path: our/rows, type: alpaca}]
          micro_batch_size: 2
          gradient_accumulation_steps: 4
          sequence_len: 4096
          sample_packing: true
          max_steps: 500
          adapter: lora

      """
    try Transcript.play(
      Self.start("plaintext") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 9, "character": 8}}
        < 2 {"contents": {"value": "sequence_len · sequence length: 4.10k (4,096), line 10\n\n…axolotl…"}, "range": {"start": {"line": 9, "character": 4}, "end": {"line": 9, "character": 16}}}
        """#, ["text": text])
  }

  @Test func anArgumentOfACommandIsAKeyToo() throws {
    let text = """
      apiVersion: kubeflow.org/v1
      kind: PyTorchJob
      metadata: {name: tune}
      spec:
        pytorchReplicaSpecs:
          Worker:
            replicas: 2
            template:
              spec:
                containers:
                - name: pytorch
                  command: [torchrun, --nproc_per_node=8, train.py, --per_device_train_batch_size, "4",
                    --gradient_accumulation_steps, "2", --max_steps, "100", --output_dir, out]
                  resources: {limits: {nvidia.com/gpu: 8}}

      """
    try Transcript.play(
      Self.start("plaintext") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 12, "character": 53}}
        < 2 {"contents": {"value": "max_steps · optimizer steps: 100, line 13…"}, "range": {"start": {"line": 12}}}
        """#, ["text": text])
  }

  @Test func otherTextsSayNothing() throws {
    try Transcript.play(
      Self.start("markdown") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 10, "character": 3}}
        > 3 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 99, "character": 1}}
        > 4 textDocument/hover {"textDocument": {"uri": "u:none"}, "position": {"line": 0, "character": 1}}
        < 2 null
        < 3 null
        < 4 null
        """#, ["text": Transcript.config + "_own: 1\n"])
  }

  @Test func aRuleInAnIgnoreCommentShowsItsPage() throws {
    try Transcript.play(
      Self.start("markdown") + #"""
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 0, "character": 30}}
        < 2 {"contents": {"kind": "markdown", "value": "# data-repetition"}, "range": {"start": {"line": 0, "character": 28}, "end": {"line": 0, "character": 43}}}
        > 3 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 0, "character": 47}}
        < 3 null
        > 4 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 1, "character": 8}}
        < 4 null
        """#,
      [
        "text": "a: 1  # trainlint: ignore[x,data-repetition] data-repetition\n"
          + "b: 2 # [data-repetition]\n"
      ])
  }

  @Test func aTextThatCannotBeReadKeepsItsLastMeaning() throws {
    try Transcript.play(
      Self.start("plaintext") + #"""
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 2}, "contentChanges": [{"range": {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 0}}, "text": "oops: \"[\n"}]}
        < textDocument/publishDiagnostics "…"
        > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 10, "character": 15}}
        < 2 {"contents": {"value": "train_iters · optimizer steps: 10.0k (10,000), line 10\n…\n\nThe text cannot be read as it stands; this is from before the last edits."}, "range": {"start": {"line": 10, "character": 13}, "end": {"line": 10, "character": 18}}}
        > textDocument/didChange {"textDocument": {"uri": "u:a", "version": 3}, "contentChanges": [{"range": {"start": {"line": 3, "character": 0}, "end": {"line": 4, "character": 0}}, "text": ""}]}
        < textDocument/publishDiagnostics {"version": 3, "diagnostics": ["…"]}
        > 3 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 0, "character": 1}}
        < 3 {"contents": {"value": "num_layers · layers: 32, line 1\n…lines 1, 2, 4, 6, 7, 10…"}}
        """#, ["text": Transcript.config])
  }
}
