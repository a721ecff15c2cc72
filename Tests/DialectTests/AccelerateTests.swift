import Dialects
import RunPlan
import Testing

@Suite struct AccelerateTests: DialectSuite {
  typealias Tested = Accelerate

  @Test func theTypeAloneGivesNoFileAway() {
    #expect(recognises("distributed_type: FSDP\nnum_processes: 8"))
    #expect(recognises("distributed_type: 'NO'\nmixed_precision: bf16"))
    #expect(!recognises("distributed_type: FSDP"))
    #expect(!recognises("num_processes: 8\nmixed_precision: bf16"))
  }

  @Test func processesAreThoseOfAllMachines() {
    let plan = plan("distributed_type: MULTI_GPU", "num_machines: 2", "num_processes: 16")
    #expect(plan.value(.worldSize) == 16)
    #expect(plan.value(.nodes) == 2)
    #expect(plan.value(.devicesPerNode) == 8)
    #expect(plan.value(.dataParallel) == 16)
    #expect(plan.value(.globalBatch) == nil)
  }

  @Test func whatTheCommandLineDecidesIsUnknown() {
    for processes in ["", "num_processes: -1", "num_processes: gpu"] {
      #expect(plan("distributed_type: FSDP", processes).value(.worldSize) == nil)
    }
    let job = plan("compute_environment: AMAZON_SAGEMAKER", "distributed_type: NO")
    #expect(job.value(.worldSize) == nil)
  }

  @Test(arguments: ["NO", "'NO'"]) func withoutDistributionOneProcessRuns(type: String) {
    let plan = plan("distributed_type: \(type)", "num_processes: 4")
    #expect(plan.value(.worldSize) == 1)
  }

  @Test func ranksThatShareAModelSeeTheSameData() {
    let sizes = "{parallelism_config_tp_size: 2, parallelism_config_cp_size: 4}"
    let world = "num_processes: 16"
    let sharded = plan("distributed_type: FSDP", world, "parallelism_config: \(sizes)")
    #expect(sharded.value(.dataParallel) == 2)
    let degrees = "{megatron_lm_tp_degree: 2, megatron_lm_pp_degree: 2}"
    let megatron = plan("distributed_type: MEGATRON_LM", world, "megatron_lm_config: \(degrees)")
    #expect(megatron.value(.pipelineParallel) == 2)
  }

  @Test func theDeepSpeedKeysCountWhereTheyAreUsed() {
    let keys = "deepspeed_config: {zero_stage: 3, gradient_accumulation_steps: 4}"
    let own = plan("distributed_type: DEEPSPEED", keys)
    #expect(own.value(.zeroStage) == 3)
    #expect(own.value(.accumulation) == 4)
    #expect(plan("distributed_type: DEEPSPEED").value(.zeroStage) == 2)
    #expect(plan("distributed_type: MULTI_GPU", keys).value(.zeroStage) == nil)
    let file = "deepspeed_config: {deepspeed_config_file: a.json, zero_stage: 3}"
    #expect(plan("distributed_type: DEEPSPEED", file).value(.zeroStage) == nil)
  }

  @Test func noMixedPrecisionIsTheModelsOwn() {
    let type = "distributed_type: FSDP"
    #expect(plan(type, "mixed_precision: bf16").labels[.precision]?.value == "bf16")
    #expect(plan(type, "fp16: true").labels[.precision]?.value == "fp16")
    for none in ["mixed_precision: no", "mixed_precision: 'no'", ""] {
      #expect(plan(type, none).labels[.precision] == nil)
    }
  }
}
