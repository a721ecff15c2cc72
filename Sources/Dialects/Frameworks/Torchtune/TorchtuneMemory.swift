import Composition
import RunPlan

/// What torchtune keeps in memory: weights, gradients and moments, all in the type that `dtype`
/// names (`recipes/full_finetune_single_device.py`).
///
/// The recipes for several devices split all of it, by as many ranks as are started.
enum TorchtuneMemory {
  static func read(_ keys: inout KeyReader) {
    let bytes: Double
    switch keys.reading.labels[.precision]?.value {
    case "bf16": bytes = 2
    case "fp32": bytes = 4
    default: return
    }
    guard keys.flag("fsdp_cpu_offload") != true, keys.flag("enable_activation_offloading") != true
    else { return }
    let stepsInBackward = keys.flag("optimizer_in_bwd") == true
    let gradient = stepsInBackward ? 0 : bytes
    switch keys.reading.labels[.optimizer]?.value {
    case "torch.optim.AdamW":
      keys.reading.memory.states = ModelStates(
        weight: bytes, gradient: gradient, optimizer: 2 * bytes)
    case "bitsandbytes.optim.AdamW8bit":
      keys.reading.memory.states = ModelStates(weight: bytes, gradient: gradient, optimizer: 2)
    default: return
    }
    let adapter = keys.reading.labels[.adapter]?.value
    keys.reading.memory.frozen =
      adapter == "qlora" ? .nf4 : adapter == "lora" && bytes == 2 ? .bits16 : nil
    if let isOn = keys.flag("enable_activation_checkpointing", fallback: false) {
      keys.reading.memory.recomputation = isOn ? .full : Activations.Recomputation.none
    }
  }
}
