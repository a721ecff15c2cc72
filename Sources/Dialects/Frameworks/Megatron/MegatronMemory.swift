import Composition
import RunPlan

/// What Megatron-LM keeps in memory.
///
/// `docs/user-guide/features/dist_optimizer.md` and `megatron/training/theoretical_memory_usage.py`
/// have the account; `megatron/training/arguments.py`, `validate_args`, decides the type of the
/// gradients. The distributed optimizer splits the copy and the moments over the ranks of data and
/// context parallelism, and leaves gradients whole.
enum MegatronMemory {
  static func read(_ keys: inout KeyReader, _ form: MegatronForm) {
    keys.reading.memory.splitsSequence =
      keys.flag(form["sequence-parallel", in: .modelParallel]) == true
    readRecomputation(&keys, form)
    guard keys.reading.labels[.optimizer]?.value == "adam",
      !others.contains(where: { keys.isSet(form[$0]) && keys.flag(form[$0]) != false })
    else { return }
    let fullGradients = keys.flag(form["accumulate-allreduce-grads-in-fp32"]) == true
    if keys.flag(form["fp16", in: .modelParallel]) == true {
      keys.reading.memory.states =
        fullGradients ? .mixedAdamWFullGradients : .mixedAdamWCopiedGradients
    } else if keys.flag(form["bf16", in: .modelParallel]) == true {
      // Gradients are summed in 32 bits unless told not to.
      let isShort = keys.flag(form["grad-reduce-in-bf16"]) == true && !fullGradients
      keys.reading.memory.states = isShort ? .mixedAdamWCopiedGradients : .mixedAdamWFullGradients
    } else {
      keys.reading.memory.states = .fullAdamW
    }
    // Without the distributed optimizer every rank holds all of it.
    keys.reading.memory.sharding = ModelStates.Sharding.none
    keys.reading.memory.trainsAll = keys.reading.regime == .continuedPretraining
  }

  /// Arguments under which states have other types, lie in the host's memory, or are split in
  /// another way.
  private static let others = [
    "use-precision-aware-optimizer", "optimizer-cpu-offload", "fp8-param-gather",
    "fp4-param-gather", "use-torch-fsdp2", "use-megatron-fsdp", "use-custom-fsdp",
    "num-distributed-optimizer-instances", "expert-tensor-parallel-size", "main-grads-dtype",
    "main-params-dtype", "exp-avg-dtype", "exp-avg-sq-dtype", "freeze-all-layers", "use-dist-muon",
  ]

  /// `transformer/transformer_block.py`, `_checkpointed_forward`: `uniform` keeps the input of each
  /// group of layers, `block` computes only the first layers of a stage again.
  private static func readRecomputation(_ keys: inout KeyReader, _ form: MegatronForm) {
    // 8-bit passes keep less than the account of 16-bit blocks says, and offloading all of it
    // less.
    guard keys.reading.labels[.precision]?.value != "fp8",
      !keys.isSet(form["cpu-offloading-num-layers"]),
      keys.flag(form["fine-grained-activation-offloading"]) != true
    else { return }
    let granularity = form["recompute-granularity", in: .languageModel]
    switch keys.word(granularity) {
    case "full":
      let isUniform = keys.word(form["recompute-method", in: .languageModel]) == "uniform"
      let group = keys.number(form["recompute-num-layers", in: .languageModel]).value
      if isUniform, group == 1 { keys.reading.memory.recomputation = .full }
    case "selective": keys.reading.memory.recomputation = .selective
    case nil:
      guard !keys.isSet(granularity) else { return }
      let isOn = keys.flag(form["recompute-activations"]) == true
      keys.reading.memory.recomputation = isOn ? .selective : Activations.Recomputation.none
    default: break
    }
  }
}
