import Dialects
import RunPlan
import Testing

/// What Oumi refuses before it trains.
@Suite struct OumiConstraintTests {
  @Test(arguments: demands)
  func whatIsRefusedIsSaid(_ demand: BrokenDemand) throws {
    try demand.check(Oumi.self, below: "")
  }

  private static let grpo = "training: {trainer_type: TRL_GRPO, "
  private static let shares = "data: {train: {datasets: [{dataset_name: a, mixture_proportion: "

  private static let demands = [
    BrokenDemand(
      "`model.compile` is not", "model: {model_name: a, compile: true}",
      "model: {model_name: a, compile: false}", .other),
    BrokenDemand(
      "FSDP and DeepSpeed exclude",
      "fsdp: {enable_fsdp: true}\ndeepspeed: {enable_deepspeed: true}",
      "fsdp: {enable_fsdp: true}\ndeepspeed: {enable_deepspeed: false}", .other),
    BrokenDemand(
      "`training.compile` needs",
      "training: {compile: true}\nfsdp: {use_orig_params: false}",
      "training: {compile: true}\nfsdp: {use_orig_params: true}", .other),
    BrokenDemand(
      "DeepSpeed's batch has to be",
      "training: {trainer_type: TRL_SFT}\ndeepspeed: {enable_deepspeed: true, train_batch_size: 8}",
      "training: {trainer_type: HF}\ndeepspeed: {enable_deepspeed: true, train_batch_size: 8}",
      .batch),
    BrokenDemand(
      "mixed precision needs", "training: {mixed_precision_dtype: BF16}",
      "training: {mixed_precision_dtype: BF16}\nmodel: {model_name: a, torch_dtype_str: float32}",
      .precision),
    BrokenDemand(
      "only GRPO takes", "training: {trainer_type: TRL_SFT, reward_functions: [a]}",
      grpo + "reward_functions: [a]}", .other),
    BrokenDemand(
      "TRL_GRPO has no", grpo + "include_performance_metrics: true}",
      grpo + "include_performance_metrics: false}", .other),
    BrokenDemand(
      "all data sets have", shares + "0.5}, {dataset_name: b}]}}",
      shares + "0.5}, {dataset_name: b, mixture_proportion: 0.5}]}}", .mixture),
    BrokenDemand(
      "the shares add up to 0.9", shares + "0.5}, {dataset_name: b, mixture_proportion: 0.4}]}}",
      shares + "0.3}, {dataset_name: b, mixture_proportion: 0.7}]}}", .mixture),
  ]
}
