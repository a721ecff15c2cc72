import RunPlan
import Testing

/// A shape and what its authors say of it.
struct Known: Sendable, CustomTestStringConvertible {
  let name: String
  let shape: ModelShape
  let total: Int
  var active: Int?
  var nonEmbedding: Int?

  init(
    _ name: String, _ shape: ModelShape, _ total: Int, active: Int? = nil, nonEmbedding: Int? = nil
  ) {
    (self.name, self.shape, self.total) = (name, shape, total)
    (self.active, self.nonEmbedding) = (active, nonEmbedding)
  }

  var testDescription: String { name }

  func check() throws {
    let count = try #require(ParameterCount(shape), "\(name)")
    #expect(count.total == total, "\(name)")
    #expect(count.active == active ?? total, "\(name)")
    if let nonEmbedding { #expect(count.nonEmbedding == nonEmbedding, "\(name)") }
    #expect(count.inputEmbedding + count.outputHead + count.nonEmbedding == count.total)
  }
}

@Suite struct PublishedCountTests {
  @Test(arguments: [
    ("14m", 50_304, 128, 6, 4, 14_067_712, 1_189_888),
    ("31m", 50_304, 256, 6, 8, 30_494_720, 4_739_072),
    ("70m", 50_304, 512, 6, 8, 70_426_624, 18_915_328),
    ("160m", 50_304, 768, 12, 12, 162_322_944, 85_056_000),
    ("410m", 50_304, 1_024, 24, 16, 405_334_016, 302_311_424),
    ("1b", 50_304, 2_048, 16, 8, 1_011_781_632, 805_736_448),
    ("1.4b", 50_304, 2_048, 24, 16, 1_414_647_808, 1_208_602_624),
    ("2.8b", 50_304, 2_560, 32, 32, 2_775_208_960, 2_517_652_480),
    ("6.9b", 50_432, 4_096, 32, 32, 6_857_302_016, 6_444_163_072),
    ("12b", 50_688, 5_120, 36, 40, 11_846_072_320, 11_327_027_200),
  ])
  func pythiaInBothColumns(
    _ size: String, rows: Int, hidden: Int, layers: Int, heads: Int, total: Int, blocks: Int
  ) throws {
    let shape = Family.gpt(rows, hidden, layers, heads, tied: false)
    try Known("pythia-\(size)", shape, total, nonEmbedding: blocks).check()
  }

  static let dense: [Known] = [
    Known("Llama 1 and 2 7B", Family.llama(32_000, 4_096, 32, 32, 32, 11_008), 6_738_415_616),
    Known("Llama 1 and 2 13B", Family.llama(32_000, 5_120, 40, 40, 40, 13_824), 13_015_864_320),
    Known("Llama 1 30B", Family.llama(32_000, 6_656, 60, 52, 52, 17_920), 32_528_943_616),
    Known("Llama 1 65B", Family.llama(32_000, 8_192, 80, 64, 64, 22_016), 65_285_660_672),
    Known("Llama 2 70B", Family.llama(32_000, 8_192, 80, 64, 8, 28_672), 68_976_648_192),
    Known("Llama 3 8B", Family.llama(128_256, 4_096, 32, 32, 8, 14_336), 8_030_261_248),
    Known("Llama 3 70B", Family.llama(128_256, 8_192, 80, 64, 8, 28_672), 70_553_706_496),
    Known("Llama 3.1 405B", Family.llama(128_256, 16_384, 126, 128, 8, 53_248), 405_853_388_800),
    Known(
      "Llama 3.2 1B", Family.llama(128_256, 2_048, 16, 32, 8, 8_192, tied: true), 1_235_814_400),
    Known(
      "Llama 3.2 3B", Family.llama(128_256, 3_072, 28, 24, 8, 8_192, tied: true), 3_212_749_824),
    Known("Mistral 7B", Family.llama(32_000, 4_096, 32, 32, 8, 14_336), 7_241_732_096),
    Known("TinyLlama", Family.llama(32_000, 2_048, 22, 32, 4, 5_632), 1_100_048_384),
    Known("SmolLM2 135M", Family.llama(49_152, 576, 30, 9, 3, 1_536, tied: true), 134_515_008),
    Known("SmolLM2 360M", Family.llama(49_152, 960, 32, 15, 5, 2_560, tied: true), 361_821_120),
    Known(
      "SmolLM2 1.7B", Family.llama(49_152, 2_048, 24, 32, 32, 8_192, tied: true), 1_711_376_384),
    Known("Qwen2 0.5B", Family.qwen2(151_936, 896, 24, 14, 2, 4_864, tied: true), 494_032_768),
    Known("Qwen2 1.5B", Family.qwen2(151_936, 1_536, 28, 12, 2, 8_960, tied: true), 1_543_714_304),
    Known("Qwen2 7B", Family.qwen2(152_064, 3_584, 28, 28, 4, 18_944), 7_615_616_512),
    Known("Qwen2 72B", Family.qwen2(152_064, 8_192, 80, 64, 8, 29_568), 72_706_203_648),
    Known("Qwen3 0.6B", Family.qwen3(151_936, 1_024, 28, 16, 8, 3_072, tied: true), 596_049_920),
    Known("Qwen3 8B", Family.qwen3(151_936, 4_096, 36, 32, 8, 12_288), 8_190_735_360),
    Known("Qwen3 32B", Family.qwen3(151_936, 5_120, 64, 64, 8, 25_600), 32_762_123_264),
    Known("OLMo 2 1B", Family.olmo2(2_048, 16, 16, 16, 8_192), 1_484_916_736),
    Known("OLMo 2 7B", Family.olmo2(4_096, 32, 32, 32, 11_008), 7_298_617_344),
    Known("OLMo 2 13B", Family.olmo2(5_120, 40, 40, 40, 13_824), 13_716_198_400),
    Known("OLMo 2 32B", Family.olmo2(5_120, 64, 40, 8, 27_648), 32_234_279_936),
    Known("Gemma 2 2B", Family.gemma2(2_304, 26, 8, 4, 256, 9_216), 2_614_341_888),
    Known("Gemma 2 9B", Family.gemma2(3_584, 42, 16, 8, 256, 14_336), 9_241_705_984),
    Known("Gemma 2 27B", Family.gemma2(4_608, 46, 32, 16, 128, 36_864), 27_227_128_320),
    Known("Falcon 7B", Family.falcon(4_544, 32, 71, 1, norms: 1), 6_921_720_704),
    Known("Falcon 40B", Family.falcon(8_192, 60, 128, 8, norms: 2), 41_303_293_952),
  ]

