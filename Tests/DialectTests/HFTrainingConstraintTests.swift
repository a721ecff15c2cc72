import Composition
import ConfigSyntax
import Dialects
import RunPlan
import SourceText
import Testing

/// What TRL and transformers refuse or pass over, each with the lines that mend it.
@Suite struct HFTrainingConstraintTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let words: String
    let broken: String
    let mended: String
    var outcome = Constraint.Outcome.refused

    var testDescription: String { words }
  }

  private static let base = """
    model_name_or_path: some/model
    dataset_name: some/rows
    learning_rate: 0.00002
    num_train_epochs: 2

    """

  private static let rewards = "reward_funcs: [accuracy]\nmax_completion_length: 512\n"

  private static func constraints(_ text: String) -> [Constraint] {
    let file = SourceFile(name: "run.yaml", text: base + text)
    return HFTraining.read(Configuration(parse(file)), file: file).remarks.compactMap {
      if case .constraint(let constraint) = $0.kind { constraint } else { nil }
    }
  }

  @Test(arguments: trainer + losses + data + generations)
  func whatIsDemandedIsNoticed(_ test: Case) throws {
    let found = Self.constraints(test.broken)
    #expect(found.map(\.headline).count == 1, "\(found.map(\.headline))")
    let constraint = try #require(found.first)
    #expect(constraint.headline.contains(test.words))
    #expect(constraint.headline.count <= 80)
    #expect("\(constraint.outcome)" == "\(test.outcome)")
    #expect(Self.constraints(test.mended).map(\.headline) == [])
  }

  private static let trainer = [
    Case(words: "`bf16` and `fp16`", broken: "bf16: true\nfp16: true", mended: "bf16: true"),
    Case(
      words: "`bf16_full_eval` and `fp16_full_eval`",
      broken: "bf16_full_eval: true\nfp16_full_eval: true",
      mended: "bf16_full_eval: true\nfp16_full_eval: false"),
    Case(
      words: "`save_steps` above 1", broken: "save_steps: 50.5",
      mended: "save_steps: 50.5\nsave_strategy: epoch"),
    Case(
      words: "`eval_steps` above 1", broken: "eval_strategy: steps\neval_steps: 1.5",
      mended: "eval_strategy: steps\neval_steps: 0.5"),
    Case(
      words: "`logging_steps` must not be 0", broken: "logging_steps: 0",
      mended: "logging_steps: 0\nlogging_strategy: 'no'"),
    Case(
      words: "evaluation by steps needs",
      broken: "eval_strategy: steps\nlogging_steps: 0\nlogging_strategy: epoch",
      mended: "eval_strategy: steps\neval_steps: 10\nlogging_steps: 0\nlogging_strategy: epoch"),
    Case(
      words: "`reduce_lr_on_plateau` needs evaluations",
      broken: "lr_scheduler_type: reduce_lr_on_plateau",
      mended: "lr_scheduler_type: reduce_lr_on_plateau\neval_strategy: epoch"),
    Case(
      words: "at steps that are evaluated",
      broken: "load_best_model_at_end: true\neval_strategy: steps\neval_steps: 200",
      mended: "load_best_model_at_end: true\neval_strategy: steps\neval_steps: 250"),
    Case(
      words: "at steps that are evaluated",
      broken: "load_best_model_at_end: true\neval_strategy: steps\nsave_steps: 105",
      mended: "load_best_model_at_end: true\neval_strategy: steps\nsave_steps: 100"),
    Case(
      words: "`dataloader_prefetch_factor` needs", broken: "dataloader_prefetch_factor: 2",
      mended: "dataloader_prefetch_factor: 2\ndataloader_num_workers: 4"),
    Case(
      words: "`warmup_steps` must not", broken: "warmup_steps: -1", mended: "warmup_steps: 0"),
    Case(
      words: "`torch_empty_cache_steps`", broken: "torch_empty_cache_steps: 0",
      mended: "torch_empty_cache_steps: 4"),
    Case(
      words: "`fsdp` and `deepspeed`", broken: "fsdp: full_shard\ndeepspeed: zero3.json",
      mended: "fsdp: ''\ndeepspeed: zero3.json"),
  ]

  private static let losses = [
    Case(
      words: "`load_in_4bit` and `load_in_8bit`",
      broken: "use_peft: true\nload_in_4bit: true\nload_in_8bit: true",
      mended: "use_peft: true\nload_in_4bit: true\nload_in_8bit: false"),
    Case(
      words: "`load_in_4bit` without an adapter", broken: "load_in_4bit: true\nlora_r: 8",
      mended: "load_in_4bit: true\nlora_r: 8\nuse_peft: true", outcome: .harmful),
    Case(
      words: "`lora_r` without `use_peft`", broken: "lora_r: 8\nlora_alpha: 16",
      mended: "lora_r: 8\nuse_lora: true", outcome: .harmful),
    Case(
      words: "`lora_r` has no effect", broken: "lora_r: 8\nuse_peft: false",
      mended: "lora_r: 8\nuse_peft: true", outcome: .remarkable),
    Case(
      words: "`loss_weights` and `loss_type`",
      broken: "beta: 0.1\nloss_type: [sigmoid, sft]\nloss_weights: [1.0]",
      mended: "beta: 0.1\nloss_type: [sigmoid, sft]\nloss_weights: [1.0, 0.5]"),
    Case(
      words: "`exo_pair` needs", broken: "beta: 0.1\nloss_type: exo_pair",
      mended: "beta: 0.1\nloss_type: exo_pair\nlabel_smoothing: 0.001"),
  ]

  private static let data = [
    Case(
      words: "`packing` needs `max_length`", broken: "packing: true\nmax_length: null",
      mended: "packing: true\nmax_length: 2048"),
    Case(
      words: "`bfd-requeue` is called", broken: "packing_strategy: bfd-requeue\nmax_length: 2048",
      mended: "packing_strategy: bfd_split\nmax_length: 2048", outcome: .remarkable),
    Case(
      words: "`padding_free` without `packing`", broken: "padding_free: true\nmax_length: 2048",
      mended: "padding_free: true\nmax_length: null", outcome: .harmful),
    // Releases that knew the key cut the rows before they joined them.
    Case(
      words: "`padding_free` without `packing`", broken: "padding_free: true\nmax_length: 512",
      mended: "padding_free: true\nmax_length: 512\ntorch_dtype: bfloat16", outcome: .harmful),
    Case(
      words: "does nothing for a batch of 1",
      broken: "padding_free: true\nmax_length: null\nper_device_train_batch_size: 1",
      mended: "padding_free: true\nmax_length: null\nper_device_train_batch_size: 2",
      outcome: .remarkable),
    Case(
      words: "cuts every row after 1,024", broken: "packing: true",
      mended: "packing: true\nmax_length: 1024", outcome: .harmful),
    Case(
      words: "`dataset_streaming` needs `max_steps`", broken: "dataset_streaming: true",
      mended: "dataset_streaming: true\nmax_steps: 1000"),
    Case(
      words: "`fraction` is missing from 1 of 2",
      broken: "datasets:\n- {path: a, fraction: 0.5}\n- {path: b}",
      mended: "datasets:\n- {path: a, fraction: 0.5}\n- {path: b, fraction: 1}"),
    Case(
      words: "does not work with streams",
      broken: "datasets:\n- {path: a, fraction: 0.5}\nstreaming: true\nmax_steps: 10",
      mended: "datasets:\n- {path: a}\nstreaming: true\nmax_steps: 10"),
    Case(
      words: "needs a list `datasets`", broken: "dataset_mixture: {seed: 1}",
      mended: "dataset_mixture: {datasets: [{id: a}]}"),
    Case(
      words: "different `columns`",
      broken: "dataset_mixture: {datasets: [{id: a, columns: [x]}, {id: b, columns: [y]}]}",
      mended: "dataset_mixture: {datasets: [{id: a, columns: [x, y]}, {id: b, columns: [y, x]}]}"),
  ]

  private static let generations = [
    Case(
      words: "are both set",
      broken: rewards + "num_generations: 8\ngeneration_batch_size: 64\nsteps_per_generation: 2",
      mended: rewards + "num_generations: 8\nsteps_per_generation: 2"),
    Case(
      words: "`auto_find_batch_size` may tear",
      broken: rewards + "num_generations: 8\nauto_find_batch_size: true",
      mended: rewards + "num_generations: 8", outcome: .harmful),
    Case(
      words: "`log_completions_hub_repo` needs", broken: rewards + "log_completions_hub_repo: a/b",
      mended: rewards + "log_completions_hub_repo: a/b\nlog_completions: true"),
    Case(
      words: "`reward_weights` and `reward_funcs`", broken: rewards + "reward_weights: [1, 2]",
      mended: rewards + "reward_weights: [1]"),
    Case(
      words: "must be below",
      broken: rewards
        + "vllm_importance_sampling_clip_min: 3\nvllm_importance_sampling_clip_max: 3",
      mended: rewards
        + "vllm_importance_sampling_clip_min: 1\nvllm_importance_sampling_clip_max: 3"),
    Case(
      words: "completions end after",
      broken: "reward_funcs: [accuracy]\nnum_generations: 8",
      mended: rewards + "num_generations: 8", outcome: .remarkable),
  ]

  // MARK: Generations

  @Test func groupsOfCompletionsAreRead() throws {
    let text = """
      reward_funcs: [accuracy]
      num_generations: 8
      per_device_train_batch_size: 4
      gradient_accumulation_steps: 2
      """
    let generations = try #require(Self.generations(text))
    #expect(generations.perPrompt.value == 8)
    #expect(generations.roundPerRank == 8)
    #expect(Self.generations(text + "\nsteps_per_generation: 3")?.roundPerRank == 12)
    #expect(Self.generations(text + "\ngeneration_batch_size: 64")?.roundPerRank == nil)
    #expect(Self.generations(text + "\nvllm_device: cuda:7")?.roundPerRank == nil)
    #expect(Self.generations(text + "\nlmbda: 0.5") == nil)
  }

  @Test func theWorldHasToMendWhatTheRanksLack() {
    #expect(Generations.ranksDemanded(perRank: 64, group: 14) == 7)
    #expect(Generations.ranksDemanded(perRank: 8, group: 8) == 1)
    #expect(Generations.ranksDemanded(perRank: 3, group: 8) == 8)
    #expect(Generations.ranksDemanded(perRank: 0, group: 8) == nil)
    #expect(Generations.ranksDemanded(perRank: 1.5, group: 8) == nil)
  }

  private static func generations(_ text: String) -> Generations? {
    let file = SourceFile(name: "run.yaml", text: base + text)
    return HFTraining.read(Configuration(parse(file)), file: file).generations
  }
}
