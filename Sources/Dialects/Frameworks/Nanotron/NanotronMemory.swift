import Composition
import RunPlan
import SourceText

/// What nanotron keeps in memory.
///
/// `helpers.py`, `init_optimizer_and_grad_accumulator`, and `optim/gradient_accumulator.py`: with
/// `accumulate_grad_in_fp32` there are sums of all gradients in 32 bits on every rank, beside a
/// copy of the weights and both moments, which any stage of ZeRO splits over the data-parallel
/// ranks; the 16-bit gradients of a pass are not counted. Without it torch's AdamW runs on the
/// weights as they are.
enum NanotronMemory {
  static func read(_ keys: inout KeyReader) {
    if let isOn = keys.flag("parallelism.recompute_layer", fallback: false) {
      keys.reading.memory.recomputation = isOn ? .full : Activations.Recomputation.none
    }
    keys.reading.memory.splitsSequence =
      keys.text("parallelism.tp_mode")?.value.uppercased() == "REDUCE_SCATTER"
    guard keys.reading.labels[.optimizer]?.value == "adamW",
      let stage = keys.reading.claims[.zeroStage]?.value, stage <= 1,
      keys.reading.claims[.contextParallel]?.value == 1,
      let accumulates = keys.flag("optimizer.accumulate_grad_in_fp32")
    else { return }
    switch (keys.reading.labels[.precision]?.value, accumulates) {
    case ("bf16", true): keys.reading.memory.states = .mixedAdamWFullGradients
    case ("bf16", false): keys.reading.memory.states = .shortAdamW
    case ("fp32", false): keys.reading.memory.states = .fullAdamW
    default: return
    }
    keys.reading.memory.trainsAll = true
  }
}
