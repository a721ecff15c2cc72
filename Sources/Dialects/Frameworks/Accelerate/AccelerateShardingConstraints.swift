import Composition
import ConfigSyntax
import RunPlan

/// What accelerate refuses of words, of the kind of job, and of the ways to share out a model.
extension Accelerate {
  // MARK: Words

  private static let types = [
    "NO", "MULTI_CPU", "MULTI_GPU", "MULTI_NPU", "MULTI_MLU", "MULTI_SDAA", "MULTI_MUSA",
    "MULTI_XPU", "DEEPSPEED", "FSDP", "XLA", "MEGATRON_LM", "MULTI_HPU", "MULTI_NEURON", "TPU",
    "DATA_PARALLEL", "MODEL_PARALLEL",
  ]

  static func constrainWords(_ keys: inout KeyReader) {
    if keys.flag("distributed_type") == nil, let type = keys.word("distributed_type"),
      !types.contains(type)
    {
      let near = NearestKey(type).among(types)
      keys.refuse(
        at: "distributed_type", "accelerate has no such `distributed_type`", label: "not known",
        help: near.map { "write \($0)" } ?? "write MULTI_GPU, FSDP or DEEPSPEED",
        source: "accelerate/utils/dataclasses.py, DistributedType")
    }
    guard let value = keys.value("mixed_precision"), let edition = catalogue?.edition else {
      return
    }
    let words = ["no", "fp16", "bf16", "fp8"]
    if case .bool(false)? = value.scalar {
      // `args.mixed_precision.lower()` of a switch is an AttributeError.
      let wrong = WrongValue(.word(words), edition: edition, isSwitchForWord: true)
      let kind = KeyRemark.Kind.wrongValue(wrong)
      keys.reading.remarks.append(KeyRemark(kind, key: "mixed_precision", span: value.span))
    } else if let word = keys.word("mixed_precision"), !words.contains(word.lowercased()) {
      keys.refuse(
        at: "mixed_precision", "`mixed_precision` is one of no, fp16, bf16, fp8",
        label: "none of them", help: "write bf16, or 'no' between quotes",
        source: "accelerate/utils/launch.py, prepare_multi_gpu_env")
    }
  }

  // MARK: SageMaker

  /// Jobs of SageMaker and jobs of one's own machines have a class each.
  static func constrainEnvironment(_ keys: inout KeyReader) {
    let source = "accelerate/commands/config/config_args.py, from_yaml_file"
    let remote = [
      "ec2_instance_type", "iam_role_name", "image_uri", "profile", "region", "base_job_name",
      "pytorch_version", "transformers_version", "py_version", "sagemaker_inputs_file",
      "sagemaker_metrics_file", "additional_args",
    ]
    let environment = keys.word("compute_environment") ?? "LOCAL_MACHINE"
    if environment == "LOCAL_MACHINE" {
      for path in remote where keys.has(path) {
        keys.refuse(
          at: path, "`\(path)` is for SageMaker only", label: "not read on one's own machines",
          with: [("compute_environment", "one's own machines")],
          help: "remove it, or set compute_environment to AMAZON_SAGEMAKER", source: source)
      }
    } else if environment == "AMAZON_SAGEMAKER" {
      for path in remote.prefix(2) where !keys.has(path) {
        keys.refuse(
          at: "compute_environment", "a job on SageMaker needs `\(path)`", label: "on SageMaker",
          help: "set \(path)", source: "accelerate/commands/config/config_args.py, SageMakerConfig")
      }
    }
  }

  // MARK: FSDP

  /// The path of an FSDP key, whose prefix may be left out.
  private static func path(_ name: String, _ keys: KeyReader) -> String {
    let full = "fsdp_config.fsdp_" + name
    return keys.has(full) ? full : "fsdp_config." + name
  }

  static func constrainSharding(_ keys: inout KeyReader) {
    guard keys.word("distributed_type") == "FSDP" else { return }
    let isSecond = keys.share(path("version", keys), fallback: 1) == 2
    let source = "accelerate/utils/dataclasses.py, FullyShardedDataParallelPlugin"
    constrainLoading(&keys, sync: path("sync_module_states", keys))
    let policies = ["TRANSFORMER_BASED_WRAP", "SIZE_BASED_WRAP", "NO_WRAP"]
    refuse(&keys, "auto_wrap_policy", but: policies, source)
    let whole = ["FULL_STATE_DICT", "SHARDED_STATE_DICT"]
    refuse(&keys, "state_dict_type", but: isSecond ? whole : whole + ["LOCAL_STATE_DICT"], source)
    if isSecond {
      let flags = [
        "TRUE", "FALSE", "YES", "NO", "ON", "OFF", "Y", "N", "T", "F", "1", "0",
      ]
      refuse(&keys, "reshard_after_forward", but: flags, asks: "true, false", source)
    } else {
      let strategies = [
        "FULL_SHARD", "SHARD_GRAD_OP", "NO_SHARD", "HYBRID_SHARD", "HYBRID_SHARD_ZERO2",
      ]
      refuse(&keys, "sharding_strategy", but: strategies, asks: "FULL_SHARD, SHARD_GRAD_OP", source)
    }
  }

