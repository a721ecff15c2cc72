import Linting
import Testing

/// What accelerate's launcher and its plugins refuse.
@Suite struct AccelerateConstraintTests {
  private static let fsdp = "num_processes: 8\ndistributed_type: FSDP\n"

  private static func sizes(_ sizes: String, version: Int = 2) -> String {
    fsdp + "fsdp_config: {fsdp_version: \(version)}\nparallelism_config: {\(sizes)}"
  }

  private static let words: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "no such `distributed_type`",
      "num_processes: 8\ndistributed_type: fsdp", fsdp),
    ConstraintCase(
      "framework-constraint", "`mixed_precision` is one of", fsdp + "mixed_precision: half",
      fsdp + "mixed_precision: BF16"),
    ConstraintCase(
      "framework-constraint", "`region` is for SageMaker only", fsdp + "region: us-east-1", fsdp),
    ConstraintCase(
      "framework-constraint", "needs `iam_role_name`",
      """
      compute_environment: AMAZON_SAGEMAKER
      distributed_type: DATA_PARALLEL
      ec2_instance_type: ml.p3.2xlarge
      """,
      """
      compute_environment: AMAZON_SAGEMAKER
      distributed_type: DATA_PARALLEL
      ec2_instance_type: ml.p3.2xlarge
      iam_role_name: somebody
      """),
    ConstraintCase(
      "unknown-key", .warning, "`fsdp_sharding_stragety` is no key",
      fsdp + "fsdp_config: {fsdp_sharding_stragety: FULL_SHARD}",
      fsdp + "fsdp_config: {sharding_strategy: FULL_SHARD}"),
    ConstraintCase(
      "unknown-key", .note, "`fsdp_colour` is not a key", fsdp + "fsdp_config: {fsdp_colour: red}",
      fsdp + "mpirun_config: {fsdp_colour: red}"),
  ]

  private static let sharding: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`cpu_ram_efficient_loading` needs `sync_module_states`",
      fsdp
        + "fsdp_config: {fsdp_sync_module_states: false, fsdp_cpu_ram_efficient_loading: true}",
      fsdp
        + "fsdp_config: {fsdp_sync_module_states: false, fsdp_cpu_ram_efficient_loading: false}"),
    ConstraintCase(
      "framework-constraint", .warning, "`cpu_ram_efficient_loading` needs `sync_module_states`",
      fsdp + "fsdp_config: {sync_module_states: false}",
      fsdp + "fsdp_config: {sync_module_states: true}"),
    ConstraintCase(
      "framework-constraint", "no such `auto_wrap_policy`",
      fsdp + "fsdp_config: {fsdp_auto_wrap_policy: TRANSFORMER}",
      fsdp + "fsdp_config: {fsdp_auto_wrap_policy: transformer_based_wrap}"),
    ConstraintCase(
      "framework-constraint", "no such `state_dict_type`",
      fsdp + "fsdp_config: {fsdp_version: 2, fsdp_state_dict_type: LOCAL_STATE_DICT}",
      fsdp + "fsdp_config: {fsdp_version: 1, fsdp_state_dict_type: LOCAL_STATE_DICT}"),
    ConstraintCase(
      "framework-constraint", "no such `reshard_after_forward`",
      fsdp + "fsdp_config: {fsdp_version: 2, fsdp_reshard_after_forward: FULL_SHARD}",
      fsdp + "fsdp_config: {fsdp_version: 2, fsdp_reshard_after_forward: true}"),
    ConstraintCase(
      "framework-constraint", "no such `sharding_strategy`",
      fsdp + "fsdp_config: {fsdp_sharding_strategy: ZERO3}",
      fsdp + "fsdp_config: {fsdp_sharding_strategy: 1}"),
    ConstraintCase(
      "framework-constraint", "`cp_size` and `sp_size` exclude each other",
      sizes("parallelism_config_cp_size: 2, parallelism_config_sp_size: 4"),
      sizes("parallelism_config_cp_size: 8, parallelism_config_sp_size: 1")),
    ConstraintCase(
      "framework-constraint", "`tp_size` needs shards",
      sizes("parallelism_config_tp_size: 4, parallelism_config_dp_replicate_size: 2"),
      sizes("parallelism_config_tp_size: 4, parallelism_config_dp_shard_size: 2")),
    ConstraintCase(
      "framework-constraint", "needs FSDP 2",
      sizes("parallelism_config_tp_size: 8", version: 1), sizes("parallelism_config_tp_size: 8")),
    ConstraintCase(
      "framework-constraint", "do not make `num_processes`",
      sizes("parallelism_config_tp_size: 4"), sizes("parallelism_config_tp_size: 8")),
    ConstraintCase(
      "framework-constraint", "`tp_size` is less than 1", sizes("parallelism_config_tp_size: 0"),
      sizes("parallelism_config_tp_size: 8")),
  ]

  @Test(arguments: words + sharding) func aDemandIsHeld(_ demand: ConstraintCase) {
    demand.check(name: "accelerate.yaml")
  }
}
