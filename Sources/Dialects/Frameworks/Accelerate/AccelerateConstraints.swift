import Composition
import ConfigSyntax
import RunPlan

/// What accelerate's launcher and its plugins refuse: `commands/launch.py`, `utils/launch.py`,
/// `utils/dataclasses.py` and `parallelism_config.py`, at version 1.14.
extension Accelerate {
  package static func constrain(_ keys: inout KeyReader) {
    constrainDeepSpeedFile(&keys)
    constrainProcesses(&keys)
    constrainPlugins(&keys)
    constrainWords(&keys)
    constrainEnvironment(&keys)
    constrainSharding(&keys)
    constrainParallelism(&keys)
  }

  /// What a plugin would read counts only where the type of the run names the plugin.
  private static func constrainPlugins(_ keys: inout KeyReader) {
    guard let type = keys.word("distributed_type") else { return }
    let plugins = [
      ("deepspeed_config", "DEEPSPEED"), ("fsdp_config", "FSDP"),
      ("megatron_lm_config", "MEGATRON_LM"),
    ]
    for (key, wanted) in plugins where type != wanted {
      guard let value = keys.value(key), value.isMapping, !value.entries.isEmpty else { continue }
      keys.note(
        .inert, .remarkable, at: key, "`\(key)` has no effect with `distributed_type: \(type)`",
        label: "not read", with: [("distributed_type", "not \(wanted)")],
        help: "remove it, or set distributed_type to \(wanted)",
        source: "accelerate/commands/launch.py, _validate_launch_command")
    }
  }

  /// A DeepSpeed file of its own leaves no room for the same settings beside it.
  private static func constrainDeepSpeedFile(_ keys: inout KeyReader) {
    let file = "deepspeed_config.deepspeed_config_file"
    guard keys.isSet(file) else { return }
    let ignored = [
      "gradient_accumulation_steps", "gradient_clipping", "zero_stage", "offload_optimizer_device",
      "offload_param_device", "offload_optimizer_nvme_path", "offload_param_nvme_path",
      "zero3_save_16bit_model",
    ]
    let paths = ignored.map { "deepspeed_config." + $0 } + ["mixed_precision"]
    for path in paths where keys.isSet(path) && keys.word(path) != "no" {
      let name = path.split(separator: ".").last.map(String.init) ?? path
      // A bare `no` leaves the precision to the file.
      if keys.value(path)?.scalar == .bool(false) { continue }
      keys.refuse(
        at: path, "`\(name)` cannot stand beside `deepspeed_config_file`", label: "set here",
        with: [(file, "the DeepSpeed file decides")],
        because: "the launcher stops: the DeepSpeed file is to hold these settings",
        help: "remove `\(name)` here, and set it in the DeepSpeed file",
        source: "accelerate/utils/dataclasses.py, DeepSpeedPlugin; accelerate/accelerator.py")
    }
  }

  /// What is left over where machines do not divide the processes is never started.
  private static func constrainProcesses(_ keys: inout KeyReader) {
    let machines = keys.number("num_machines").value ?? 1
    if let type = keys.word("distributed_type"), type.hasPrefix("MULTI_"), machines <= 1,
      let ids = keys.word("gpu_ids"), ids != "all", !ids.isEmpty, !ids.contains(",")
    {
      keys.refuse(
        at: "gpu_ids", "`\(type)` needs at least 2 of `gpu_ids`", label: "1 device",
        with: [("distributed_type", "several devices")],
        help: "name the devices with commas between them, or write 'all'",
        source: "accelerate/commands/launch.py, _validate_launch_command")
    }
    guard machines > 1, let processes = keys.written("num_processes"), processes.value > 0,
      processes.value.truncatingRemainder(dividingBy: machines) != 0
    else { return }
    let each = (processes.value / machines).rounded(.down)
    let written = Magnitude.plain(processes.value)
    keys.warn(
      at: "num_processes",
      "`num_processes` \(written) does not divide among \(Magnitude.plain(machines)) machines",
      label: "\(written) processes in all",
      with: [("num_machines", "\(Magnitude.plain(machines)) machines")],
      because: "each machine starts \(Magnitude.plain(each)), "
        + "\(Magnitude.plain(each * machines)) in all",
      help: "count the processes of all machines",
      source: "accelerate/utils/launch.py, prepare_multi_gpu_env")
  }
}
