import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct DeterminedTests: DialectSuite {
  typealias Tested = Determined

  private static let base = """
    searcher: {name: single, max_length: {records: 6000}}
    resources: {slots_per_trial: 4}

    """

  @Test func searcherAndEntryGiveTheFileAway() {
    #expect(recognises(Self.base + "entrypoint: model_def:Trial"))
    #expect(!recognises("searcher: {name: single}\nhyperparameters: {lr: 1}"))
    #expect(!recognises("searcher: grid\nentrypoint: a"))
  }

  @Test func aTrialSharesItsBatchOut() {
    let plan = plan(
      Self.base + "entrypoint: model_def:Trial", "hyperparameters: {global_batch_size: 18}",
      "optimizations: {aggregation_frequency: 3}")
    #expect(plan.value(.devices) == 4)
    #expect(plan.value(.worldSize) == 4)
    #expect(plan.value(.microBatch) == 4)
    #expect(plan.value(.accumulation) == 3)
    #expect(plan.value(.globalBatch) == 48)
    // 6,000 rows are 375 batches of 16, and three of them make an update.
    #expect(plan.value(.steps) == 125)
  }

  @Test func aSpaceToSearchIsNoNumber() {
    let plan = plan(
      Self.base + "entrypoint: model_def:Trial",
      "hyperparameters: {global_batch_size: {type: int, minval: 8, maxval: 64}, learning_rate:",
      "    {type: log, base: 10, minval: -5, maxval: -2}}")
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.learningRate) == nil)
    #expect(plan.value(.devices) == 4)
  }

  @Test func scriptsReadTheArgumentsThemselves() {
    let plan = plan(
      Self.base + "entrypoint: python -m determined.launch.torch_distributed python t.py",
      "hyperparameters:", "  model: google/gemma-2b", "  max_seq_length: 4096", "  training_args:",
      "    per_device_train_batch_size: 2", "    gradient_accumulation_steps: 8",
      "    num_train_epochs: 1", "    max_steps: -1", "    learning_rate: 1e-5")
    #expect(plan.value(.worldSize) == 4)
    #expect(plan.value(.globalBatch) == 64)
    #expect(plan.value(.sequenceLength) == 4096)
    #expect(plan.value(.epochs) == 1)
    // The searcher has no say in how long the script trains.
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.learningRate) == 1e-5)
    #expect(plan.labels[.baseModel]?.value == "google/gemma-2b")
    #expect(plan.labels[.launcher]?.value == "determined.launch.torch_distributed")
  }

  @Test(arguments: [
    BrokenDemand(
      "`global_batch_size` is smaller", "hyperparameters: {global_batch_size: 3}",
      "hyperparameters: {global_batch_size: 4}", .batch)
  ]) func demands(demand: BrokenDemand) throws {
    try demand.check(Determined.self, below: Self.base + "entrypoint: model_def:Trial")
  }
}

@Suite struct DStackTaskTests: DialectSuite {
  typealias Tested = DStackTask

  private func plan(gpu: String, _ more: String = "") -> TrainingPlan {
    plan(
      "type: task", "nodes: 2", more, "resources: {gpu: \(gpu)}", "env: [HF_TOKEN, B=4]",
      "commands:",
      "  - cd x", "  - torchrun --nnodes=$DSTACK_NODES_NUM --nproc_per_node=$DSTACK_GPUS_PER_NODE",
      "    t.py --lr $B")
  }

  @Test func onlyTasksTrain() {
    let commands = "commands: [torchrun t.py --lr 1]"
    #expect(recognises("type: task\n" + commands))
    #expect(!recognises("type: service\n" + commands))
    #expect(!recognises("type: task\ncommands: [make]"))
  }

  @Test(
    arguments: [
      ("H100:8", 8.0), ("A100:40GB:8", 8), ("8:24GB", 8), ("nvidia:H100:2", 2),
      ("{name: H100, count: 4}", 4), ("H100", nil), ("24GB", nil), ("'1..8'", nil),
      ("'H100:2..4'", nil), ("{name: H100}", nil), ("{name: H100, count: 1..2}", nil),
    ] as [(String, Double?)]) func countsOfAcceleratorsAreThoseWritten(gpu: String, count: Double?)
  {
    let plan = plan(gpu: gpu)
    #expect(plan.value(.devicesPerNode) == count)
    #expect(plan.value(.devices) == count.map { $0 * 2 })
    #expect(plan.value(.worldSize) == count.map { $0 * 2 })
  }

  @Test(arguments: [("v100:4", 1), ("V100:4", 1), ("v5litepod-4", 0), ("v2-8", 0)])
  func onlyVersionsOfTPUsAreNoGPUs(gpu: String, remarks: Int) {
    let plan = plan(
      "type: task", "resources: {gpu: \(gpu)}", "commands:",
      "  - torchrun --nproc_per_node 8 t.py --lr 1")
    #expect(plan.reading.remarks.count == remarks)
  }

  @Test func spotMachinesNeedAVolume() {
    let task = "type: task\nspot_policy: spot\nresources: {gpu: H100:8}\n"
    let run = "commands: [torchrun --nproc_per_node 8 t.py --lr 1 --output_dir out]"
    func remarks(_ more: String) -> Int { plan(task + more + run).reading.remarks.count }
    #expect(remarks("") == 1)
    #expect(remarks("volumes: [a:/out]\n") == 0)
  }
}

