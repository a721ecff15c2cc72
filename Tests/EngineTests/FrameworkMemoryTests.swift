import Engine
import Linting
import RunPlan
import SourceText
import Testing

/// What Megatron-LM, nanotron and litgpt keep in memory, worked out by hand.
@Suite struct FrameworkMemoryTests {
  private func plan(_ text: String) throws -> TrainingPlan {
    let report = Linter().report(on: SourceFile(name: "run.yaml", text: text))
    return try #require(report.plans.first).plan
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 / expected - 1) < 1e-9 } ?? false
  }

  // MARK: Megatron-LM

  private func megatron(_ lines: String..., world: Int = 16) throws -> TrainingPlan {
    let base = """
      # trainlint: fact world_size=\(world) parameters=7B
      MODEL_ARGS:
        --num-layers: 32
        --hidden-size: 4096
        --num-attention-heads: 32
        --seq-length: 4096
        --max-position-embeddings: 4096
        --micro-batch-size: 1
        --global-batch-size: 64
        --train-iters: 100000
        --lr: 3.0e-4

      """
    return try plan(base + lines.map { "  " + $0 }.joined(separator: "\n"))
  }

  /// 2 of weights, 4 of gradients, 4 of the copy and 8 of the moments; the last two are split.
  @Test func theDistributedOptimizerLeavesGradientsWhole() throws {
    let whole = try megatron("--bf16: true")
    #expect(isNear(whole.memory?.states, 18 * 7e9))
    let split = try megatron("--bf16: true", "--use-distributed-optimizer: true")
    #expect(isNear(split.memory?.states, (6 + 12.0 / 16) * 7e9))
    let short = try megatron(
      "--bf16: true", "--use-distributed-optimizer: true", "--grad-reduce-in-bf16: true")
    #expect(isNear(short.memory?.states, (4 + 16.0 / 16) * 7e9))
    let half = try megatron("--fp16: true")
    #expect(isNear(half.memory?.states, 20 * 7e9))
    let full = try megatron("--use-distributed-optimizer: true")
    #expect(isNear(full.memory?.states, (8 + 8.0 / 16) * 7e9))
  }

  /// 32 ranks are 4 of tensors × 2 stages × 4 of data, of which context parallelism makes 2: the
  /// model is split 8 ways, the optimizer 4 ways more.
  @Test func ranksOfContextSplitTheOptimizerToo() throws {
    let plan = try megatron(
      "--bf16: true", "--use-distributed-optimizer: true", "--tensor-model-parallel-size: 4",
      "--pipeline-model-parallel-size: 2", "--context-parallel-size: 2",
      "--sequence-parallel: true",
      "--recompute-granularity: full", "--recompute-method: uniform", "--recompute-num-layers: 1",
      world: 32)
    #expect(isNear(plan.memory?.states, (6 + 12.0 / 4) * 7e9 / 8))
    // The first of two stages holds 16 layers of two micro-batches: 2 s b h each, split 4 ways by
    // the sequence, and one layer of 34 s b h while it is computed again; half a row is 2,048 long.
    let unit = 2_048.0 * 4_096.0 / 4.0
    #expect(isNear(plan.memory?.activations, unit * 98))
  }

  /// Without sequence parallelism 10 s b h of a layer are on every rank.
  @Test func onlySequenceParallelismSplitsWhatIsBetweenMatrices() throws {
    let keys = ["--bf16: true", "--tensor-model-parallel-size: 4"]
    let plain = try megatron(keys[0], keys[1])
    let unit = 4_096.0 * 4_096.0 * 32.0
    #expect(isNear(plain.memory?.activations, unit * 16))
    let split = try megatron(keys[0], keys[1], "--sequence-parallel: true")
    #expect(isNear(split.memory?.activations, unit * 8.5))
  }

  @Test func whatMegatronKeepsElsewhereIsNotCounted() throws {
    for line in [
      "--use-precision-aware-optimizer: true", "--optimizer-cpu-offload: true",
      "--use-megatron-fsdp: true", "--optimizer: muon", "--fp8-param-gather: true",
      "--num-distributed-optimizer-instances: 2",
    ] {
      #expect(try megatron("--bf16: true", line).memory == nil, "\(line)")
    }
    let block = try megatron(
      "--bf16: true", "--recompute-granularity: full", "--recompute-method: block",
      "--recompute-num-layers: 4")
    #expect(block.memory?.states != nil && block.memory?.activations == nil)
  }

  // MARK: nanotron

  private func nanotron(_ change: (String) -> String = { $0 }) throws -> TrainingPlan {
    try plan(
      change(
        """
        # trainlint: fact parameters=1.7B
        general: {project: a, run: b, seed: 1}
        parallelism: {dp: 8, tp: 2, pp: 1, tp_mode: REDUCE_SCATTER, recompute_layer: false}
        tokens:
          {train_steps: 1000, sequence_length: 2048, micro_batch_size: 4,
           batch_accumulation_per_replica: 1}
        optimizer:
          accumulate_grad_in_fp32: true
          zero_stage: 0
          weight_decay: 0.1
          clip_grad: 1.0
          optimizer_factory: {name: adamW, adam_eps: 1.0e-8}
          learning_rate_scheduler: {learning_rate: 3.0e-4}
        model:
          dtype: bfloat16
          model_config:
            {hidden_size: 2048, num_hidden_layers: 24, num_attention_heads: 32, vocab_size: 49152}
        """))
  }

  /// 2 of weights, 4 of sums of gradients, 4 of the copy, 8 of the moments; two ranks of tensors.
  @Test func nanotronSumsGradientsIn32Bits() throws {
    #expect(isNear(try nanotron().memory?.states, 18 * 1.7e9 / 2))
    let split = try nanotron { $0.replacing("zero_stage: 0", with: "zero_stage: 1") }
    #expect(isNear(split.memory?.states, (6 + 12.0 / 8) * 1.7e9 / 2))
    let short = try nanotron { $0.replacing("in_fp32: true", with: "in_fp32: false") }
    #expect(isNear(short.memory?.states, 8 * 1.7e9 / 2))
    // 34 s b h a layer, split over two ranks by the sequence.
    let unit = 4.0 * 2_048.0 * 2_048.0 / 2.0
    #expect(isNear(split.memory?.activations, unit * 816))
    let again = try nanotron { $0.replacing("layer: false", with: "layer: true") }
    #expect(isNear(again.memory?.activations, unit * 82))
    let third = try nanotron { $0.replacing("zero_stage: 0", with: "zero_stage: 3") }
    #expect(third.memory == nil)
  }

  // MARK: litgpt

  private func litgptPretraining(_ lines: String...) throws -> TrainingPlan {
    try plan(
      """
      # trainlint: fact parameters=1.1B
      model_name: tiny-llama-1.1b
      out_dir: out
      train:
        {global_batch_size: 512, micro_batch_size: 4, max_tokens: 1000000000, max_seq_length: 2048}

      """ + lines.joined(separator: "\n"))
  }

  /// Mixed precision holds weights, gradients and both moments in 32 bits, true precision in 16.
  @Test func litgptSplitsAllOfItWithinANode() throws {
    let alone = try litgptPretraining("precision: bf16-mixed", "devices: 1")
    let all = try #require(alone.value(.parameters))
    #expect(isNear(alone.memory?.states, 16 * all))
    let split = try litgptPretraining("precision: bf16-true", "devices: 8")
    #expect(isNear(split.memory?.states, all))
    let nodes = try litgptPretraining("precision: bf16-true", "devices: 8", "num_nodes: 2")
    #expect(nodes.memory == nil)
    #expect(try litgptPretraining("devices: 1").memory == nil)
  }

  private func litgptAdapters(_ lines: String...) throws -> TrainingPlan {
    try plan(
      """
      checkpoint_dir: checkpoints/meta-llama/Llama-2-7b-hf
      out_dir: out
      devices: 1
      lora_r: 8
      lora_query: true
      lora_value: true
      train: {global_batch_size: 8, micro_batch_size: 1, epochs: 1, max_seq_length: 512}

      """ + lines.joined(separator: "\n"))
  }

  /// 6,738,415,616 weights, of which 262,144,000 are embeddings and head; rank 8 on query and value
  /// of 32 layers adds 32 × 2 × 8 × (4096 + 4096) = 4,194,304.
  @Test func litgptQuantisesOnOneDevice() throws {
    let (all, inside, adapters) = (6_738_415_616.0, 6_476_271_616.0, 4_194_304.0)
    let plain = try litgptAdapters("precision: bf16-true")
    #expect(isNear(plain.memory?.states, 2 * all + 8 * adapters))
    // 4 bits and 32 more for each 64 are 0.5625 bytes; the optimizer pages to the host.
    let short = try litgptAdapters("precision: bf16-true", "quantize: bnb.nf4")
    #expect(isNear(short.memory?.states, inside * 0.5625 + (all - inside) * 2 + 4 * adapters))
    let mixed = try litgptAdapters("precision: bf16-mixed")
    #expect(mixed.memory == nil)
  }
}
