import Composition
import RunPlan
import SourceText

/// What transformers' `Trainer` keeps in memory, for the dialects that run on it.
///
/// Read from `transformers/trainer.py` and `integrations/deepspeed.py`, `torch/optim/adamw.py`,
/// `bitsandbytes/optim/adamw.py` and `deepspeed/runtime/zero/*.py`. torch's AdamW keeps two moments
/// in the type of the weights; under ZeRO the trained weights have 16 bits, and a copy and both
/// moments 32. What FSDP, an optimizer that pages, or DeepSpeed with a part in the host's memory
/// come to is left open.
struct TrainerMemory {
  /// Bytes of a trained weight where nothing splits it; nil where its type is open.
  var trained: Double?
  /// Whether the model is loaded with 16 bits.
  var isHalf = false
  /// Keys besides `deepspeed` that hand the run to another engine.
  var otherEngines = ["fsdp", "fsdp_config"]

  /// Settles the states of the run that `keys` describe.
  func read(_ keys: inout KeyReader) {
    guard !otherEngines.contains(where: { keys.holds($0) && keys.flag($0) != false }) else {
      return
    }
    let isAdam = Self.adams.contains(keys.reading.labels[.optimizer]?.value ?? "")
    if keys.holds("deepspeed") {
      guard isAdam, isHalf, keys.reading.claims[.zeroStage]?.value ?? 0 >= 1,
        !Self.offloads(keys)
      else { return }
      keys.reading.memory.states = .mixedAdamW
    } else if let trained {
      let isShort = Self.shortAdams.contains(keys.reading.labels[.optimizer]?.value ?? "")
      guard isAdam || isShort else { return }
      keys.reading.memory.states = ModelStates(
        weight: trained, gradient: trained, optimizer: isShort ? 2 : 2 * trained)
    }
  }

  /// Settles what is computed again; `fallback` is what an absent key means, nil where releases
  /// differ.
  static func readCheckpointing(_ keys: inout KeyReader, fallback: Bool? = false) {
    let key = "gradient_checkpointing"
    guard let isOn = keys.isSet(key) ? keys.flag(key) : fallback else { return }
    keys.reading.memory.recomputation = isOn ? .full : Activations.Recomputation.none
  }

  private static let adams: Set = ["adamw_torch", "adamw_torch_fused"]
  private static let shortAdams: Set = ["adamw_bnb_8bit", "adamw_8bit"]

  /// Whether a part of the states may lie in the host's memory.
  ///
  /// The files that frameworks ship say it in their names, but for axolotl's second stage.
  private static func offloads(_ keys: KeyReader) -> Bool {
    if keys.reading.memory.offloads { return true }
    let name = keys.text("deepspeed")?.value.split(separator: "/").last ?? ""
    return name.contains("offload") || name.hasPrefix("zero2")
  }
}