@Suite struct HyperPodRecipeTests: DialectSuite {
  typealias Tested = HyperPodRecipe

  private func plan(_ training: String, run: String = "model_type: llm") -> TrainingPlan {
    plan("run: {\(run)}", "trainer: {devices: 8, num_nodes: 2}", "training_config: {\(training)}")
  }

  @Test func theBlockOfTheRunGivesTheFileAway() {
    #expect(recognises("run: {model_type: verl}\ntraining_config: {}"))
    #expect(!recognises("run: {name: a}\ntraining_config: {}"))
    #expect(!recognises("run: {model_type: verl}"))
  }

  @Test func tuningsNameTheirBatchesApart() {
    let plan = plan(
      "model_config: {model_name_or_path: a/b, peft_config: {r: 8}}, training_args: {max_epochs: 3,"
        + " train_batch_size: 16, micro_train_batch_size: 1, max_len: 4096, learning_rate: 1e-4,"
        + " trainer_type: dpo}")
    #expect(plan.value(.worldSize) == 16)
    #expect(plan.value(.globalBatch) == 16)
    #expect(plan.value(.microBatch) == 1)
    #expect(plan.value(.sequenceLength) == 4096)
    #expect(plan.value(.epochs) == 3)
    #expect(plan.value(.loraRank) == 8)
    #expect(plan.regime == .preferenceTuning)
    #expect(plan.labels[.baseModel]?.value == "a/b")
  }

  @Test func roundsOfPromptsAreNoBatch() {
    let data = "data: {train_batch_size: 64, micro_batch_size_per_gpu: 8, use_dynamic_bsz: false}"
    #expect(plan(data).value(.globalBatch) == 64)
    #expect(plan(data).value(.microBatch) == 8)
    #expect(plan(data.replacing("false", with: "true")).value(.microBatch) == nil)
    let actor = plan(data + ", actor_rollout_ref: {actor: {optim: {lr: 1e-6}}}")
    #expect(actor.value(.globalBatch) == nil)
    #expect(actor.regime == .reinforcementLearning)
  }

  @Test func novaCountsReplicas() {
    let plan = plan(
      "run: {model_type: 'amazon.nova', replicas: 4}",
      "training_config: {max_length: 8192, global_batch_size: 64, trainer: {max_epochs: 2}, model:",
      "  {optim: {lr: 1e-5, sched: {warmup_steps: 10}}}}")
    #expect(plan.value(.nodes) == 4)
    #expect(plan.value(.worldSize) == nil)
    #expect(plan.value(.warmupSteps) == 10)
    #expect(plan.regime == .supervisedFinetuning)
  }

  @Test func preTrainingFillsItsRows() {
    let plan = plan(
      "run: {model_type: hyperpod_checkpointless_nemo}",
      "trainer: {devices: 8, num_nodes: 2, max_steps: 10}",
      "data: {global_batch_size: 64, micro_batch_size: 1, seq_length: 2048}",
      "strategy: {tensor_model_parallel_size: 8, pipeline_model_parallel_size: 1}")
    #expect(plan.value(.tokens) == 1_310_720)
    #expect(plan.regime == .pretraining)
  }
}

@Suite struct GPURecipeTests: DialectSuite {
  typealias Tested = GPURecipe

  @Test func theChartsShareTheirValues() {
    let plan = plan(
      "workload:", "  gpus: 128", "  image: a", "  step_count: 100", "  arguments[]:",
      "network: {subnetworks[]: }")
    #expect(plan.value(.devices) == 128)
    #expect(plan.value(.steps) == 100)
    #expect(plan.value(.worldSize) == nil)
    #expect(plan.value(.globalBatch) == nil)
    #expect(!recognises("workload: {gpus: 8}\nnetwork: {}"))
  }

  @Test func argumentsOfMaxTextAreItsOwn() {
    let plan = plan(
      "workload:", "  gpus: 8", "  image: a", "  envs: [{name: MAXTEXT_CONFIG_PATH, value: a}]",
      "  arguments: [steps=50, max_target_length=8192]", "network: {}")
    guard case .arguments(let text)? = plan.reading.attachments.first?.content else {
      Issue.record("no arguments")
      return
    }
    #expect(text.text == #"{"maxtext": {"steps": 50, "max_target_length": 8192}}"#)
  }
}

@Suite struct AnyscaleJobTests: DialectSuite {
  typealias Tested = AnyscaleJob

  private func plan(workers: String) -> TrainingPlan {
    plan(
      "entrypoint: python scripts/train.py --num-epochs 3 --lr 1e-4", "image_uri: a",
      "compute_config: {head_node: {instance_type: m5.2xlarge}, worker_nodes: [\(workers)]}")
  }

  @Test func machinesOfAFixedNumberAreCounted() {
    #expect(
      plan(workers: "{instance_type: g5.12xlarge, min_nodes: 2, max_nodes: 2}")
        .value(.devices) == 8)
    #expect(
      plan(workers: "{instance_type: g5.12xlarge, min_nodes: 0, max_nodes: 2}")
        .value(.devices) == nil)
    #expect(
      plan(workers: "{instance_type: other, min_nodes: 2, max_nodes: 2}")
        .value(.devices) == nil)
  }

  @Test func aJobTrainsWhereItsEntryDoes() {
    #expect(!recognises("entrypoint: python serve.py\nimage_uri: a"))
    #expect(!recognises("entrypoint: python train.py --lr 1 --epochs 3\nname: a"))
  }
}
