import Composition
import RunPlan
import SourceText

/// What LLaMA-Factory keeps in memory.
///
/// `model/adapter.py`, `init_adapter`: what is trained is cast to 32 bits, unless `pure_bf16` is
/// set or the third stage of ZeRO splits it. `model/model_utils/checkpointing.py`: layers are
/// computed again unless told not to.
enum LlamaFactoryMemory {
  static func read(_ keys: inout KeyReader) {
    guard ["bf16", "fp16"].contains(keys.reading.labels[.precision]?.value ?? ""),
      !changesEngine.contains(where: { keys.holds($0) && keys.flag($0) != false })
    else { return }
    var trainer = TrainerMemory()
    trainer.isHalf = true
    trainer.trained = keys.flag("pure_bf16") == true ? 2 : 4
    trainer.read(&keys)
    switch (keys.isSet("quantization_bit"), keys.number("quantization_bit").value) {
    case (false, _): keys.reading.memory.frozen = .bits16
    case (true, 4?) where isBitsAndBytes(keys): keys.reading.memory.frozen = .nf4
    case (true, 8?) where isBitsAndBytes(keys): keys.reading.memory.frozen = .int8
    default: break
    }
    if let isOff = keys.flag("disable_gradient_checkpointing", fallback: false) {
      keys.reading.memory.recomputation = isOff ? Activations.Recomputation.none : .full
    }
    keys.reading.memory.fusesLoss = keys.flag("enable_liger_kernel") == true
  }

  private static func isBitsAndBytes(_ keys: KeyReader) -> Bool {
    guard keys.isSet("quantization_method") else { return true }
    return ["bnb", "bitsandbytes"].contains(keys.text("quantization_method")?.value ?? "")
  }

  /// Keys under which the model is loaded or split in another way.
  private static let changesEngine = [
    "use_unsloth", "use_unsloth_gc", "use_ktransformers", "use_kt", "use_mca", "mixture_of_depths",
    "tensor_model_parallel_size", "pipeline_model_parallel_size", "quantization_device_map",
  ]
}