  @Test(arguments: dense) func denseModels(_ known: Known) throws { try known.check() }

  static let older: [Known] = [
    Known("GPT-2", Family.gpt(50_257, 768, 12, 12, positions: 1_024), 124_439_808),
    Known("GPT-2 medium", Family.gpt(50_257, 1_024, 24, 16, positions: 1_024), 354_823_168),
    Known("GPT-2 large", Family.gpt(50_257, 1_280, 36, 20, positions: 1_024), 774_030_080),
    Known("GPT-2 XL", Family.gpt(50_257, 1_600, 48, 25, positions: 1_024), 1_557_611_200),
    Known("MPT-125M", Family.gpt(50_368, 768, 12, 12, positions: 2_048), 125_311_488),
    Known("OPT-125M", Family.gpt(50_272, 768, 12, 12, positions: 2_050), 125_239_296),
    Known("OPT-66B", Family.gpt(50_272, 9_216, 64, 72, positions: 2_050), 65_719_701_504),
    Known("GPT-NeoX-20B", Family.gpt(50_432, 6_144, 44, 64, tied: false), 20_554_567_680),
    Known(
      "BLOOM", with(Family.gpt(250_880, 14_336, 70, 112)) { $0.embedding.hasNorm = true },
      176_247_271_424, nonEmbedding: 172_650_655_744),
    Known(
      "GPT-J",
      with(Family.gpt(50_400, 4_096, 28, 16, tied: false)) {
        $0.embedding.hasHeadBias = true
        $0.attention?.hasInputBias = false
        $0.attention?.hasOutputBias = false
        $0.norms.perBlock = 1
      }, 6_050_882_784, nonEmbedding: 5_637_955_584),
    Known(
      "GPT-Neo 1.3B",
      with(Family.gpt(50_257, 2_048, 24, 16, positions: 2_048)) {
        $0.attention?.hasInputBias = false
      }, 1_315_575_808),
    Known(
      "Phi-2",
      with(Family.gpt(51_200, 2_560, 32, 32, tied: false)) {
        $0.embedding.hasHeadBias = true
        $0.norms.perBlock = 1
      }, 2_779_683_840),
    Known(
      "OPT-350M",
      with(Family.gpt(50_272, 1_024, 24, 16, positions: 2_050)) {
        $0.embedding.projectedWidth = 512
        $0.norms.hasFinal = false
      }, 331_196_416),
    Known(
      "MPT-7B",
      ModelShape(
        vocabularyRows: 50_432, hidden: 4_096, layers: 32, attention: .init(heads: 32),
        mlp: .init(width: 16_384, isGated: false), embedding: .init(isTied: true),
        norms: .init(.layerWithoutBias)), 6_649_286_656),
    Known(
      "OLMo 1B",
      with(Family.llama(50_304, 2_048, 16, 16, 16, 8_192, tied: true)) {
        $0.norms.kind = .nonParametric
      }, 1_176_764_416),
    Known(
      "SantaCoder",
      with(Family.gpt(49_280, 2_048, 24, 16, positions: 2_048)) {
        $0.attention?.keyValueHeads = 1
      }, 1_124_886_528),
    Known(
      "Mamba 130M", .mamba(vocabularyRows: 50_280, hidden: 768, layers: 24), 129_135_360,
      nonEmbedding: 90_520_320),
    Known("Mamba 2.8B", .mamba(vocabularyRows: 50_280, hidden: 2_560, layers: 64), 2_768_345_600),
    Known(
      "RWKV-4 169M", .rwkv4(vocabularyRows: 50_277, hidden: 768, layers: 12), 169_342_464,
      nonEmbedding: 92_116_992),
    Known("RWKV-4 14B", .rwkv4(vocabularyRows: 50_277, hidden: 5_120, layers: 40), 14_148_597_760),
  ]

