import ReferenceData
import Testing

/// Names of optimizers in frameworks.
@Suite struct OptimizerMethodTests {
  @Test(arguments: [
    ("Adam", OptimizerMethod.adam), ("FusedAdam", .adam), ("distributed_fused_adam", .adam),
    ("DeepSpeedCPUAdam", .adam), ("AdamW", .adamw), ("adamW", .adamw), ("adamw_torch", .adamw),
    ("adamw_torch_npu_fused", .adamw), ("adamw_apex_fused", .adamw), ("adamw_bnb_8bit", .adamw),
    ("torch.optim.AdamW", .adamw), ("bitsandbytes.optim.PagedAdamW8bit", .adamw),
    ("paged_adamw_32bit", .adamw), ("decoupled_adamw", .adamw), ("decoupled_lionw", .lion),
    ("lion_8bit", .lion), ("AdaFactor", .adafactor), ("SGD", .sgd), ("muon", .muon),
  ])
  func kernelsAndBitsMakeNoOtherMethod(name: String, method: OptimizerMethod) {
    #expect(OptimizerMethod(named: name) == method)
  }

  @Test(arguments: [
    "", ".", "torch", "galore_adamw", "adam_mini", "muadamw", "schedule_free_adamw", "adamax",
    "OnebitAdam", "ZeroOneAdam", "badam", "sophia-h", "mcore_distributed_optim", "fused",
  ])
  func otherMethodsStayUnnamed(name: String) {
    #expect(OptimizerMethod(named: name) == nil)
  }
}
