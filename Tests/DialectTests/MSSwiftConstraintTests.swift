import Dialects
import RunPlan
import Testing

/// What ms-swift refuses or passes over, each with the lines that mend it.
@Suite struct MSSwiftConstraintTests {
  private static let trainer = """
    model: some/model
    dataset: some/rows
    learning_rate: 0.0001
    """

  private static let megatron = """
    model: some/model
    dataset: some/rows
    lr: 0.0001
    train_iters: 100
    """

  @Test(arguments: files + placement + preferences + rollouts)
  func whatIsDemandedIsNoticed(_ demand: BrokenDemand) throws {
    try demand.check(MSSwift.self, below: Self.trainer)
  }

  @Test(arguments: parallelism + saving + groups)
  func whatMegatronDemandsIsNoticed(_ demand: BrokenDemand) throws {
    try demand.check(MSSwift.self, below: Self.megatron)
  }

  private static let files = [
    BrokenDemand(
      "items of `reward_weights` have to be texts", "reward_weights: [1.0, 0.5]",
      "reward_weights: ['1.0', '0.5']"),
    BrokenDemand("becomes the text None", "max_steps:", "system:"),
    BrokenDemand(
      "`packing` needs an `attn_impl`", "packing: true\nattn_impl: sdpa",
      "packing: true\nattn_impl: flash_attn", .packing),
    BrokenDemand(
      "`padding_free` needs an `attn_impl`", "padding_free: true",
      "padding_free: true\nattn_impl: flash_attention_3", .packing),
    BrokenDemand(
      "`packing` does not work with `rlhf_type: orpo`",
      "packing: true\nattn_impl: flash_attn\nrlhf_type: orpo",
      "packing: true\nattn_impl: flash_attn\nrlhf_type: dpo", .packing),
    BrokenDemand(
      "`lazy_tokenize` does not work with `packing`",
      "packing: true\nattn_impl: flash_attn\nlazy_tokenize: true",
      "packing: true\nattn_impl: flash_attn", .packing),
    BrokenDemand(
      "`streaming` needs `max_steps`", "streaming: true", "streaming: true\nmax_steps: 9",
      .streaming),
    BrokenDemand(
      "`cached_dataset` does not work with `streaming`",
      "cached_dataset: rows\nstreaming: true\nmax_steps: 9", "cached_dataset: rows"),
    BrokenDemand(
      "`max_epochs` stops a run", "max_epochs: 1", "max_epochs: 1\nnum_train_epochs: 1", .other,
      .harmful),
    BrokenDemand(
      "`eval_strategy` has no effect", "eval_strategy: steps",
      "eval_strategy: steps\nsplit_dataset_ratio: 0.01", .evaluation, .remarkable),
  ]

  private static let placement = [
    BrokenDemand(
      "`bf16` and `fp16` are both on", "bf16: true\nfp16: true", "bf16: true", .precision),
    BrokenDemand(
      "`fsdp` and `deepspeed` exclude", "fsdp: a.json\ndeepspeed: zero2", "fsdp: a.json"),
    BrokenDemand(
      "`save_only_model` does not work", "fsdp: fsdp2\nsave_only_model: true", "fsdp: fsdp2"),
    BrokenDemand(
      "`deepspeed_autotp_size` has no effect", "deepspeed_autotp_size: 2",
      "deepspeed_autotp_size: 2\ndeepspeed: zero1", .inert, .remarkable),
    BrokenDemand(
      "`sequence_parallel_size` does not work", "sequence_parallel_size: 2\nrlhf_type: kto",
      "sequence_parallel_size: 2\nrlhf_type: dpo"),
    BrokenDemand(
      "needs `quant_bits`", "quant_method: bnb", "quant_method: bnb\nquant_bits: 4", .adapter),
    BrokenDemand(
      "takes 4 or 8 `quant_bits`", "quant_method: bnb\nquant_bits: 2",
      "quant_method: hqq\nquant_bits: 2", .adapter),
    BrokenDemand(
      "quantised weights cannot be tuned", "quant_method: bnb\nquant_bits: 4\ntuner_type: full",
      "quant_method: bnb\nquant_bits: 4\ntuner_type: lora", .adapter),
  ]