  @Test(arguments: older) func otherBuilds(_ known: Known) throws { try known.check() }

  static let sparse: [Known] = [
    Known(
      "Mixtral 8x7B",
      with(Family.llama(32_000, 4_096, 32, 32, 8, 1)) {
        $0.mlp = nil
        $0.experts = .init(count: 8, perToken: 2, expert: .init(width: 14_336))
      }, 46_702_792_704, active: 12_879_925_248),
    Known(
      "Qwen3 30B-A3B",
      with(Family.qwen3(151_936, 2_048, 48, 32, 4, 1)) {
        $0.experts = .init(count: 128, perToken: 8, expert: .init(width: 768))
      }, 30_532_122_624, active: 3_353_032_704),
    Known(
      "Qwen1.5 MoE",
      with(Family.qwen2(151_936, 2_048, 24, 16, 16, 1)) {
        $0.experts = .init(
          count: 60, perToken: 4, expert: .init(width: 1_408), sharedWidth: 5_632,
          hasSharedGate: true)
      }, 14_315_784_192, active: 2_689_173_504),
    Known(
      "gpt-oss 20B", Family.gptOSS(layers: 24, experts: 32), 20_914_757_184, active: 4_187_440_704),
    Known(
      "gpt-oss 120B", Family.gptOSS(layers: 36, experts: 128), 116_829_156_672,
      active: 5_711_982_912),
    Known(
      "DeepSeek-V2-Lite",
      Family.deepSeek(
        rows: 102_400, hidden: 2_048, layers: 27, heads: 16, queryRank: 0, denseWidth: 10_944,
        experts: .init(
          count: 64, perToken: 6, expert: .init(width: 1_408), sharedWidth: 2_816,
          placement: .after(denseLayers: 1))), 15_706_484_224, active: 2_661_150_208),
    Known("DeepSeek-V3", deepSeekV3, 671_026_404_352, active: 37_552_282_624),
    Known(
      "DeepSeek-V3 with router biases", with(deepSeekV3) { $0.experts?.hasRouterBias = true },
      671_026_419_200, active: 37_552_297_472),
    Known(
      "Llama 4 Maverick",
      with(Family.llama(202_048, 5_120, 48, 40, 8, 16_384)) {
        $0.experts = .init(
          count: 128, perToken: 1, expert: .init(width: 8_192), sharedWidth: 8_192,
          placement: .every(interval: 2, offset: 1))
      }, 400_711_848_960, active: 17_184_691_200),
  ]

  static let deepSeekV3 = Family.deepSeek(
    rows: 129_280, hidden: 7_168, layers: 61, heads: 128, queryRank: 1_536, denseWidth: 18_432,
    experts: .init(
      count: 256, perToken: 8, expert: .init(width: 2_048), sharedWidth: 2_048,
      placement: .after(denseLayers: 3)))

  @Test(arguments: sparse) func mixturesOfExperts(_ known: Known) throws { try known.check() }
}

/// The value after a change.
func with(_ shape: ModelShape, _ change: (inout ModelShape) -> Void) -> ModelShape {
  var shape = shape
  change(&shape)
  return shape
}
