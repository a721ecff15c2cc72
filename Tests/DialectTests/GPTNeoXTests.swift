import Composition
import ConfigSyntax
import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct GPTNeoXTests {
  private let small = """
    num_layers: 2
    hidden_size: 768
    num_attention_heads: 12
    pos_emb: rotary
    no_weight_tying: true
    pipe_parallel_size: 1
    max_position_embeddings: 2048

    """

  private func plan(_ rest: String) throws -> TrainingPlan {
    let file = SourceFile(name: "a.yml", text: small + rest + "\n")
    let configuration = Configuration(parse(file))
    let dialect = try #require(DialectCatalogue.recognise(configuration))
    #expect(dialect.id.name == "gpt-neox")
    return TrainingPlan(dialect.read(configuration, file: file))
  }

  /// `LLaMAParallelMLP`, until the activation chose the gate: the width is the key itself, else a
  /// multiple of 256, and its matrices never have biases.
  @Test(arguments: [("", 2048.0), ("\nintermediate_size: 1000", 1000)])
  func theFormerLlamaMLPIsAsWideAsWritten(_ key: String, _ width: Double) throws {
    let plan = try plan("mlp_type: llama\nactivation: silu\nnorm: rmsnorm" + key)
    #expect(plan.value(.intermediateSize) == width)
    // 2 × (4 × 768² + 4 × 768 + 3 × 768 × width + 2 × 768) + 768
    #expect(plan.value(.parametersNonEmbedding) == 4_728_576 + 4608 * width)
  }

  @Test func theWidthOfAnUnpublishedForkIsNotGuessed() throws {
    #expect(try plan("mlp_type: gated\nintermediate_size: 1000").value(.intermediateSize) == nil)
    let rounded = try plan("mlp_type: gated\nmlp_multiple_of: 256")
    #expect(rounded.value(.intermediateSize) == 2048)
  }

  /// `ParallelGroupedMLP`: two matrices without biases, their width as written, whatever the
  /// activation; the router is h × experts.
  @Test(arguments: [
    ("", 3072.0), ("\nactivation: swiglu", 3072), ("\nintermediate_size: 1000", 1000),
  ])
  func expertsAreNeitherGatedNorBiased(_ key: String, _ width: Double) throws {
    let plan = try plan("moe_num_experts: 8\nnorm: rmsnorm" + key)
    // 2 × (4 × 768² + 4 × 768 + 8 × (768 + 2 × 768 × width) + 2 × 768) + 768
    #expect(plan.value(.parametersNonEmbedding) == 4_740_864 + 24_576 * width)
  }

  @Test func expertsOfEarlierVersionsAreNotGuessed() throws {
    let plan = try plan("moe_num_experts: 4\nmoe_type: deepspeed")
    #expect(plan.value(.parametersNonEmbedding) == nil)
  }

  /// Two blocks of 7,087,872 without what the lines add; `norms.py` never reads
  /// `use_bias_in_norms`, and one norm serves queries and keys.
  @Test(arguments: [
    ("use_bias_in_norms: false", 14_177_280.0),
    ("mlp_type: gated\nmlp_multiple_of: 256\nuse_bias_in_norms: false", 14_175_488),
    ("use_qk_layernorm: true", 14_180_352), ("use_qk_layernorm: true\nnorm: rmsnorm", 14_174_976),
  ])
  func normsHaveTheParametersThatAreBuilt(_ lines: String, _ count: Double) throws {
    #expect(try plan(lines).value(.parametersNonEmbedding) == count)
  }

  /// A reward model has no output matrix over the vocabulary, a table of relative positions is no
  /// row a position, the fork's norms are not public, and a list is no word.
  @Test(arguments: [
    "train_impl: rm", "pos_emb: rpe", "qk_norm: true", "norm: [layernorm]", "pos_emb: [rotary]",
    "pos_emb: learned\nmax_position_embeddings: null",
  ])
  func aPartThatIsNotKnownLeavesTheCountOpen(_ lines: String) throws {
    #expect(try plan(lines).value(.parameters) == nil)
  }

  @Test(arguments: ["train_impl: rm", "pos_emb: rpe"])
  func aPartAroundTheBlocksLeavesThemKnown(_ line: String) throws {
    #expect(try plan(line).value(.parametersNonEmbedding) == 14_177_280)
  }
}
