import Composition
import RunPlan

/// What GPT-NeoX keeps in memory: DeepSpeed's states, by stages of ZeRO.
///
/// `megatron/training.py`, `get_optimizer` and DeepSpeed's engine: 16-bit weights and gradients with
/// a 32-bit copy and moments; sums of gradients in 32 bits come on top and are not counted.
enum GPTNeoXMemory {
  static func read(_ keys: inout KeyReader) {
    guard ["adam", "adamw"].contains(keys.reading.labels[.optimizer]?.value.lowercased() ?? ""),
      !offloads.contains(where: { keys.holds("zero_optimization." + $0) })
    else { return }
    switch keys.reading.labels[.precision]?.value {
    case "fp16", "bf16", "bfloat16": keys.reading.memory.states = .mixedAdamW
    case "fp32": keys.reading.memory.states = .fullAdamW
    default: return
    }
    if !keys.isSet("zero_optimization") {
      keys.reading.memory.sharding = ModelStates.Sharding.none
    }
    if let isOn = keys.flag("checkpoint_activations", fallback: false) {
      keys.reading.memory.recomputation = isOn ? .full : Activations.Recomputation.none
    }
  }

  private static let offloads = ["cpu_offload", "offload_optimizer", "offload_param"]
}
