import Engine
import Linting
import RunPlan
import SourceText
import Testing

/// What each trainer keeps in memory, by files whose account was worked out by hand.
@Suite struct MemoryPlanTests {
  private static let billion7 = 6_738_415_616.0

  private func plan(_ text: String) throws -> TrainingPlan {
    let report = Linter().report(on: SourceFile(name: "run.yaml", text: text))
    return try #require(report.plans.first).plan
  }

  private func llamaFactory(_ lines: String..., world: Int = 1) throws -> TrainingPlan {
    let base = [
      "# trainlint: fact world_size=\(world)", "model_name_or_path: meta-llama/Llama-2-7b-hf",
      "stage: sft", "dataset: chats", "template: llama2", "cutoff_len: 2048",
      "per_device_train_batch_size: 1", "gradient_accumulation_steps: 8", "learning_rate: 1.0e-5",
    ]
    return try plan((base + lines).joined(separator: "\n"))
  }

  @Test func trainedWeightsOf32BitsTake16BytesEach() throws {
    let full = try llamaFactory("finetuning_type: full", "bf16: true")
    #expect(full.memory?.states == 16 * Self.billion7)
    let pure = try llamaFactory("finetuning_type: full", "pure_bf16: true")
    #expect(pure.memory?.states == 8 * Self.billion7)
    // s b h 2 L of inputs and one layer of 34 s b h, six bytes a logit, and the runtime.
    let kept = 2_048.0 * 4_096 * (2 * 32 + 34)
    let logits = 2_048.0 * 32_000 * 6
    let total = 16 * Self.billion7 + 1.05 * (kept + logits) + 1.5e9
    #expect(abs((full.value(.memoryPerDevice) ?? 0) / total - 1) < 1e-9)
    #expect(full[.memoryPerDevice]?.certainty == .estimate)
  }

  @Test func stagesOfZeROSplitTheStates() throws {
    for (file, bytes) in [
      ("ds_z1_config", 4 + 12.0 / 8), ("ds_z2_config", 2 + 14.0 / 8),
      ("ds_z3_config", 16.0 / 8),
    ] {
      let plan = try llamaFactory(
        "finetuning_type: full", "bf16: true", "deepspeed: examples/deepspeed/\(file).json",
        world: 8)
      #expect(plan.memory?.states == bytes * Self.billion7, "\(file)")
    }
    let offloaded = try llamaFactory(
      "finetuning_type: full", "bf16: true",
      "deepspeed: examples/deepspeed/ds_z3_offload_config.json", world: 8)
    #expect(offloaded.memory == nil)
  }

  @Test func whatIsNotKnownIsNotCounted() throws {
    for lines in [
      ["finetuning_type: full"], ["finetuning_type: full", "bf16: true", "optim: adafactor"],
      ["finetuning_type: full", "bf16: true", "use_unsloth: true"],
      ["finetuning_type: full", "bf16: true", "deepspeed: my_config.json"],
      ["finetuning_type: full", "bf16: true", "stage: dpo"],
    ] {
      let text =
        ([
          "model_name_or_path: meta-llama/Llama-2-7b-hf", "dataset: chats", "template: llama2",
          "cutoff_len: 2048", "per_device_train_batch_size: 1", "learning_rate: 1.0e-5",
          "# trainlint: fact world_size=1",
        ] + lines).joined(separator: "\n")
      #expect(try plan(text).memory == nil, "\(lines)")
    }
    // Nobody says what splits the states among eight ranks.
    #expect(try llamaFactory("finetuning_type: full", "bf16: true", world: 8).memory == nil)
  }

  @Test func adaptersComeOnTopOfAFrozenModel() throws {
    let lora = try llamaFactory("finetuning_type: lora", "lora_target: all", "bf16: true")
    let adapters = 19_988_480.0
    #expect(lora.value(.parametersTrainable) == adapters)
    #expect(lora.memory?.states == 2 * Self.billion7 + 16 * adapters)
    let quantised = try llamaFactory(
      "finetuning_type: lora", "lora_target: all", "bf16: true", "quantization_bit: 4")
    let inside = 6_476_271_616.0
    let nf4 = (4 + (8 + 32.0 / 256) / 64) / 8
    let expected = inside * nf4 + (Self.billion7 - inside) * 2 + 16 * adapters
    #expect(abs((quantised.memory?.states ?? 0) / expected - 1) < 1e-12)
  }

  @Test func axolotlTrainsInBF16Throughout() throws {
    let base = """
      # trainlint: fact world_size=1
      base_model: meta-llama/Llama-2-7b-hf
      datasets: [{path: a/b, type: alpaca}]
      sequence_len: 2048
      micro_batch_size: 1
      num_epochs: 1
      learning_rate: 1e-5
      """
    #expect(try plan(base + "\nbf16: true").memory?.states == 8 * Self.billion7)
    let short = try plan(base + "\nbf16: true\noptimizer: adamw_bnb_8bit")
    #expect(short.memory?.states == 6 * Self.billion7)
    #expect(try plan(base + "\nbf16: auto").memory == nil)
    #expect(try plan(base + "\nbf16: true\nfsdp_config: {a: b}").memory == nil)
    let zero2 = "\nbf16: true\ndeepspeed: deepspeed_configs/zero2.json"
    #expect(try plan(base + zero2).memory == nil)
  }

  @Test func pipelinesAndTensorsSplitTheModel() throws {
    let text = """
      # trainlint: fact world_size=16 vocabulary_size=50257
      num_layers: 32
      hidden_size: 4096
      num_attention_heads: 32
      max_position_embeddings: 2048
      seq_length: 2048
      pos_emb: rotary
      pipe_parallel_size: 2
      model_parallel_size: 4
      train_micro_batch_size_per_gpu: 4
      train_iters: 1000
      fp16: {enabled: true}
      optimizer: {type: Adam, params: {lr: 1.0e-4}}
      zero_optimization: {stage: 1}
      checkpoint_activations: true
      """
    let plan = try plan(text)
    let all = try #require(plan.value(.parameters))
    #expect(plan.memory?.states == all / 8 * (4 + 12.0 / 2))
    #expect(plan.memory?.activations != nil)
  }

  @Test func hoursFollowFromADeclaredDevice() throws {
    let text = """
      # trainlint: fact device=a100-sxm-80gb tokens=20B parameters=1B parameters_active=1B
      num_layers: 16
      hidden_size: 2048
      num_attention_heads: 16
      seq_length: 2048
      max_position_embeddings: 2048
      no_weight_tying: true
      train_batch_size: 512
      fp16: {enabled: true}
      """
    let hours = try plan(text).value(.deviceHours)
    #expect(hours.map { abs($0 - 1.2e20 / (312e12 * 0.4 * 3_600)) < 1e-6 } == true)
    let declared = try plan(text.replacing("tokens=20B", with: "tokens=20B mfu=0.5"))
    #expect(declared.value(.deviceHours).map { abs($0 - 1.2e20 / (312e12 * 1_800)) < 1e-6 } == true)
  }
}
