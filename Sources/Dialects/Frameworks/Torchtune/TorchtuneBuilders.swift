import ReferenceData
import RunPlan

/// A model that torchtune builds by name.
struct TorchtuneBuilder: Sendable {
  /// Its shape, adapters left out.
  private(set) var shape: ModelShape
  /// The longest sequence it takes.
  let context: Int

  /// The model of the builder called `name`, whose prefix says how it is tuned; nil for others.
  static func named(_ name: some StringProtocol) -> TorchtuneBuilder? { all[String(name)] }

  /// The same with its output matrix tied to the input, or not.
  func tying(_ isTied: Bool) -> TorchtuneBuilder {
    var changed = self
    changed.shape.embedding.isTied = isTied
    return changed
  }

  /// Where the numbers were read.
  static let source = Citation(
    "torchtune, torchtune/models/*/_model_builders.py at bd2a0fc7c3",
    url: "https://github.com/pytorch/torchtune/tree/bd2a0fc7c3/torchtune/models")

  private static let all: [String: TorchtuneBuilder] = Dictionary(
    "\(table)".split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      return TorchtuneBuilder(fields.dropFirst()).map { (String(fields[0]), $0) }
    }, uniquingKeysWith: { first, _ in first })

  private init?(_ fields: ArraySlice<Substring>) {
    let numbers = fields.dropLast().compactMap { Int($0) }
    guard numbers.count == 8, let word = fields.last else { return nil }
    let traits = word.split(separator: "+")
    shape = ModelShape(
      vocabularyRows: numbers[6], hidden: numbers[1], layers: numbers[0],
      attention: ModelShape.Attention(
        heads: numbers[2], keyValueHeads: numbers[3], headWidth: numbers[4],
        hasInputBias: traits.contains("bias"),
        queryKeyNorm: traits.contains("head-norm") ? .perHead : .none),
      mlp: ModelShape.MLP(width: numbers[5]),
      embedding: ModelShape.Embedding(isTied: traits.contains("tied")),
      norms: ModelShape.Norms(.rms, perBlock: traits.contains("four-norms") ? 4 : 2))
    context = numbers[7]
  }

  /// The columns: the builder; layers, hidden width, heads, key-value heads, head width, MLP width,
  /// vocabulary, positions; what sets it apart from llama.
  private static let table: StaticString = """
    gemma2_27b             46  4608  32 16 128 36864 256000   8192  tied+four-norms
    gemma2_2b              26  2304   8  4 256  9216 256000   8192  tied+four-norms
    gemma2_9b              42  3584  16  8 256 14336 256000   8192  tied+four-norms
    gemma_2b               18  2048   8  1 256 16384 256000   8192  tied
    gemma_7b               28  3072  16 16 256 24576 256000   8192  tied
    llama2_13b             40  5120  40 40 128 13824  32000   4096  -
    llama2_70b             80  8192  64  8 128 28672  32000   4096  -
    llama2_7b              32  4096  32 32 128 11008  32000   4096  -
    llama3_1_405b         126 16384 128  8 128 53248 128256 131072  -
    llama3_1_70b           80  8192  64  8 128 28672 128256 131072  -
    llama3_1_8b            32  4096  32  8 128 14336 128256 131072  -
    llama3_2_1b            16  2048  32  8  64  8192 128256 131072  tied
    llama3_2_3b            28  3072  24  8 128  8192 128256 131072  tied
    llama3_3_70b           80  8192  64  8 128 28672 128256 131072  -
    llama3_70b             80  8192  64  8 128 28672 128256   8192  -
    llama3_8b              32  4096  32  8 128 14336 128256   8192  -
    mistral_7b             32  4096  32  8 128 14336  32000  32768  -
    phi3_mini              32  3072  32 32  96  8192  32064   4096  -
    phi4_14b               40  5120  40 10 128 17920 100352  16384  -
    qwen2_0_5b             24   896  14  2  64  4864 151936  32768  tied+bias
    qwen2_1_5b             28  1536  12  2 128  8960 151936  32768  tied+bias
    qwen2_5_0_5b           24   896  14  2  64  4864 151936  32768  tied+bias
    qwen2_5_14b_base       48  5120  40  8 128 13824 152064 131072  bias
    qwen2_5_14b_instruct   48  5120  40  8 128 13824 152064  32768  bias
    qwen2_5_1_5b_base      28  1536  12  2 128  8960 151936 131072  tied+bias
    qwen2_5_1_5b_instruct  28  1536  12  2 128  8960 151936  32768  tied+bias
    qwen2_5_32b_base       64  5120  40  8 128 27648 152064 131072  bias
    qwen2_5_32b_instruct   64  5120  40  8 128 27648 152064  32768  bias
    qwen2_5_3b             36  2048  16  2 128 11008 151936  32768  tied+bias
    qwen2_5_72b_base       80  8192  64  8 128 29568 152064 131072  bias
    qwen2_5_72b_instruct   80  8192  64  8 128 29568 152064  32768  bias
    qwen2_5_7b_base        28  3584  28  4 128 18944 152064 131072  bias
    qwen2_5_7b_instruct    28  3584  28  4 128 18944 152064  32768  bias
    qwen2_7b               28  3584  28  4 128 18944 152064  32768  bias
    qwen3_0_6b_base        28  1024  16  8 128  3072 151936  32768  tied+head-norm
    qwen3_0_6b_instruct    28  1024  16  8 128  3072 151936  40960  tied+head-norm
    qwen3_14b_base         40  5120  40  8 128 17408 151936  32768  head-norm
    qwen3_14b_instruct     40  5120  40  8 128 17408 151936  40960  head-norm
    qwen3_1_7b_base        28  2048  16  8 128  6144 151936  32768  tied+head-norm
    qwen3_1_7b_instruct    28  2048  16  8 128  6144 151936  40960  tied+head-norm
    qwen3_32b              64  5120  64  8 128 25600 151936  40960  head-norm
    qwen3_4b_base          36  2560  32  8 128  9728 151936  32768  tied+head-norm
    qwen3_4b_instruct      36  2560  32  8 128  9728 151936  40960  tied+head-norm
    qwen3_8b_base          36  4096  32  8 128 12288 151936  32768  head-norm
    qwen3_8b_instruct      36  4096  32  8 128 12288 151936  40960  head-norm
    smollm2_135m           30   576   9  3  64  1536  49152   8192  tied
    smollm2_1_7b           24  2048  32 32  64  8192  49152   8192  tied
    smollm2_360m           32   960  15  5  64  2560  49152   8192  tied
    """
}
