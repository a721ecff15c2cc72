import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct NxdtTests: DialectSuite {
  typealias Tested = Nxdt
  static let readsWholeFiles = true

  private func run(devices: Int = 32, model: String = "", more: String = "") -> String {
    """
    model_source: megatron
    trainer: {devices: \(devices), num_nodes: 2, max_steps: 500}
    distributed_strategy:
      tensor_model_parallel_size: 8
      pipeline_model_parallel_size: 2
      zero1: true
    data:
      micro_batch_size: 1
      global_batch_size: 100
      seq_length: ${model.encoder_seq_length}
      tokenizer: {type: gpt2}
    model:
      encoder_seq_length: 256
      max_position_embeddings: ${.encoder_seq_length}
      num_layers: 2
      hidden_size: 64
      ffn_hidden_size: 160
      num_attention_heads: 8
      num_kv_heads: 4
      activation: swiglu
      normalization: rmsnorm
      has_bias: false
      position_embedding_type: rope
      share_embeddings_and_output_weights: false
      make_vocab_size_divisible_by: 8
      \(model)
      optim:
        lr: 3e-4
        sched: {name: CosineAnnealing, warmup_steps: 20, max_steps: 9999, min_lr: 3e-5}
    precision: {type: mixed_precision}
    \(more)
    """
  }

  @Test func aRankIsACoreOfAChip() {
    let plan = plan(run())
    #expect(plan.value(.worldSize) == 64)
    #expect(plan.value(.devices) == 32)
    #expect(plan.value(.dataParallel) == 4)
    #expect(plan.value(.tokens) == 12_800_000)
    #expect(plan.value(.zeroStage) == 1)
    #expect(self.plan(run(devices: 64)).value(.devices) == 32)
  }

  @Test func theBatchIsRoundedDownInSilence() {
    guard case .roundedDown = plan(run()).reading.batchDivision else {
      Issue.record("the batch is not rounded down")
      return
    }
  }

  @Test func theModelIsCounted() {
    let block = 2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 160 + 2 * 64
    #expect(plan(run()).value(.parameters) == Double(2 * 50304 * 64 + 2 * block + 64))
    let sparse = plan(run(model: "moe: {num_experts: 4, top_k: 2}"))
    let added = 3 * (3 * 64 * 160) + 4 * 64
    #expect(sparse.value(.parameters) == Double(2 * 50304 * 64 + 2 * (block + added) + 64))
  }

  @Test func theScheduleIsTheRunsWhateverItsKeySays() {
    let plan = plan(run())
    #expect(plan.reading.schedule.decayEnd == nil)
    #expect(plan.value(.warmupSteps) == 20)
    #expect(plan.reading.labels[.precision]?.value == "bf16")
  }

  @Test func alignmentIsNoPretraining() {
    let tuned = plan(run(more: "model_alignment_strategy: {sft: {packing: true}}"))
    #expect(tuned.reading.regime == .supervisedFinetuning)
    let paired = plan(run(more: "model_alignment_strategy: {dpo: {kl_beta: 0.1}, peft: {}}"))
    #expect(paired.reading.regime == .preferenceTuning)
    #expect(paired.value(.tokens) == nil)
    #expect(paired.value(.loraRank) == 16)
  }
}
