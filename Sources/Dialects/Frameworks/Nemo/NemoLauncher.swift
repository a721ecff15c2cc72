import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// NVIDIA's NeMo-Framework-Launcher: NeMo files with a `run` block for the job.
///
/// The launcher puts each file below the name of its stage, so that `${training.model.x}` means
/// this file's `model.x`; what stands in the launcher's own file is not known.
package enum NemoLauncher: Dialect {
  package static let id = DialectID("nemo-launcher")

  package static let fingerprint = Fingerprint(
    // Files for NeMo itself may keep the block, but leave the nodes to the command line.
    all: ["run", "trainer.num_nodes", "model.optim"],
    any: Nemo.shares + [
      .atLeast(1, of: ["run.name", "run.results_dir", "run.time_limit", "run.dependency"])
    ], none: Nemo.others)

  package static let loading = Loading(
    .omegaConf,
    interpolation: .omegaConfBelow([
      "training", "fine_tuning", "peft", "prompt_learning", "adapter_learning", "ia3_learning",
      "rlhf_rm", "rlhf_ppo", "steerlm_reg",
    ]), castsText: true, assembly: .hydraDefaults)

  package static let bindings = Nemo.bindings

  package static func complete(_ keys: inout KeyReader) {
    Nemo.complete(&keys)
    keys.nameRun("run.name")
    keys.reading.labels[.launcher] = LabelClaim("nemo-launcher", origin: keys.value("run")?.origin)
  }
}
