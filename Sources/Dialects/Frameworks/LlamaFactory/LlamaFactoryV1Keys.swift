import Composition
import RunPlan

/// The keys that LLaMA-Factory's v1 reads, and what it refuses of them: `v1/config/*.py`,
/// `v1/core/*.py` and the plugins for adapters, optimizers and distribution, at version 0.9.6.
extension LlamaFactoryV1 {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "LLaMA-Factory v1", version: "0.9.6", unknownKeys: .refused,
    """
    any: model custom_chat_template trust_remote_code=false
    one(eager sdpa flash_attention_2): flash_attn=sdpa
    one(llm cls other): model_class=llm
    any: train_dataset eval_dataset output_dir
    int: micro_batch_size=1 global_batch_size cutoff_len=2048 num_train_epochs=3 max_steps
    number: learning_rate=0.0001 max_grad_norm=1.0 save_epochs
    any: bf16=true enable_activation_checkpointing=true full_determinism=false
      save_ckpt_as_hf=false resume_from_checkpoint
    one(normal padding_free dynamic_batching dynamic_padding_free): batching_strategy=normal
    int: batching_workers=16 dp_size cp_size=1 mp_replicate_size=1 mp_shard_size
      dist_timeout=18000 seed=42 save_steps save_total_limit logging_steps=1
    any: cp_mode=ulysses
    one(sigmoid orpo simpo): pref_loss=sigmoid
    number: pref_beta=0.1 pref_ftx=0.0 simpo_gamma=0.5 dpo_label_smoothing=0.0 ld_alpha
    any: sample_backend=hf max_new_tokens=128
    any: init_config kernel_config quant_config dist_config optim_config lr_scheduler_config
      peft_config
    gone: template@0.9.6 use_fast_processor@0.9.5 dataset>train_dataset@0.9.5
      auto_model_class>model_class@0.9.5
    instead: model_name_or_path>model finetuning_type>peft_config lora_rank>peft_config
      per_device_train_batch_size>micro_batch_size gradient_accumulation_steps>global_batch_size
      deepspeed>dist_config lr_scheduler_type>lr_scheduler_config optim>optim_config
      warmup_ratio>lr_scheduler_config quantization_bit>quant_config
    """)

  package static func constrain(_ keys: inout KeyReader) {
    constrainPlugins(&keys)
    constrainBatching(&keys)
    constrainParallelism(&keys)
    constrainAdapter(&keys)
  }

  /// Each plugin is known by its name.
  private static func constrainPlugins(_ keys: inout KeyReader) {
    let plugins = [
      "init_config", "peft_config", "kernel_config", "quant_config", "dist_config",
      "optim_config", "lr_scheduler_config",
    ]
    for plugin in plugins {
      guard let value = keys.value(plugin), value.isMapping, !keys.has(plugin + ".name") else {
        continue
      }
      keys.refuse(
        at: plugin, "`\(plugin)` needs a `name`", label: "no plugin named",
        help: "add name to \(plugin)", source: "v1/config/arg_utils.py, get_plugin_config")
    }
    if keys.has("optim_config.lr") {
      keys.note(
        .inert, .remarkable, at: "optim_config.lr",
        "`optim_config.lr` has no effect: `learning_rate` is used", label: "overwritten",
        with: [("learning_rate", "the rate")], help: "remove it, and set learning_rate",
        source: "v1/config/training_args.py, __post_init__")
    }
  }

  private static func constrainBatching(_ keys: inout KeyReader) {
    let path = "batching_strategy"
    guard let strategy = keys.word(path) else { return }
    let arguments = "v1/config/training_args.py, __post_init__"
    if strategy == "dynamic_batching" {
      let steps = keys.number("max_steps")
      if steps.isAbsent || steps.value.map({ $0 <= 0 }) == true {
        keys.refuse(
          .streaming, at: path, "`dynamic_batching` needs `max_steps`", label: "counts in steps",
          with: [("max_steps", "none")], help: "set max_steps", source: arguments)
      }
      if keys.isSet("save_epochs") {
        keys.refuse(
          .other, at: "save_epochs", "`save_epochs` does not work with `dynamic_batching`",
          label: "counts in epochs", with: [(path, "counts in steps")],
          help: "use save_steps", source: arguments)
      }
    }
    let attention = "flash_attn"
    if strategy == "padding_free", !keys.isSet(attention) || isOther(keys, attention) {
      keys.refuse(
        .packing, at: path, "`padding_free` needs `flash_attn: flash_attention_2`",
        label: "rows without padding", with: [(attention, "lets rows see each other")],
        help: "set flash_attn to flash_attention_2",
        source: "v1/core/base_trainer.py, _create_batch_generator")
    }
  }

  private static func isOther(_ keys: KeyReader, _ path: String) -> Bool {
    keys.word(path) == "eager" || keys.word(path) == "sdpa"
  }

  private static func constrainParallelism(_ keys: inout KeyReader) {
    let (name, file) = ("dist_config.name", "dist_config.config_file")
    let isDeepSpeed = keys.word(name) == "deepspeed"
    if isDeepSpeed, !keys.isSet(file) {
      keys.refuse(
        at: name, "`dist_config` needs `config_file` for DeepSpeed", label: "no file named",
        help: "set dist_config.config_file", source: "v1/plugins/model_plugins/deepspeed_utils.py")
    }
    guard let ranks = keys.written("cp_size")?.value, ranks > 1 else { return }
    if isDeepSpeed {
      keys.refuse(
        at: "cp_size", "`cp_size` above 1 needs `dist_config.name: fsdp2`",
        label: "splits sequences", with: [(name, "cannot")],
        help: "set dist_config.name to fsdp2, or cp_size to 1",
        source: "v1/core/base_trainer.py, __init__")
    }
    if !keys.isSet("flash_attn") || isOther(keys, "flash_attn") {
      keys.refuse(
        at: "cp_size", "`cp_size` above 1 needs `flash_attn: flash_attention_2`",
        label: "splits sequences", with: [("flash_attn", "needs whole ones")],
        help: "set flash_attn to flash_attention_2", source: "v1/core/base_trainer.py, __init__")
    }
  }

  private static func constrainAdapter(_ keys: inout KeyReader) {
    let bits = "quant_config.quantization_bit"
    if let name = keys.word("quant_config.name"), ["auto", "bnb"].contains(name),
      let width = keys.written(bits)?.value, width != 4, width != 8
    {
      keys.refuse(
        .adapter, at: bits, "`quantization_bit` is 4 or 8, not \(Magnitude.plain(width))",
        label: "not a width of bitsandbytes", help: "write 4 or 8",
        source: "v1/plugins/model_plugins/quantization.py")
    }
    if keys.word("peft_config.name") == "lora", keys.word("init_config.name") == "init_on_meta" {
      keys.refuse(
        .adapter, at: "init_config.name", "`init_on_meta` does not work with LoRA",
        label: "loads no weights at first", with: [("peft_config.name", "needs them")],
        help: "remove init_config", source: "v1/core/model_engine.py, _init_model")
    }
    let adapters = "peft_config.adapter_name_or_path"
    if let value = keys.value(adapters), value.isSequence, value.items.count > 1 {
      keys.refuse(
        .adapter, at: adapters, "training goes on from one adapter, not \(value.items.count)",
        label: "several adapters", help: "merge the adapters first",
        source: "v1/plugins/model_plugins/peft.py, load_adapter")
    }
  }
}
