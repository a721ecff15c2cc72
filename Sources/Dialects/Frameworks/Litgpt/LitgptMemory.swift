import Composition
import RunPlan
import SourceText

/// What litgpt keeps in memory.
///
/// `litgpt/pretrain.py`, `setup`: one device holds everything, several split all of it within each
/// node (`HYBRID_SHARD`). `litgpt/finetune/{full,lora}.py`: several devices split all of it and
/// compute blocks again, one keeps all; packed weights go with one device only, and torch's AdamW,
/// whose moments have the type of the weights, gives way to one that pages them to the host.
enum LitgptMemory {
  static func read(_ keys: inout KeyReader, isFinetune: Bool) {
    let precision = keys.text("precision")?.value
    let bytes: Double
    switch precision {
    case "bf16-true", "16-true": bytes = 2
    case "bf16-mixed", "16-mixed", "32-true": bytes = 4
    default: return
    }
    guard keys.reading.labels[.optimizer]?.value == "AdamW",
      let perNode = keys.reading.claims[.devicesPerNode]?.value,
      let nodes = keys.reading.claims[.nodes]?.value
    else { return }
    let isAlone = perNode * nodes == 1
    // Ranks of one node split what those of another hold again.
    guard isAlone || isFinetune || nodes == 1 else { return }
    let quantised = keys.isSet("quantize")
    keys.reading.memory.states = ModelStates(
      weight: bytes, gradient: bytes, optimizer: quantised ? 0 : 2 * bytes)
    keys.reading.memory.sharding = isAlone ? ModelStates.Sharding.none : .parameters
    if isFinetune {
      readFinetune(&keys, isShort: bytes == 2)
      keys.reading.memory.recomputation = isAlone ? Activations.Recomputation.none : .full
    } else {
      keys.reading.memory.recomputation = Activations.Recomputation.none
      keys.reading.memory.trainsAll = true
    }
  }

  private static func readFinetune(_ keys: inout KeyReader, isShort: Bool) {
    guard keys.reading.labels[.adapter]?.value != "full" else {
      // `finetune_adapter` reads the same keys and trains next to nothing.
      keys.reading.memory.trainsAll = true
      keys.reading.memory.isAssumed = true
      return
    }
    switch keys.text("quantize")?.value {
    case nil: keys.reading.memory.frozen = isShort ? .bits16 : nil
    case "bnb.nf4-dq", "bnb.fp4-dq": keys.reading.memory.frozen = isShort ? .nf4 : nil
    case "bnb.nf4", "bnb.fp4": keys.reading.memory.frozen = isShort ? .bits4 : nil
    case "bnb.int8-training": keys.reading.memory.frozen = isShort ? .int8 : nil
    default: break
    }
  }
}
