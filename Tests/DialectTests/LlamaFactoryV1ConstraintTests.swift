import Dialects
import RunPlan
import Testing

/// What LLaMA-Factory's v1 refuses or passes over, each with the lines that mend it.
@Suite struct LlamaFactoryV1ConstraintTests {
  private static let base = """
    model: some/model
    train_dataset: data.yaml
    micro_batch_size: 2
    """

  @Test(arguments: demands)
  func whatIsDemandedIsNoticed(_ demand: BrokenDemand) throws {
    try demand.check(LlamaFactoryV1.self, below: Self.base)
  }

  private static let demands = [
    BrokenDemand(
      "`peft_config` needs a `name`", "peft_config: {r: 8}", "peft_config: {name: lora, r: 8}"),
    BrokenDemand(
      "`optim_config.lr` has no effect", "optim_config: {name: muon, lr: 0.1}",
      "optim_config: {name: muon}\nlearning_rate: 0.1", .inert, .remarkable),
    BrokenDemand(
      "`dynamic_batching` needs `max_steps`", "batching_strategy: dynamic_batching",
      "batching_strategy: dynamic_batching\nmax_steps: 10", .streaming),
    BrokenDemand(
      "`save_epochs` does not work",
      "batching_strategy: dynamic_batching\nmax_steps: 10\nsave_epochs: 1",
      "batching_strategy: dynamic_batching\nmax_steps: 10\nsave_steps: 5"),
    BrokenDemand(
      "`padding_free` needs `flash_attn: flash_attention_2`", "batching_strategy: padding_free",
      "batching_strategy: padding_free\nflash_attn: flash_attention_2", .packing),
    BrokenDemand(
      "`dist_config` needs `config_file`", "dist_config: {name: deepspeed}",
      "dist_config: {name: deepspeed, config_file: a.json}"),
    BrokenDemand(
      "`cp_size` above 1 needs `dist_config.name: fsdp2`",
      "cp_size: 2\nflash_attn: flash_attention_2\n"
        + "dist_config: {name: deepspeed, config_file: a.json}",
      "cp_size: 2\nflash_attn: flash_attention_2\ndist_config: {name: fsdp2}"),
    BrokenDemand(
      "`cp_size` above 1 needs `flash_attn: flash_attention_2`", "cp_size: 2\nflash_attn: sdpa",
      "cp_size: 2\nflash_attn: flash_attention_2"),
    BrokenDemand(
      "`quantization_bit` is 4 or 8", "quant_config: {name: bnb, quantization_bit: 3}",
      "quant_config: {name: bnb, quantization_bit: 4}", .adapter),
    BrokenDemand(
      "`init_on_meta` does not work",
      "peft_config: {name: lora}\ninit_config: {name: init_on_meta}",
      "peft_config: {name: lora}", .adapter),
    BrokenDemand(
      "one adapter, not 2", "peft_config: {name: lora, adapter_name_or_path: [a, b]}",
      "peft_config: {name: lora, adapter_name_or_path: [a]}", .adapter),
  ]
}
