import Composition
import RunPlan
import SourceText

/// What a script on transformers' `Trainer` keeps in memory.
///
/// The type of the weights is known where the file says it: defaults differ between releases. The
/// launcher may bring an engine of its own, so that nothing is said of several ranks.
enum HFTrainingMemory {
  static func read(_ keys: inout KeyReader) {
    let key = keys.isSet("dtype") ? "dtype" : "torch_dtype"
    let adapts = keys.reading.labels[.adapter]?.value != "full"
    var trainer = TrainerMemory()
    switch keys.text(key)?.value {
    case "bfloat16":
      trainer.isHalf = true
      trainer.trained = adapts ? 4 : 2
    case "float32": trainer.trained = 4
    default: return
    }
    trainer.read(&keys)
    if adapts, trainer.isHalf {
      keys.reading.memory.frozen = .bits16
      if keys.flag("load_in_8bit") == true { keys.reading.memory.frozen = .int8 }
      if keys.flag("load_in_4bit") == true { keys.reading.memory.frozen = .nf4 }
    }
    TrainerMemory.readCheckpointing(&keys, fallback: nil)
    keys.reading.memory.fusesLoss = keys.flag("use_liger_kernel") == true
  }
}
