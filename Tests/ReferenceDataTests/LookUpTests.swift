import ReferenceData
import Testing

@Suite struct LookUpTests {
  @Test(arguments: [
    ("meta-llama/Llama-2-7b-hf", "meta-llama/Llama-2-7b-hf", BaseModels.Relation.itself),
    ("META-LLAMA/llama-2-7B", "meta-llama/Llama-2-7b-hf", .itself),
    ("meta-llama/Llama-3.2-1B@main", "meta-llama/Llama-3.2-1B", .itself),
    ("meta-llama/Meta-Llama-3.1-8B", "meta-llama/Llama-3.1-8B", .itself),
    ("gpt2", "openai-community/gpt2", .itself),
    ("state-spaces/mamba-130m-hf", "state-spaces/mamba-130m", .itself),
    ("NousResearch/Llama-2-7b-hf", "meta-llama/Llama-2-7b-hf", .copy),
    ("NousResearch/Meta-Llama-3-8B", "meta-llama/Meta-Llama-3-8B", .copy),
    ("unsloth/Llama-3.2-1B", "meta-llama/Llama-3.2-1B", .copy),
    ("unsloth/llama-3-8b", "meta-llama/Meta-Llama-3-8B", .copy),
    ("unsloth/llama-3-8b-bnb-4bit", "meta-llama/Meta-Llama-3-8B", .quantised),
    ("unsloth/mistral-7b-v0.3-bnb-4bit", "mistralai/Mistral-7B-v0.3", .quantised),
    ("TheBloke/Llama-2-7B-GPTQ", "meta-llama/Llama-2-7b-hf", .quantised),
    ("Qwen/Qwen2.5-7B-Instruct", "Qwen/Qwen2.5-7B", .variant),
    ("Qwen/Qwen2.5-7B-Instruct-AWQ", "Qwen/Qwen2.5-7B", .variant),
    ("unsloth/Meta-Llama-3.1-8B-Instruct-bnb-4bit", "meta-llama/Llama-3.1-8B", .variant),
    ("Qwen/Qwen3-8B", "Qwen/Qwen3-8B-Base", .variant),
    ("google/gemma-3-1b-it", "google/gemma-3-1b-pt", .variant),
  ])
  func namesThatAreCertain(_ name: String, id: String, relation: BaseModels.Relation) throws {
    let match = try #require(BaseModels.named(name))
    #expect(match.model.hubID == id)
    #expect(match.relation == relation)
  }

  @Test(arguments: [
    "", "/", "@", "llama", "Llama-2-7b-hf", "./meta-llama/Llama-2-7b-hf", "-hf", "-4bit",
    "unsloth/",
    "/models/meta-llama/Llama-2-7b-hf", "somebody/Llama-2-7b-hf", "somebody/gpt2",
    "unsloth/llama",
    "meta-llama/Llama-2-7b-hf-finetuned", "meta-llama/Llama-2-7", "meta-llama/Llama-3.1-8",
    "NousResearch/Hermes-3-Llama-3.1-8B", "somebody/Llama-3.2-1B-bnb-4bit", "unsloth/-bnb-4bit",
  ])
  func namesThatAreNot(_ name: String) { #expect(BaseModels.named(name) == nil) }

  @Test func factsOfAModel() throws {
    let mixtral = try #require(BaseModels.named("mistralai/Mixtral-8x7B-v0.1")).model
    #expect(mixtral.parameters == 46_702_792_704)
    #expect(mixtral.activeParameters == 12_879_925_248)
    #expect(mixtral.trainingTokens == nil)
    let pythia = try #require(BaseModels.named("EleutherAI/pythia-70m")).model
    #expect(pythia.trainingTokens == 299_892_736_000)
    #expect(pythia.activeParameters == pythia.parameters)
    #expect(pythia.nonEmbeddingParameters == 18_915_328)
    #expect(!pythia.isTied && pythia.vocabularyRows == 50_304 && pythia.context == 2_048)
  }

  @Test func architecturesByThreeKindsOfName() throws {
    let llama = try #require(NamedArchitectures.named("Llama-3-8B"))
    #expect(llama.vocabulary == 128_000 && llama.vocabularyRows == 128_256)
    #expect(llama.keyValueHeads == 8 && llama.mlpWidth == 14_336 && llama.context == 8_192)
    #expect(NamedArchitectures.named("meta-llama/Meta-Llama-3-8B") == llama)
    #expect(NamedArchitectures.named("Meta-Llama-3-8B") == llama)
    #expect(NamedArchitectures.named("pythia-14m")?.hidden == 128)
    #expect(NamedArchitectures.named("Mixtral-8x7B-v0.1")?.expertsPerToken == 2)
    #expect(NamedArchitectures.named("no-such-model") == nil)
    #expect(NamedArchitectures.named("") == nil)
  }

  @Test func tokenizersKnowThreeSizes() throws {
    let neox = try #require(Tokenizers.named("EleutherAI/gpt-neox-20b"))
    #expect(neox.baseSize == 50_254 && neox.size == 50_277 && neox.modelRows == 50_432)
    #expect(Tokenizers.named("gpt2bpetokenizer")?.size == 50_257)
    #expect(Tokenizers.named("Qwen/Qwen2.5-7B@main")?.modelRows == 152_064)
    #expect(Tokenizers.named("somebody/else") == nil)
  }

  @Test func aModelsFormerNameFindsItsTokenizer() throws {
    let tokenizer = try #require(Tokenizers.named("meta-llama/Meta-Llama-3.1-70B"))
    #expect(tokenizer.size == 128_256)
    // Another's variant may have tokens of its own.
    #expect(Tokenizers.named("meta-llama/Meta-Llama-3.1-70B-Instruct-Custom") == nil)
  }

  @Test func aFamilyNamesItsDevices() {
    #expect(Device.kin(of: "H100").map(\.id) == ["h100-pcie", "h100-sxm"])
    #expect(Device.kin(of: "h10").isEmpty)
    #expect(Device.kin(of: "").isEmpty)
  }
}
