import Dialects
import RunPlan
import Testing

/// What LLaMA-Factory refuses or passes over, each with the lines that mend it.
@Suite struct LlamaFactoryConstraintTests {
  private static let base = """
    model_name_or_path: some/model
    do_train: true
    dataset: chats,code
    bf16: true
    learning_rate: 0.0001
    """

  @Test(arguments: data + stages + methods + quantised + optimizers + distribution)
  func whatIsDemandedIsNoticed(_ demand: BrokenDemand) throws {
    try demand.check(LlamaFactory.self, below: Self.base)
  }

  private static let data = [
    BrokenDemand(
      "`streaming` needs `max_steps`", "streaming: true", "streaming: true\nmax_steps: 100",
      .streaming),
    BrokenDemand(
      "number of rows where `streaming`", "streaming: true\nmax_steps: 9\nval_size: 0.1",
      "streaming: true\nmax_steps: 9\nval_size: 100"),
    BrokenDemand(
      "`max_samples` does not work with `streaming`",
      "streaming: true\nmax_steps: 9\nmax_samples: 10", "max_samples: 10"),
    BrokenDemand(
      "`val_size` and `eval_dataset` exclude", "val_size: 0.1\neval_dataset: other",
      "val_size: 0\neval_dataset: other"),
    BrokenDemand(
      "`mask_history` does not work with `train_on_prompt`",
      "mask_history: true\ntrain_on_prompt: true", "mask_history: true"),
    BrokenDemand(
      "`image_max_pixels` is below `image_min_pixels`", "image_max_pixels: 1000",
      "image_max_pixels: 1000\nimage_min_pixels: 900"),
    BrokenDemand(
      "`interleave_probs` needs an interleaving", "interleave_probs: 0.5,0.5",
      "interleave_probs: 0.5,0.5\nmix_strategy: interleave_over", .mixture),
    BrokenDemand(
      "3 `interleave_probs` for 2 data sets",
      "interleave_probs: 0.5,0.3,0.2\nmix_strategy: interleave_over",
      "interleave_probs: 0.5,0.5\nmix_strategy: interleave_over", .mixture),
    BrokenDemand(
      "sum to 1.1, not 1", "interleave_probs: 0.5,0.6\nmix_strategy: interleave_under",
      "interleave_probs: 0.4,0.6\nmix_strategy: interleave_under", .mixture),
    BrokenDemand(
      "`do_eval` needs `eval_dataset`", "do_eval: true", "do_eval: true\nval_size: 0.1",
      .evaluation),
    BrokenDemand(
      "`eval_strategy` needs `eval_dataset`", "eval_strategy: steps",
      "eval_strategy: steps\neval_dataset: other", .evaluation),
    BrokenDemand(
      "`compute_accuracy` does not work",
      "compute_accuracy: true\npredict_with_generate: true\nval_size: 0.1",
      "compute_accuracy: true"),
    BrokenDemand(
      "`do_predict` needs `predict_with_generate`", "do_predict: true\nval_size: 0.1",
      "do_predict: true\nval_size: 0.1\npredict_with_generate: true"),
    BrokenDemand(
      "`max_length` is for generation", "max_length: 4096", "max_length: 4096\ncutoff_len: 4096",
      .truncation, .harmful),
  ]

  private static let stages = [
    BrokenDemand(
      "`neat_packing` is for `stage: sft`", "stage: dpo\nneat_packing: true",
      "stage: sft\nneat_packing: true", .packing),
    BrokenDemand(
      "`mask_history` is for `stage: sft`", "stage: kto\nmask_history: true", "stage: kto"),
    BrokenDemand(
      "`load_best_model_at_end` does not work",
      "stage: rm\nval_size: 0.1\neval_strategy: steps\nload_best_model_at_end: true",
      "stage: rm\nval_size: 0.1\neval_strategy: steps"),
    BrokenDemand("`stage: ppo` needs `reward_model`", "stage: ppo", "stage: ppo\nreward_model: r"),
    BrokenDemand(
      "`shift_attn` does not work", "stage: ppo\nreward_model: r\nshift_attn: true",
      "stage: ppo\nreward_model: r"),
    BrokenDemand(
      "a `reward_model_type` of lora needs", "stage: ppo\nreward_model: r\nfinetuning_type: full",
      "stage: ppo\nreward_model: r\nfinetuning_type: full\nreward_model_type: full", .adapter),
    BrokenDemand(
      "`use_unsloth` takes no `reward_model_type`",
      "stage: ppo\nreward_model: r\nuse_unsloth: true",
      "stage: ppo\nreward_model: r\nuse_unsloth: true\nreward_model_type: full", .adapter),
    BrokenDemand(
      "`dpo_label_smoothing` needs `pref_loss: sigmoid`",
      "stage: dpo\npref_loss: orpo\ndpo_label_smoothing: 0.1",
      "stage: dpo\npref_loss: sigmoid\ndpo_label_smoothing: 0.1"),
  ]