  /// The launcher looks at switches: the text 'false' is as true to it as any, and so is the
  /// default, which files of the time before the key do not know of.
  private static func constrainLoading(_ keys: inout KeyReader, sync: String) {
    guard keys.value(sync)?.scalar == .bool(false) else { return }
    let efficient = path("cpu_ram_efficient_loading", keys)
    let isThere = keys.has(efficient)
    guard !isThere || keys.isSet(efficient), keys.value(efficient)?.scalar != .bool(false) else {
      return
    }
    keys.note(
      .other, isThere ? .refused : .harmful, at: sync,
      "`cpu_ram_efficient_loading` needs `sync_module_states`", label: "off",
      with: [(efficient, "one process loads for all")],
      because: "the launcher stops: one process would load the weights and keep them",
      help: "set fsdp_sync_module_states to true, or fsdp_cpu_ram_efficient_loading to false",
      source: "accelerate/utils/launch.py, prepare_multi_gpu_env")
  }

  /// Numbers stand for the words by their place.
  private static func refuse(
    _ keys: inout KeyReader, _ name: String, but words: [String], asks: String? = nil,
    _ source: String
  ) {
    let path = path(name, keys)
    guard let word = keys.word(path), !words.contains(word.uppercased()),
      !word.utf8.allSatisfy({ $0 &- 0x30 < 10 })
    else { return }
    keys.refuse(
      at: path, "no such `\(name)`", label: "not known",
      help: "write one of " + (asks ?? words.joined(separator: ", ")), source: source)
  }

  // MARK: Parallelism

  static func constrainParallelism(_ keys: inout KeyReader) {
    let prefix = "parallelism_config.parallelism_config_"
    guard keys.isOn("parallelism_config") else { return }
    let source = "accelerate/parallelism_config.py, ParallelismConfig"
    let names = ["dp_replicate", "dp_shard", "tp", "cp", "sp"]
    let sizes = names.compactMap { keys.share(prefix + $0 + "_size", fallback: 1) }
    guard sizes.count == names.count else { return }
    for (name, size) in zip(names, sizes) where size < 1 {
      keys.refuse(
        at: prefix + name + "_size", "`\(name)_size` is less than 1",
        label: Magnitude.plain(size), help: "write 1 or more", source: source)
      return
    }
    if sizes[3] > 1, sizes[4] > 1 {
      keys.refuse(
        at: prefix + "cp_size", "`cp_size` and `sp_size` exclude each other",
        label: "shares sequences", with: [(prefix + "sp_size", "shares them too")],
        help: "set one of them to 1", source: source)
    }
    if sizes[2] > 1 || sizes[3] > 1, sizes[0] > 1, sizes[1] == 1 {
      let own = sizes[2] > 1 ? "tp_size" : "cp_size"
      keys.refuse(
        at: prefix + "dp_replicate_size", "`\(own)` needs shards, not only replicas",
        label: "replicas", with: [(prefix + own, "shares each replica")],
        help: "set dp_shard_size above 1, or dp_replicate_size to 1", source: source)
    }
    let total = sizes.reduce(1, *)
    if total > 1, keys.word("distributed_type") == "FSDP",
      keys.share(path("version", keys), fallback: 1) == 1
    {
      keys.refuse(
        at: "parallelism_config", "`parallelism_config` needs FSDP 2", label: "with FSDP 1",
        with: [(path("version", keys), "FSDP 1")], help: "set fsdp_version to 2", source: source)
    }
    guard total > 1, sizes[4] == 1, let processes = keys.written("num_processes"),
      processes.value > 0, processes.value != total
    else { return }
    keys.refuse(
      at: "num_processes", "the sizes of `parallelism_config` do not make `num_processes`",
      label: "\(Magnitude.plain(processes.value)) processes",
      with: [("parallelism_config", "their product is \(Magnitude.plain(total))")],
      help: "make the product of the sizes \(Magnitude.plain(processes.value))", source: source)
  }
}
