import Engine
import Linting
import SourceText
import Testing

@Suite struct FixingTests {
  private let repeated = """
    # trainlint: fact unique_tokens=2B
    num_layers: 32
    hidden_size: 4096
    num_attention_heads: 32
    max_position_embeddings: 2048
    seq_length: 2048
    pos_emb: rotary
    no_weight_tying: true
    train_batch_size: 1024
    train_epochs: 2

    """

  private func report(_ text: String) -> FileReport {
    Linter().report(on: SourceFile(name: "a.yml", text: text))
  }

  @Test func noFixAsksForMorePassesThanRepetitionPays() {
    let before = report(repeated)
    #expect(before.visible.contains { $0.rule == "undertrained-large-model" })
    #expect(before.visible.flatMap(\.finding.fixes) == [])
    #expect(Fixing(Linter(), includingUnsafe: true).fixed(before).file.bytes == before.file.bytes)
  }

  @Test func epochsStayWhole() {
    let often = repeated.replacing("train_epochs: 2", with: "train_epochs: 9")
    let after = Fixing(Linter(), includingUnsafe: true).fixed(report(often))
    let text = String(decoding: after.file.bytes, as: UTF8.self)
    #expect(text == repeated.replacing("train_epochs: 2", with: "train_epochs: 4"))
  }
}
