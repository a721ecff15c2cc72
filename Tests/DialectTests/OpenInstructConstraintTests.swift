import Dialects
import RunPlan
import Testing

/// What open-instruct refuses or takes otherwise than it reads, each with the lines that mend it.
@Suite struct OpenInstructConstraintTests {
  private static let base = """
    model_name_or_path: some/model
    use_slow_tokenizer: false
    learning_rate: 0.00002
    """

  @Test(arguments: data + others)
  func whatIsDemandedIsNoticed(_ demand: BrokenDemand) throws {
    try demand.check(OpenInstruct.self, below: Self.base)
  }

  private static let data = [
    BrokenDemand(
      "`dataset_name` and `dataset_mixer` exclude", "dataset_name: a\ndataset_mixer: {a: 1.0}",
      "dataset_mixer: {a: 1.0}", .mixture),
    BrokenDemand(
      "`1` is 1 row, and `1.0` the whole", "dataset_mixer: {a: 1.0, b: 1}",
      "dataset_mixer: {a: 1.0, b: 100}", .mixture, .harmful),
    BrokenDemand(
      "`5` is 5 rows", "dataset_mixer: {a: 0.5, b: 5}", "dataset_mixer: {a: 500, b: 5}", .mixture,
      .harmful),
    BrokenDemand(
      "is below 0", "dataset_mixer: {a: 1.0, b: -1}", "dataset_mixer: {a: 1.0, b: 0}", .mixture),
    BrokenDemand(
      "has 3 items, not pairs", "dataset_mixer_list: [a, '1.0', b]",
      "dataset_mixer_list: [a, '1.0', b, '0.5']", .mixture),
    BrokenDemand(
      "are texts, and this is a number", "dataset_mixer_list: [a, 1.0]",
      "dataset_mixer_list: [a, '1.0']", .mixture),
    BrokenDemand(
      "`1` is 1 row", "mixer_list: [a, '1']", "mixer_list: [a, '1.0']", .mixture, .harmful),
    BrokenDemand(
      "2 splits for 3 data sets",
      "mixer_list: [a, '1.0', b, '1.0', c, '1.0']\nmixer_list_splits: [train, test]",
      "mixer_list: [a, '1.0', b, '1.0', c, '1.0']\nmixer_list_splits: [train]", .mixture),
  ]

  private static let others = [
    BrokenDemand(
      "`final_lr_ratio` needs", "final_lr_ratio: 0.1\nlr_scheduler_type: cosine",
      "final_lr_ratio: 0.1\nlr_scheduler_type: linear"),
    BrokenDemand("`final_lr_ratio` is a share", "final_lr_ratio: 10", "final_lr_ratio: 0.1"),
    BrokenDemand(
      "belong to different scripts", "num_epochs: 1\nnum_train_epochs: 1", "num_epochs: 1"),
    BrokenDemand(
      "`try_launch_beaker_eval_jobs` needs `push_to_hub`",
      "push_to_hub: false\ntry_launch_beaker_eval_jobs: true",
      "push_to_hub: false\ntry_launch_beaker_eval_jobs: false"),
    BrokenDemand(
      "`try_launch_beaker_eval_jobs` needs `push_to_hub`", "push_to_hub: false",
      "push_to_hub: true", .other, .harmful),
    BrokenDemand("`zero_stage` is 0, 1, 2 or 3", "zero_stage: 4", "zero_stage: 3"),
    BrokenDemand(
      "`offload_param` needs", "zero_stage: 2\noffload_param: true",
      "zero_stage: 3\noffload_param: true"),
    BrokenDemand(
      "`packing` needs `concatenated_forward`", "packing: true\nconcatenated_forward: false",
      "packing: true", .packing),
    BrokenDemand(
      "`use_qlora` needs `use_lora`", "use_qlora: true", "use_qlora: true\nuse_lora: true",
      .adapter, .harmful),
  ]
}
