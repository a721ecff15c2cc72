/// A program that starts the processes of a training.
struct Launcher: Sendable {
  /// Its name in plans.
  let name: String
  /// The words that call it, the first one without its folder.
  let words: [String]
  /// The flags for the processes on each node.
  var perNode: [String] = []
  /// The flags for the nodes.
  var nodes: [String] = []
  /// The flags for all processes together.
  var total: [String] = []
  /// The flags that tell where the nodes meet.
  var rendezvous: [String] = []
  /// The flag for a configuration of its own.
  var config: [String] = []
  /// The flags that take no value.
  var switches: Set<String> = []
  /// The flags that take two values.
  var pairs: Set<String> = []
  /// Whether the word behind its flags is a program to start; else it is the trainer itself.
  var startsProgram = true
  /// How many processes it starts where nothing tells it.
  var counting = Counting.unknown

  /// How many processes are started where nothing says it.
  enum Counting: Sendable {
    /// One on each node, and only one node.
    case one
    /// One on each device of a node.
    case devicesOfNode
    /// One on each device that the platform gave it.
    case allDevices
    /// Its documentation does not say, or other programs decide.
    case unknown
  }
}

extension Launcher {
  /// The launchers that are known, longer calls before shorter ones.
  static let all: [Launcher] = [
    oumi("torchrun"), oumi("accelerate"),
    torchrun("torchrun", ["torchrun"], .one),
    torchrun("torchrun", ["torch.distributed.run"], .one),
    torchrun("torch.distributed.launch", ["torch.distributed.launch"]),
    torchrun("hyperpodrun", ["hyperpodrun"]),
    torchrun(
      "determined.launch.torch_distributed", ["determined.launch.torch_distributed"], .allDevices),
    Launcher(
      name: "determined.launch.deepspeed", words: ["determined.launch.deepspeed"],
      switches: ["--trial"], counting: .allDevices),
    Launcher(
      name: "determined.launch.horovod", words: ["determined.launch.horovod"],
      switches: ["--autohorovod", "--trial"], counting: .allDevices),
    Launcher(
      name: "accelerate", words: ["accelerate", "launch"],
      nodes: ["--num_machines"], total: ["--num_processes"],
      rendezvous: ["--main_process_ip"], config: ["--config_file"],
      switches: [
        "--multi_gpu", "--use_deepspeed", "--use_fsdp", "--use_megatron_lm", "--debug", "--quiet",
        "--cpu", "--mps", "--tpu", "--same_network", "--no_python", "--module", "-m", "-q",
        "--use_parallelism_config", "--dynamo_use_fullgraph", "--dynamo_use_dynamic", "--use_xpu",
        "--no_tpu_cluster", "--tpu_cluster", "--tpu_use_cluster", "--aws_no_pull",
        "--enable_cpu_affinity", "--use_tp",
      ], counting: .devicesOfNode),
    Launcher(
      name: "deepspeed", words: ["deepspeed"],
      perNode: ["--num_gpus"], nodes: ["--num_nodes"], rendezvous: ["--hostfile", "-H"],
      switches: [
        "--no_local_rank", "--no_python", "--module", "--force_multi", "--save_pid", "--no_ssh",
        "--elastic_training", "--bind_cores_to_rank", "--no_ssh_check",
      ], counting: .devicesOfNode),
    mpi("mpirun", ["mpirun"]), mpi("mpirun", ["mpiexec"]), mpi("horovodrun", ["horovodrun"]),
    Launcher(
      name: "composer", words: ["composer"], perNode: ["-n", "--nproc"], total: ["--world_size"],
      rendezvous: ["--master_addr"], switches: ["-v", "--verbose", "-m", "--module_mode"],
      counting: .devicesOfNode),
    Launcher(
      name: "tune run", words: ["tune", "run"], perNode: ["--nproc_per_node"], nodes: ["--nnodes"],
      rendezvous: ["--rdzv_endpoint", "--master_addr"], switches: ["--standalone"]),
    trainer("axolotl", ["axolotl"]), trainer("axolotl", ["axolotl.cli.train"]),
    trainer("llamafactory-cli", ["llamafactory-cli"]),
    trainer("llamafactory-cli", ["llamafactory-cli", "train"]),
    trainer("oumi train", ["oumi", "train"]), trainer("swift", ["swift"]), trainer("trl", ["trl"]),
  ]

  private static let torchrunRendezvous = ["--rdzv_endpoint", "--master_addr", "--rdzv_id"]

  private static func torchrun(
    _ name: String, _ words: [String], _ counting: Counting = .unknown
  ) -> Launcher {
    Launcher(
      name: name, words: words, perNode: ["--nproc_per_node"], nodes: ["--nnodes"],
      rendezvous: torchrunRendezvous,
      switches: [
        "--standalone", "--no_python", "--run_path", "-m", "--module", "--use_env", "--use-env",
      ], counting: counting)
  }

  private static func mpi(_ name: String, _ words: [String]) -> Launcher {
    Launcher(
      name: name, words: words, total: ["-np", "-n", "--np", "-c"],
      rendezvous: ["-H", "--host", "--hostfile", "-hostfile", "--machinefile"],
      switches: [
        "--allow-run-as-root", "--allow_run_as_root", "-allow-run-as-root", "--oversubscribe",
        "-oversubscribe", "--tag-output", "-tag-output", "--tag_output", "--display-map",
        "--verbose", "-v", "--report-bindings", "--gloo", "--mpi", "--timestamp-output",
      ],
      pairs: ["-mca", "--mca", "-gmca", "--gmca", "--pmca"])
  }

  private static func oumi(_ inner: String) -> Launcher {
    Launcher(
      name: "oumi distributed \(inner)", words: ["oumi", "distributed", inner],
      switches: ["-m", "--module", "launch"], counting: .allDevices)
  }

  private static func trainer(_ name: String, _ words: [String]) -> Launcher {
    Launcher(name: name, words: words, startsProgram: false)
  }
}