  private static let methods = [
    BrokenDemand(
      "`use_llama_pro` does not work", "finetuning_type: full\nuse_llama_pro: true",
      "finetuning_type: freeze\nuse_llama_pro: true", .adapter),
    BrokenDemand(
      "no adapter trains", "resize_vocab: true",
      "resize_vocab: true\nadditional_target: embed_tokens,lm_head", .adapter, .harmful),
    BrokenDemand(
      "`adapter_name_or_path` needs `finetuning_type: lora`",
      "finetuning_type: full\nadapter_name_or_path: a",
      "finetuning_type: lora\nadapter_name_or_path: a", .adapter),
    BrokenDemand(
      "`use_dora` needs", "finetuning_type: full\nuse_dora: true",
      "finetuning_type: full\nuse_dora: false", .adapter),
    BrokenDemand(
      "`loraplus_lr_ratio` needs", "finetuning_type: oft\nloraplus_lr_ratio: 16.0",
      "finetuning_type: lora\nloraplus_lr_ratio: 16.0", .adapter),
    BrokenDemand(
      "`lora_rank` has no effect", "finetuning_type: full\nlora_rank: 8", "lora_rank: 8", .adapter,
      .remarkable),
    BrokenDemand(
      "`pissa_init` does not work with `stage: dpo`", "stage: dpo\npissa_init: true",
      "stage: dpo\npref_loss: simpo\npissa_init: true", .adapter),
    BrokenDemand(
      "does not turn checkpointing off", "gradient_checkpointing: false",
      "gradient_checkpointing: false\ndisable_gradient_checkpointing: true", .inert, .remarkable),
    BrokenDemand("`vllm_maxlen` has no effect", "vllm_maxlen: 9", "", .inert, .remarkable),
  ]

  private static let quantised = [
    BrokenDemand(
      "`quantization_bit` does not work with `full`", "finetuning_type: full\nquantization_bit: 4",
      "quantization_bit: 4", .adapter),
    BrokenDemand(
      "`pissa_init` does not work with `quantization_bit`", "quantization_bit: 4\npissa_init: true",
      "pissa_init: true", .adapter),
    BrokenDemand(
      "`resize_vocab` does not work with `quantization_bit`",
      "quantization_bit: 4\nresize_vocab: true",
      "resize_vocab: true\nadditional_target: embed_tokens", .adapter),
    BrokenDemand(
      "`create_new_adapter` does not work",
      "quantization_bit: 4\nadapter_name_or_path: a\ncreate_new_adapter: true",
      "quantization_bit: 4\nadapter_name_or_path: a", .adapter),
    BrokenDemand(
      "takes one adapter, not 2", "quantization_bit: 4\nadapter_name_or_path: a,b",
      "quantization_bit: 4\nadapter_name_or_path: a", .adapter),
    BrokenDemand(
      "no weights of 3 bits", "quantization_bit: 3",
      "quantization_bit: 3\nquantization_method: hqq", .adapter),
    BrokenDemand(
      "`ref_model_quantization_bit` is 4 or 8", "ref_model_quantization_bit: 2",
      "ref_model_quantization_bit: 8", .adapter),
    BrokenDemand(
      "`quantization_device_map: auto` is for inference",
      "quantization_bit: 4\nquantization_device_map: auto", "quantization_bit: 4", .adapter),
    BrokenDemand(
      "`fp8` does not work", "fp8: true\nquantization_bit: 8", "quantization_bit: 8", .precision),
  ]

