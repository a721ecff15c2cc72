import Dialects
import RunPlan
import Testing

@Suite struct DeepSpeedTests: DialectSuite {
  typealias Tested = DeepSpeed
  static let fileName = "ds.json"

  @Test func oneSectionOfItsOwnGivesAFileAway() {
    #expect(recognises(#"{"zero_optimization": {"stage": 2}}"#))
    #expect(recognises(#"{"train_batch_size": 8, "fp16": {"enabled": true}}"#))
    #expect(!recognises(#"{"train_batch_size": 8, "optimizer": "adam"}"#))
    #expect(!recognises(#"{"zero_optimization": {"stage": 2}, "num-layers": 4}"#))
    #expect(!recognises(#"{"train_micro_batch_size_per_gpu": 2, "model": "a/b"}"#))
  }

  @Test func onlyThreeNumbersGiveTheWorld() {
    let micro = #""train_micro_batch_size_per_gpu": 4"#
    let steps = #""gradient_accumulation_steps": 3"#
    let all = plan("{", #""train_batch_size": 96,"#, micro, ",", steps, "}")
    #expect(all.value(.worldSize) == 8)
    #expect(all.value(.dataParallel) == 8)
    let split = plan(
      "{", #""train_batch_size": 96,"#, micro, ",", steps,
      #", "tensor_parallel": {"autotp_size": 2}}"#)
    #expect(split.value(.worldSize) == 16)
    let two = plan("{", micro, ",", steps, "}")
    #expect(two.value(.sequencesPerStepPerRank) == 12)
    #expect(two.value(.worldSize) == nil)
    let open = plan("{", #""train_batch_size": "auto","#, micro, ",", steps, "}")
    #expect(open.value(.globalBatch) == nil)
    #expect(open.value(.worldSize) == nil)
  }

  @Test func aBatchAloneIsNotAccumulated() {
    #expect(plan(#"{"train_micro_batch_size_per_gpu": 4}"#).value(.accumulation) == 1)
    #expect(plan(#"{"train_batch_size": 4}"#).value(.accumulation) == 1)
    let pair = plan(#"{"train_batch_size": 4, "train_micro_batch_size_per_gpu": 2}"#)
    #expect(pair.value(.accumulation) == nil)
    let open = plan(
      #"{"train_micro_batch_size_per_gpu": 4, "gradient_accumulation_steps": "auto"}"#)
    #expect(open.value(.accumulation) == nil)
    let elastic = plan(#"{"train_batch_size": 4, "elasticity": {"enabled": true}}"#)
    #expect(elastic.value(.globalBatch) == nil)
  }

  @Test func theStageMayBeASwitch() {
    #expect(plan(#"{"zero_optimization": {"stage": 3}}"#).value(.zeroStage) == 3)
    #expect(plan(#"{"zero_optimization": {}}"#).value(.zeroStage) == 0)
    #expect(plan(#"{"zero_optimization": true}"#).value(.zeroStage) == 1)
    #expect(plan(#"{"zero_optimization": {"stage": "auto"}}"#).value(.zeroStage) == nil)
  }

  @Test func whatTheTrainerFillsInIsUnknown() {
    let open = plan(#"{"fp16": {"enabled": "auto"}, "bf16": {"enabled": "auto"}}"#)
    #expect(open.labels[.precision] == nil)
    #expect(plan(#"{"bf16": {"enabled": true}}"#).labels[.precision]?.value == "bf16")
    let old = plan(#"{"fp16": {"enabled": false}, "bfloat16": {"enabled": true}}"#)
    #expect(old.labels[.precision]?.value == "bf16")
    #expect(open.regime == nil)
  }

  @Test func theSchedulerBringsItsOwnPeak() {
    let rate = #""optimizer": {"type": "AdamW", "params": {"lr": 0.002}}"#
    let parameters = #"{"warmup_max_lr": 0.001, "warmup_num_steps": 20, "total_num_steps": 400}"#
    let decay = plan(
      "{", rate, #", "scheduler": {"type": "WarmupDecayLR", "params": \#(parameters)}}"#)
    #expect(decay.value(.learningRate) == 0.001)
    #expect(decay.value(.warmupSteps) == 20)
    #expect(decay.reading.schedule.decayEnd?.value == 400)
    #expect(decay.value(.steps) == nil)
    let cosine = plan("{", rate, #", "scheduler": {"type": "WarmupCosineLR", "params": {}}}"#)
    #expect(cosine.value(.learningRate) == 0.002)
    #expect(cosine.value(.warmupSteps) == 1_000)
    #expect(plan("{", rate, "}").value(.learningRate) == 0.002)
    let constant = plan("{", rate, #", "scheduler": {"type": "WarmupLR", "params": {}}}"#)
    #expect(constant.value(.learningRate) == 0.002)
  }
}
