import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Hugging Face accelerate: how a training is started, not what it trains.
///
/// Read from `src/accelerate/commands/config/config_args.py`, `commands/launch.py` and
/// `utils/dataclasses.py`.
package enum Accelerate: Dialect {
  package static let id = DialectID("accelerate")

  package static let fingerprint = Fingerprint(
    all: ["distributed_type"],
    any: [
      .atLeast(
        1,
        of: [
          "compute_environment", "num_processes", "num_machines", "machine_rank",
          "mixed_precision", "deepspeed_config", "fsdp_config",
        ])
    ])

  package static let loading = Loading.plainYAML

  package static let bindings: [KeyBinding] = []

  package static func complete(_ keys: inout KeyReader) {
    // The training itself, its rows included, is the trainer's business.
    keys.reading.regime = nil
    keys.reading.fillsSequences = false
    keys.labelWord(.launcher, id.name, at: "distributed_type")
    readPrecision(&keys)
    // The instances of a SageMaker job decide its world.
    guard keys.text("compute_environment")?.value != "AMAZON_SAGEMAKER" else { return }
    let type = keys.text("distributed_type")?.value
    readWorld(&keys, isAlone: type == "NO" || type == "false")
    readParallel(&keys, isMegatron: type == "MEGATRON_LM")
    if type == "DEEPSPEED" { readDeepSpeed(&keys) }
  }

  /// `no`, which a bare word makes a boolean, leaves the type to the model.
  private static func readPrecision(_ keys: inout KeyReader) {
    let key = "mixed_precision"
    if let word = keys.text(key)?.value.lowercased() {
      if ["fp16", "bf16", "fp8"].contains(word) { keys.labelWord(.precision, word, at: key) }
    } else if !keys.has(key), keys.flag("fp16") == true {
      keys.labelWord(.precision, "fp16", at: "fp16")
    }
  }

  // MARK: Processes

  /// `num_processes` counts those of all machines; -1 leaves it to the command line.
  private static func readWorld(_ keys: inout KeyReader, isAlone: Bool) {
    if isAlone {
      let formula = "one process where distributed_type is NO"
      keys.add(Claim(.worldSize, 1, .derived(formula: formula, from: [])))
      return
    }
    keys.claim(.worldSize, "num_processes")
    keys.claim(.nodes, "num_machines", fallback: 1)
  }

  private static func readParallel(_ keys: inout KeyReader, isMegatron: Bool) {
    if isMegatron {
      keys.claim(.tensorParallel, "megatron_lm_config.megatron_lm_tp_degree", fallback: 1)
      keys.claim(.pipelineParallel, "megatron_lm_config.megatron_lm_pp_degree", fallback: 1)
      return
    }
    let sizes = "parallelism_config.parallelism_config_"
    keys.add(Claim(.pipelineParallel, 1, .derived(formula: "no pipeline here", from: [])))
    keys.claim(.tensorParallel, sizes + "tp_size", fallback: 1)
    keys.claim(.contextParallel, sizes + "cp_size", fallback: 1)
  }

  // MARK: DeepSpeed

  /// With a DeepSpeed file of its own the keys beside it are refused or ignored.
  private static func readDeepSpeed(_ keys: inout KeyReader) {
    let file = "deepspeed_config.deepspeed_config_file"
    guard !keys.isSet(file) else {
      if var linked = keys.follow(file) {
        if let stage = linked.claim(.zeroStage, "zero_optimization.stage") { keys.add(stage) }
        if let steps = linked.claim(.accumulation, "gradient_accumulation_steps") {
          keys.add(steps)
        }
      }
      return
    }
    keys.claim(.zeroStage, "deepspeed_config.zero_stage", fallback: 2)
    keys.claim(.accumulation, "deepspeed_config.gradient_accumulation_steps")
  }
}
