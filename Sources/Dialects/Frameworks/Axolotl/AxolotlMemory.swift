import Composition
import RunPlan

/// What axolotl keeps in memory.
///
/// `utils/config/__init__.py`: with `bf16: true` the model is loaded and trained in bf16, with no
/// 32-bit copy. PEFT makes adapters of such a model in 32 bits.
enum AxolotlMemory {
  static func read(_ keys: inout KeyReader) {
    let precision = keys.reading.labels[.precision]?.value
    let adapts = keys.holds("adapter")
    var trainer = TrainerMemory()
    trainer.isHalf = precision == "bf16"
    switch precision {
    case "bf16": trainer.trained = adapts ? 4 : 2
    case "fp32": trainer.trained = 4
    default: return
    }
    guard !changesEngine.contains(where: { keys.holds($0) && keys.flag($0) != false }) else {
      return
    }
    trainer.read(&keys)
    if adapts, precision == "bf16" {
      let isShort = keys.flag("load_in_4bit") == true
      keys.reading.memory.frozen =
        isShort ? .nf4 : keys.flag("load_in_8bit") == true ? .int8 : .bits16
    }
    guard keys.flag("activation_offloading") != true else { return }
    TrainerMemory.readCheckpointing(&keys)
    keys.reading.memory.fusesLoss = fusedLosses.contains { keys.flag($0) == true }
  }

  /// Keys under which the model is loaded or split in another way.
  private static let changesEngine = [
    "unsloth", "relora", "gptq", "activation_offloading", "use_ray", "torchao", "qat",
    "quantization", "spectrum_top_fraction", "layer_offloading", "expert_parallel_size",
    "max_memory",
    "gpu_memory_limit", "device_map",
  ]

  private static let fusedLosses = [
    "cut_cross_entropy", "chunked_cross_entropy", "liger_fused_linear_cross_entropy",
  ]
}
