import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct NemoTests: DialectSuite {
  typealias Tested = Nemo
  static let readsWholeFiles = true

  private func run(
    trainer: String = "max_steps: 3000", model: String = "", optim: String = "", data: String = ""
  ) -> String {
    """
    trainer:
      devices: 4
      num_nodes: 2
      precision: bf16
      \(trainer)
    model:
      micro_batch_size: 2
      global_batch_size: 48
      tensor_model_parallel_size: 2
      pipeline_model_parallel_size: 1
      mcore_gpt: true
      encoder_seq_length: 128
      num_layers: 3
      hidden_size: 64
      ffn_hidden_size: ${multiply:4, ${.hidden_size}}
      num_attention_heads: 4
      \(model)
      tokenizer:
        library: megatron
        type: GPT2BPETokenizer
      data:
        seq_length: ${model.encoder_seq_length}
        \(data)
      optim:
        name: fused_adam
        lr: 4e-4
        sched:
          name: CosineAnnealing
          min_lr: 4e-5
          \(optim)
    """
  }

  @Test func stepsBatchAndLengthGiveTheTokens() {
    let plan = plan(run())
    #expect(plan.value(.worldSize) == 8)
    #expect(plan.value(.dataParallel) == 4)
    #expect(plan.value(.accumulation) == 6)
    #expect(plan.value(.tokens) == 18_432_000)
    #expect(plan.reading.duration.governing?.slot?.key == "trainer.max_steps")
    #expect(plan.reading.labels[.precision]?.value == "bf16")
  }

  @Test func theWidthComesOutOfAProduct() {
    let plan = plan(run())
    #expect(plan.value(.intermediateSize) == 256)
    // GPT-2's 50,257 tokens, padded to 256; learned positions and biases, tied.
    let rows = 50432
    let block = 4 * 64 * 64 + 4 * 64 + 2 * 64 * 256 + 256 + 64 + 4 * 64
    #expect(plan.value(.parameters) == Double(rows * 64 + 128 * 64 + 3 * block + 2 * 64))
  }

  @Test func gatesGroupsAndNormsAreFollowed() {
    let plan = plan(
      run(
        model: """
          num_query_groups: 2
            activation: fast-swiglu
            normalization: rmsnorm
            bias: false
            position_embedding_type: rope
            share_embeddings_and_output_weights: false
            override_vocab_size: 1000
          """))
    let block = 2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 256 + 2 * 64
    #expect(plan.value(.parameters) == Double(2 * 1000 * 64 + 3 * block + 64))
    #expect(plan.reading.contextLimit == .soft)
  }

  @Test func expertsTakeTwoOfThemWithoutAKey() {
    let plan = plan(run(model: "num_moe_experts: 8"))
    #expect(plan.value(.experts) == 8)
    #expect(plan.value(.expertsPerToken) == 2)
  }

  @Test func aModelOfAnotherKindHasNoCount() {
    #expect(plan(run(model: "hyena: {}")).value(.parameters) == nil)
    #expect(plan(run(model: "multi_latent_attention: true")).value(.parameters) == nil)
    #expect(plan(run(model: "bert_binary_head: true")).value(.tokens) == nil)
    #expect(plan(run(model: "activation: ???")).value(.parameters) == nil)
  }

  @Test func aWarmupMayBeAShareOfTheSchedule() {
    #expect(plan(run(optim: "warmup_steps: 30")).value(.warmupSteps) == 30)
    #expect(plan(run(optim: "warmup_ratio: 0.0105")).value(.warmupSteps) == 31)
    #expect(plan(run()).value(.warmupSteps) == 0)
  }

  @Test func theDecayEndsWithTheRunUnlessAKeySaysOtherwise() {
    #expect(plan(run(optim: "constant_steps: 500")).reading.schedule.decayEnd == nil)
    let end = plan(run(optim: "max_steps: 2000")).reading.schedule.decayEnd
    #expect(end?.value == 2000)
    #expect(end?.slot?.key == "model.optim.sched.max_steps")
  }

  @Test func epochsCountWhereNoStepsAreSet() {
    let plan = plan(run(trainer: "max_steps: -1\n  max_epochs: 3"))
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.epochs) == 3)
    #expect(self.plan(run(trainer: "max_steps: ${steps}")).value(.steps) == nil)
  }

  @Test func aGrowingBatchCountsItsSequences() {
    let plan = plan(run(model: "rampup_batch_size: [16, 16, 320]"))
    // 10 steps of 16, 5 of 32, the rest of 48.
    #expect(plan.value(.tokens) == Double((10 * 16 + 5 * 32 + 2985 * 48) * 128))
  }

  @Test func nodesAreNotGuessed() {
    let lines = run().split(separator: "\n").filter { !$0.contains("num_nodes") }
    let plan = plan(lines.joined(separator: "\n"))
    #expect(plan.value(.worldSize) == nil)
  }

  @Test func mockDataAndStartsAreSeen() {
    #expect(plan(run(data: "data_impl: mock")).reading.mockData != nil)
    #expect(plan(run(model: "fp8: true")).reading.labels[.precision]?.value == "fp8")
    let continued = plan(run(model: "restore_from_path: base.nemo")).reading
    #expect(continued.regime == .continuedPretraining)
    #expect(continued.labels[.baseModel]?.value == "base.nemo")
  }

  @Test func tuningHasAnAdapterAndUnpackedRows() {
    let plan = plan(
      run(
        model: """
          restore_from_path: ???
            peft:
              peft_scheme: lora
              lora_tuning: {adapter_dim: 16, alpha: 32}
          """, data: "train_ds: {max_seq_length: 512}"))
    #expect(plan.reading.regime == .supervisedFinetuning)
    #expect(plan.value(.loraRank) == 16)
    #expect(plan.value(.sequenceLength) == 512)
    #expect(plan.value(.tokens) == nil)
    #expect(plan.reading.labels[.baseModel] == nil)
  }

  @Test func otherFilesAreNotTaken() {
    #expect(!recognises("trainer: {devices: 1}\nmodel: {micro_batch_size: 1}\n"))
    #expect(!recognises("inference: {greedy: true}\ntrainer: {devices: 1}\n"))
  }
}

@Suite struct NemoLauncherTests: DialectSuite {
  typealias Tested = NemoLauncher
  static let readsWholeFiles = true

  @Test func itsOwnNameInAPathIsTheFile() {
    let plan = plan(
      """
      run: {name: small, time_limit: "0-01:00:00"}
      trainer: {devices: 8, num_nodes: 1, max_steps: 100}
      model:
        micro_batch_size: 1
        global_batch_size: 32
        encoder_seq_length: 64
        tensor_model_parallel_size: 2
        data: {seq_length: "${training.model.encoder_seq_length}", data_prefix: "${data_dir}/a"}
        optim:
          lr: "${other.rate}"
      """)
    #expect(plan.value(.sequenceLength) == 64)
    #expect(plan.value(.accumulation) == 8)
    #expect(plan.value(.learningRate) == nil)
    #expect(plan.reading.labels[.launcher]?.value == "nemo-launcher")
  }

  @Test func aConversionTrainsNothing() {
    #expect(
      !recognises(
        """
        run: {name: convert, nemo_file_name: a.nemo}
        trainer: {devices: 8}
        model: {micro_batch_size: 1, encoder_seq_length: 8, optim: {name: adam}}
        """))
  }
}
