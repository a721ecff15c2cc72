import Linting
import Testing

/// What PEFT's configuration classes refuse.
@Suite struct PEFTConstraintTests {
  private static func lora(_ keys: String) -> String {
    #"{"peft_type": "LORA", "base_model_name_or_path": "a/b", "r": 8, \#(keys)}"#
  }

  private static func other(_ type: String, _ keys: String) -> String {
    #"{"peft_type": "\#(type)", "base_model_name_or_path": "a/b", \#(keys)}"#
  }

  private static let loraCases: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`layers_to_transform` does not go with `target_modules`",
      lora(#""target_modules": "all-linear", "layers_to_transform": [0]"#),
      lora(#""target_modules": ["q_proj"], "layers_to_transform": [0]"#)),
    ConstraintCase(
      "framework-constraint", "`layers_pattern` needs `layers_to_transform`",
      lora(#""target_modules": ["q_proj"], "layers_pattern": "h""#),
      lora(#""target_modules": ["q_proj"], "layers_pattern": "h", "layers_to_transform": [0]"#)),
    ConstraintCase(
      "adapter-conflict", "the rank has to be at least 1",
      #"{"peft_type": "LORA", "r": 0}"#, #"{"peft_type": "LORA", "r": 4}"#),
    ConstraintCase(
      "adapter-conflict", "`bias` is one of", lora(#""bias": "lora""#),
      lora(#""bias": "lora_only""#)),
    ConstraintCase(
      "adapter-conflict", "needs `loftq_config`",
      lora(#""init_lora_weights": "loftq", "loftq_config": {}"#),
      lora(#""init_lora_weights": "loftq", "loftq_config": {"loftq_bits": 4}"#)),
    ConstraintCase(
      "adapter-conflict", "DoRA does not work with Megatron's layers",
      lora(#""use_dora": true, "megatron_config": {"a": 1}"#),
      lora(#""use_dora": true, "megatron_config": null"#)),
    ConstraintCase(
      "adapter-conflict", "`lora_bias` does not work with DoRA",
      lora(#""use_dora": true, "lora_bias": true"#), lora(#""use_dora": true, "lora_bias": false"#)),
    ConstraintCase(
      "adapter-conflict", "`lora_bias` needs `init_lora_weights`",
      lora(#""init_lora_weights": "pissa", "lora_bias": true"#),
      lora(#""init_lora_weights": true, "lora_bias": true"#)),
    ConstraintCase(
      "inert-key", .note, "`eva_config` has no effect", lora(#""eva_config": {"rho": 2.0}"#),
      lora(#""eva_config": {"rho": 2.0}, "init_lora_weights": "eva""#)),
    ConstraintCase(
      "invalid-value", "`lora_dropout` takes", lora(#""lora_dropout": 5"#),
      lora(#""lora_dropout": 0.05"#)),
    ConstraintCase(
      "unknown-key", .warning, "`target_module` is no key", lora(#""target_module": ["q_proj"]"#),
      lora(#""target_modules": ["q_proj"]"#)),
    ConstraintCase(
      "framework-constraint", .warning, "no such `task_type`", lora(#""task_type": "CAUSAL""#),
      lora(#""task_type": "CAUSAL_LM""#)),
    ConstraintCase(
      "framework-constraint", "`peft_type` is written in capitals",
      #"{"peft_type": "lora", "r": 8}"#, #"{"peft_type": "LORA", "r": 8}"#),
  ]

  private static let others: [ConstraintCase] = [
    ConstraintCase(
      "adapter-conflict", "AdaLoRA does not work with `use_dora`",
      other("ADALORA", #""use_dora": true"#), other("ADALORA", #""use_dora": false"#)),
    ConstraintCase(
      "inert-key", .note, "AdaLoRA does not read `r`", other("ADALORA", #""r": 16"#),
      other("ADALORA", #""init_r": 16"#)),
    ConstraintCase(
      "adapter-conflict", "needs a `total_step` above 0", other("ADALORA", #""total_step": 0"#),
      other("ADALORA", #""total_step": 100"#)),
    ConstraintCase(
      "adapter-conflict", "leave no step to share out ranks",
      other("ADALORA", #""total_step": 100, "tinit": 60, "tfinal": 40"#),
      other("ADALORA", #""total_step": 100, "tinit": 20, "tfinal": 40"#)),
    ConstraintCase(
      "adapter-conflict", "holds a module that is no target",
      other("IA3", #""target_modules": ["k_proj"], "feedforward_modules": ["down_proj"]"#),
      other("IA3", #""target_modules": ["down_proj"], "feedforward_modules": ["down_proj"]"#)),
    ConstraintCase(
      "adapter-conflict", "one of `r` and `oft_block_size` is 0",
      other("OFT", #""r": 8, "oft_block_size": 32"#),
      other("OFT", #""r": 0, "oft_block_size": 32"#)),
    ConstraintCase(
      "adapter-conflict", "`prompt_tuning_init: TEXT` needs `tokenizer_name_or_path`",
      other("PROMPT_TUNING", #""prompt_tuning_init": "TEXT", "prompt_tuning_init_text": "a""#),
      other(
        "PROMPT_TUNING",
        #""prompt_tuning_init": "TEXT", "prompt_tuning_init_text": "a""#
          + #", "tokenizer_name_or_path": "a/b""#)),
    ConstraintCase(
      "adapter-conflict", "`tokenizer_kwargs` goes with",
      other("PROMPT_TUNING", #""prompt_tuning_init": "RANDOM", "tokenizer_kwargs": {"a": 1}"#),
      other("PROMPT_TUNING", #""prompt_tuning_init": "RANDOM", "tokenizer_kwargs": {}"#)),
  ]

  @Test(arguments: loraCases + others) func aDemandIsHeld(_ demand: ConstraintCase) {
    demand.check(name: "adapter_config.json")
  }
}
