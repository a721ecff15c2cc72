import Composition
import RunPlan
import SourceText

/// What GPT-NeoX keeps in memory: DeepSpeed's states, by stages of ZeRO.
///
/// `megatron/training.py`, `get_optimizer` and DeepSpeed's engine: weights and gradients of 16
/// bits, a 32-bit copy and moments; sums of gradients in 32 bits come on top and are not counted.
/// Most files are put together with others on the command line, so that an absent key says nothing.
enum GPTNeoXMemory {
  static func read(_ keys: inout KeyReader) {
    guard keys.isSet("optimizer.type"),
      ["adam", "adamw"].contains(keys.reading.labels[.optimizer]?.value.lowercased() ?? ""),
      !offloads.contains(where: { keys.holds("zero_optimization." + $0) })
    else { return }
    let isHalf = keys.flag("fp16.enabled") ?? keys.flag("bf16.enabled") ?? false
    guard isHalf || ["fp16", "bfloat16", "bf16"].contains(keys.text("precision")?.value ?? "")
    else { return }
    keys.reading.memory.states = .mixedAdamW
    if let isOn = keys.flag("checkpoint_activations") {
      keys.reading.memory.recomputation = isOn ? .full : Activations.Recomputation.none
    }
  }

  private static let offloads = ["cpu_offload", "offload_optimizer", "offload_param"]
}