  private static let preferences = [
    BrokenDemand(
      "several of `loss_type`", "rlhf_type: kto\nloss_type: [kto, apo]",
      "rlhf_type: dpo\nloss_type: [sigmoid, bco]"),
    BrokenDemand(
      "1 `loss_weights` for 2", "rlhf_type: dpo\nloss_type: [sigmoid, bco]\nloss_weights: 0.5",
      "rlhf_type: dpo\nloss_type: sigmoid\nloss_weights: 0.5"),
    BrokenDemand(
      "`ref_model` has no place", "rlhf_type: dpo\nref_model: other",
      "rlhf_type: dpo\nref_model: other\ntuner_type: full", .adapter),
    BrokenDemand(
      "`teacher_model` and `teacher_model_server` exclude",
      "rlhf_type: grpo\nteacher_model: a\nteacher_model_server: b",
      "rlhf_type: grpo\nteacher_model: a"),
    BrokenDemand(
      "`teacher_model` has no effect", "rlhf_type: dpo\nteacher_model: a",
      "rlhf_type: gkd\nteacher_model: a", .inert, .remarkable),
    BrokenDemand("`seq_kd` is no longer", "rlhf_type: gkd\nseq_kd: true", "rlhf_type: gkd"),
    BrokenDemand(
      "needs `gkd_logits_topk`", "rlhf_type: gkd\nteacher_model_server: a",
      "rlhf_type: gkd\nteacher_model_server: a\ngkd_logits_topk: 20"),
    BrokenDemand(
      "`gkd_logits_topk` is at least 1", "rlhf_type: gkd\ngkd_logits_topk: 0",
      "rlhf_type: gkd\ngkd_logits_topk: 1"),
  ]

  private static let rollouts = [
    BrokenDemand(
      "`vllm_mode` needs `use_vllm`", "rlhf_type: grpo\nvllm_mode: colocate",
      "rlhf_type: grpo\nuse_vllm: true\nvllm_mode: colocate"),
    BrokenDemand(
      "`use_vllm` needs `vllm_mode`", "rlhf_type: grpo\nuse_vllm: true",
      "rlhf_type: grpo\nuse_vllm: false"),
    BrokenDemand(
      "needs `vllm_server_host`", "rlhf_type: grpo\nuse_vllm: true\nvllm_mode: server",
      "rlhf_type: grpo\nuse_vllm: true\nvllm_mode: server\nvllm_server_host: a"),
    BrokenDemand(
      "`async_generate` needs `vllm_mode: server`",
      "rlhf_type: grpo\nuse_vllm: true\nvllm_mode: colocate\nasync_generate: true",
      "rlhf_type: grpo\nuse_vllm: true\nvllm_mode: colocate"),
    BrokenDemand(
      "left or delete, not right", "rlhf_type: grpo\ntruncation_strategy: right",
      "rlhf_type: grpo\ntruncation_strategy: left", .truncation),
    BrokenDemand(
      "`cached_dataset` does not work", "rlhf_type: grpo\ncached_dataset: rows",
      "rlhf_type: dpo\ncached_dataset: rows"),
    BrokenDemand(
      "`soft_overlong` needs `soft_cache_length`",
      "rlhf_type: grpo\nreward_funcs: [accuracy, soft_overlong]",
      "rlhf_type: grpo\nreward_funcs: [accuracy, soft_overlong]\nsoft_cache_length: 512"),
    BrokenDemand(
      "`num_generations` must be at least 2", "rlhf_type: grpo\nnum_generations: 1",
      "rlhf_type: grpo\nnum_generations: 1\nteacher_model: a", .generations),
    BrokenDemand(
      "`delta` does not work with `use_liger_kernel`",
      "rlhf_type: grpo\nuse_liger_kernel: true\ndelta: 2.0", "rlhf_type: grpo\ndelta: 2.0"),
    BrokenDemand(
      "`use_liger_kernel` needs `teacher_model`", "rlhf_type: gkd\nuse_liger_kernel: true",
      "rlhf_type: gkd\nuse_liger_kernel: true\nteacher_model: a"),
  ]