  private static let optimizers = [
    BrokenDemand(
      "`use_galore` does not work with LoRA", "use_galore: true",
      "finetuning_type: full\nuse_galore: true", .adapter),
    BrokenDemand(
      "`use_galore` and `use_badam` exclude",
      "finetuning_type: full\nuse_galore: true\nuse_badam: true",
      "finetuning_type: full\nuse_badam: true"),
    BrokenDemand(
      "`use_apollo` does not work with `deepspeed`",
      "finetuning_type: full\nuse_apollo: true\ndeepspeed: a.json",
      "finetuning_type: full\nuse_apollo: true"),
    BrokenDemand(
      "`badam_mode: ratio` does not work",
      "finetuning_type: full\nuse_badam: true\nbadam_mode: ratio\ndeepspeed: a.json",
      "finetuning_type: full\nuse_badam: true\ndeepspeed: a.json"),
    BrokenDemand(
      "`use_badam` needs ZeRO 3",
      "finetuning_type: full\nuse_badam: true\ndeepspeed: examples/deepspeed/ds_z2_config.json",
      "finetuning_type: full\nuse_badam: true\ndeepspeed: examples/deepspeed/ds_z3_config.json"),
  ]

  private static let distribution = [
    BrokenDemand(
      "`bf16` and `fp16` are both on", "fp16: true", "fp16: false", .precision),
    BrokenDemand(
      "`pure_bf16` does not work with ZeRO 3",
      "pure_bf16: true\ndeepspeed: examples/deepspeed/ds_z3_config.json",
      "pure_bf16: true\ndeepspeed: examples/deepspeed/ds_z2_config.json", .precision),
    BrokenDemand(
      "`infer_backend: vllm` cannot train", "infer_backend: vllm", "infer_backend: huggingface"),
    BrokenDemand(
      "takes `stage: pt` or `sft`, not dpo", "use_megatron_bridge: true\nstage: dpo",
      "use_megatron_bridge: true\nstage: pt"),
    BrokenDemand(
      "tunes with full or lora, not freeze", "use_megatron_bridge: true\nfinetuning_type: freeze",
      "use_megatron_bridge: true\nfinetuning_type: full"),
    BrokenDemand(
      "`deepspeed` does not work with `use_megatron_bridge`",
      "use_megatron_bridge: true\ndeepspeed: a.json", "use_megatron_bridge: true"),
    BrokenDemand(
      "`sequence_parallel` needs", "use_megatron_bridge: true\nsequence_parallel: true",
      "use_megatron_bridge: true\nsequence_parallel: true\ntensor_model_parallel_size: 2"),
    BrokenDemand(
      "`kt_cpu_activation` needs `use_kt`", "kt_cpu_activation: retain",
      "kt_cpu_activation: retain\nuse_kt: true"),
  ]

  @Test func dataIsDemanded() throws {
    let model = "model_name_or_path: some/model\nlearning_rate: 0.0001\nstage: sft"
    try BrokenDemand(
      "`do_train` needs `dataset`", "do_train: true\nbf16: true",
      "do_train: true\nbf16: true\ndataset: chats"
    ).check(LlamaFactory.self, below: model)
    try BrokenDemand("`val_size` needs `dataset`", "val_size: 0.1", "val_size: 0").check(
      LlamaFactory.self, below: model)
    try BrokenDemand(
      "neither `bf16` nor `fp16`", "do_train: true\ndataset: chats",
      "do_train: true\ndataset: chats\npure_bf16: true", .precision, .remarkable
    ).check(LlamaFactory.self, below: model)
  }

  /// Forks have methods of their own, with keys of LoRA's.
  @Test func unknownMethodsAreLeftAlone() throws {
    try BrokenDemand(
      "`streaming` needs", "finetuning_type: ia3\nadapter_name_or_path: a\nstreaming: true",
      "finetuning_type: ia3\nadapter_name_or_path: a", .streaming
    ).check(LlamaFactory.self, below: Self.base)
  }

  @Test func keysOfTheMegatronTrainersAreKnown() {
    let catalogue = LlamaFactory.catalogue
    #expect(catalogue?.lists("tensor_model_parallel_size") == true)
    #expect(catalogue?.lists("num_train_epochs") == true)
    #expect(catalogue?.lists("vllm_maxlen") == true)
    #expect(catalogue?.lists("lora_r_") == false)
  }
}
