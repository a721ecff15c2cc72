import Dialects
import RunPlan
import Testing

@Suite struct LlamaFactoryTests: DialectSuite {
  typealias Tested = LlamaFactory

  /// Inputs plus outputs of the queries' and values' matrices, over all layers.
  private let perRank: Double = 16 * (2048 * 2 + 2048 + 512)

  private let base = """
    model_name_or_path: meta-llama/Llama-3.2-1B
    stage: sft
    do_train: true
    dataset: some_rows
    learning_rate: 1e-4
    per_device_train_batch_size: 2
    gradient_accumulation_steps: 8
    """

  @Test func aBareFileIsALoRAOfThreePasses() {
    let plan = plan(base)
    #expect(plan.labels[.adapter]?.value == "lora")
    #expect(plan.labels[.adapter]?.certainty == .frameworkDefault)
    #expect(plan.value(.loraRank) == 8)
    #expect(plan.value(.loraAlpha) == 16)
    #expect(plan.value(.parametersTrainable) == 5_636_096)
    #expect(plan.value(.sequenceLength) == 2048)
    #expect(plan.value(.epochs) == 3)
    #expect(plan.value(.sequencesPerStepPerRank) == 16)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.tokensPerStepPerRank) == nil)
  }

  @Test func quantisedAdaptersAndNamedTargets() {
    let plan = plan(base, "quantization_bit: 4", "lora_rank: 4", "lora_target: q_proj, v_proj")
    #expect(plan.labels[.adapter]?.value == "qlora")
    #expect(plan.value(.loraAlpha) == 8)
    #expect(plan.value(.parametersTrainable) == 4 * perRank)
    #expect(self.plan(base, "lora_target: q_proj,oddity").value(.parametersTrainable) == nil)
    #expect(self.plan(base, "use_dora: true").value(.parametersTrainable) == nil)
  }

  @Test func allParametersAreTrainedInFullOnly() {
    #expect(plan(base, "finetuning_type: full").value(.parametersTrainable) == 1_235_814_400)
    #expect(plan(base, "finetuning_type: freeze").value(.parametersTrainable) == nil)
    let added = plan(base, "finetuning_type: full", "resize_vocab: true")
    #expect(added.value(.parametersTrainable) == nil)
  }

  @Test func stagesAreRegimes() {
    let file = "model_name_or_path: a/b\nlearning_rate: 1.0e-4\nstage: "
    #expect(plan(file + "pt").regime == .continuedPretraining)
    #expect(plan(file + "pt", "train_from_scratch: true").regime == .pretraining)
    #expect(plan(file + "dpo").regime == .preferenceTuning)
    #expect(plan(file + "ppo").regime == .reinforcementLearning)
    #expect(plan(file + "sft", "do_predict: true").regime == nil)
  }

  @Test func preTrainingPacksUnlessToldNotTo() {
    let file = "model_name_or_path: a/b\nper_device_train_batch_size: 1\nstage: "
    #expect(plan(file + "pt").value(.tokensPerStepPerRank) == 2048)
    #expect(plan(file + "pt", "packing: false").value(.tokensPerStepPerRank) == nil)
    #expect(plan(file + "sft", "packing: true").value(.tokensPerStepPerRank) == 2048)
    #expect(plan(file + "dpo", "packing: true").value(.tokensPerStepPerRank) == nil)
  }

  @Test func rayAndTheMegatronTrainersSayMoreOfTheMachine() {
    let ray = plan(base, "ray_num_workers: 4", "cutoff_len: 1024", "packing: true")
    #expect(ray.value(.globalBatch) == 64)
    #expect(ray.value(.tokensPerStep) == 65536)
    let megatron = plan(base, "pipeline_model_parallel_size: 4", "ray_num_workers: 8")
    #expect(megatron.value(.dataParallel) == 2)
  }

  @Test func theStageOfAShippedDeepSpeedFileIsKnown() {
    let shipped = plan(base, "deepspeed: examples/deepspeed/ds_z3_offload_config.json")
    #expect(shipped.value(.zeroStage) == 3)
    #expect(plan(base, "deepspeed: mine/ds_z3_config.json").value(.zeroStage) == nil)
    let inline = plan(base, "deepspeed: {zero_optimization: {stage: 2}}")
    #expect(inline.value(.zeroStage) == 2)
  }

  @Test func aDotlessExponentIsANumberToOmegaConf() {
    #expect(plan(base).value(.learningRate) == 1e-4)
    #expect(plan(base, "bf16: true").reading.remarks.isEmpty)
  }

  @Test func onlyTrainingFilesAreRecognised() {
    #expect(recognises(base))
    #expect(recognises("model_name_or_path: a/b\nfinetuning_type: full\nmax_steps: 20\n"))
    #expect(!recognises("model_name_or_path: a/b\ntemplate: qwen\ninfer_backend: vllm\n"))
    #expect(
      !recognises(
        "model_name_or_path: a/b\nadapter_name_or_path: c\ntemplate: qwen\nexport_dir: out\n"))
    #expect(!recognises("model_name_or_path: a/b\nlearning_rate: 1.0e-4\nmax_steps: 20\n"))
  }
}
