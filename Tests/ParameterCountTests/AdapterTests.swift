import RunPlan
import Testing

@Suite struct AdapterTests {
  private let llama = Family.llama(32_000, 4_096, 32, 32, 32, 11_008)
  private let all: Set<AdapterTarget> = [
    .query, .key, .value, .attentionOutput, .gate, .up, .down,
  ]

  @Test func countsThatPEFTPrints() {
    // "trainable params: 4,194,304" for Llama 7B with r = 8 on q_proj and v_proj.
    #expect(ParameterCount.adapters(rank: 8, on: [.query, .value], of: llama) == 4_194_304)
    // "trainable params: 39,976,960" for r = 16 on all seven matrices, 41,943,040 for Llama 3 8B.
    #expect(ParameterCount.adapters(rank: 16, on: all, of: llama) == 39_976_960)
    let llama3 = Family.llama(128_256, 4_096, 32, 32, 8, 14_336)
    #expect(ParameterCount.adapters(rank: 16, on: all, of: llama3) == 41_943_040)
    // "trainable params: 294,912" for GPT-2 with r = 8 on c_attn.
    let gpt2 = Family.gpt(50_257, 768, 12, 12, positions: 1_024)
    #expect(ParameterCount.adapters(rank: 8, on: [.fusedInput], of: gpt2) == 294_912)
  }

  @Test func expertsHaveAdaptersOfTheirOwn() {
    let mixtral = with(llama) {
      $0.mlp = nil
      $0.attention?.keyValueHeads = 8
      $0.experts = .init(count: 8, perToken: 2, expert: .init(width: 14_336))
    }
    let attention = ParameterCount.adapters(rank: 8, on: [.query, .key], of: mixtral)
    #expect(attention == 8 * 32 * (8_192 + 5_120))
    let up = ParameterCount.adapters(rank: 8, on: [.up], of: mixtral)
    #expect(up == 8 * 32 * 8 * (4_096 + 14_336))
    #expect(
      ParameterCount.adapters(rank: 8, on: [.up], of: mixtral, reachesExperts: false) == 0)
  }

  @Test func whatCannotBeCountedIsNil() {
    #expect(ParameterCount.adapters(rank: 0, on: all, of: llama) == nil)
    #expect(ParameterCount.adapters(rank: .max, on: all, of: llama) == nil)
    let mamba = ModelShape.mamba(vocabularyRows: 50_280, hidden: 768, layers: 24)
    #expect(ParameterCount.adapters(rank: 8, on: all, of: mamba) == nil)
    #expect(ParameterCount.adapters(rank: 8, on: all, of: PublishedCountTests.deepSeekV3) == nil)
  }
}