  private static let parallelism = [
    BrokenDemand(
      "`recompute_method` needs", "recompute_method: uniform",
      "recompute_method: uniform\nrecompute_granularity: full"),
    BrokenDemand(
      "`group_by_length` does not work", "group_by_length: true",
      "group_by_length: true\npadding_free: false", .packing),
    BrokenDemand(
      "needs several stages", "decoder_first_pipeline_num_layers: 4",
      "decoder_first_pipeline_num_layers: 4\npipeline_model_parallel_size: 2"),
    BrokenDemand(
      "`freeze_parameters_ratio` does not work",
      "freeze_parameters_ratio: 0.5\npipeline_model_parallel_size: 2",
      "freeze_parameters_ratio: 0.5"),
    BrokenDemand(
      "`tp_comm_overlap` needs", "tp_comm_overlap: true\ntensor_model_parallel_size: 2",
      "tp_comm_overlap: true\ntensor_model_parallel_size: 2\nsequence_parallel: true"),
    BrokenDemand(
      "takes adam or sgd, not muon", "use_megatron_fsdp: true\noptimizer: muon",
      "use_megatron_fsdp: true\noptimizer: sgd"),
    BrokenDemand(
      "`overlap_grad_reduce` does not work", "overlap_grad_reduce: true\noptimizer: muon",
      "overlap_grad_reduce: true\noptimizer: dist_muon"),
    BrokenDemand(
      "`end_weight_decay` needs", "end_weight_decay: 0.1",
      "start_weight_decay: 0.0\nend_weight_decay: 0.1\nweight_decay_incr_style: linear"),
    BrokenDemand(
      "that changes needs `end_weight_decay`",
      "weight_decay_incr_style: linear\nstart_weight_decay: 0.0",
      "weight_decay_incr_style: constant"),
  ]

  private static let saving = [
    BrokenDemand(
      "`save_strategy: epoch` does not work", "streaming: true\nsave_strategy: epoch",
      "streaming: true"),
    BrokenDemand(
      "`save_total_limit` does not work", "save_total_limit: 2\nasync_save: true",
      "save_total_limit: 2"),
    BrokenDemand(
      "`save_total_limit` is at least 2", "save_total_limit: 1", "save_total_limit: 2"),
    BrokenDemand(
      "tunes in full alone", "bridge_backend: megatron-bridge\ntuner_type: lora",
      "bridge_backend: megatron-bridge\ntuner_type: full", .adapter),
    BrokenDemand(
      "`tuner_type: lora_llm` needs `no_save_optim`", "tuner_type: lora_llm",
      "tuner_type: lora_llm\nno_save_optim: true", .adapter),
    BrokenDemand(
      "`lora_llm` does not work",
      "tuner_type: lora_llm\nno_save_optim: true\nlanguage_model_only: true",
      "tuner_type: lora_llm\nno_save_optim: true", .adapter),
  ]

  private static let groups = [
    BrokenDemand(
      "`async_generate` does not work with GRPO", "rlhf_type: grpo\nasync_generate: true",
      "rlhf_type: grpo"),
    BrokenDemand(
      "`num_iterations` above 1", "rlhf_type: grpo\nnum_iterations: 2",
      "rlhf_type: grpo\nnum_iterations: 1"),
    BrokenDemand(
      "a round of 16 is no multiple of `num_generations` 6",
      "rlhf_type: grpo\nnum_generations: 6",
      "rlhf_type: grpo\nnum_generations: 6\nsteps_per_generation: 3", .generations),
    BrokenDemand(
      "is no multiple of `global_batch_size`", "rlhf_type: grpo\ngeneration_batch_size: 24",
      "rlhf_type: grpo\ngeneration_batch_size: 32", .generations),
  ]

  @Test func streamsNeedSteps() throws {
    try BrokenDemand(
      "`streaming` needs `train_iters`", "streaming: true", "streaming: true\ntrain_iters: 9",
      .streaming
    ).check(MSSwift.self, below: "model: some/model\ndataset: some/rows\nlr: 0.0001")
  }

  /// Groups of ranks are no part of the command line, and lists of numbers are none in them.
  @Test func filesForRayAreReadInAnotherWay() throws {
    try BrokenDemand(
      "`num_iterations` above 1",
      "rlhf_type: grpo\nreward_weights: [1.0]\ntrain: {gpus: 4, num_iterations: 2}",
      "rlhf_type: grpo\nreward_weights: [1.0]\ntrain: {gpus: 4}"
    ).check(MSSwift.self, below: Self.megatron)
  }
}
