import Engine
import Linting
import SourceText
import Testing

/// What DeepSpeed refuses of its file.
@Suite struct DeepSpeedConstraintTests {
  private static let batch = #"{"train_batch_size": 32, "steps_per_print": 10, "#

  /// A file with `section`, and with `mended` in its place.
  private static func pair(_ section: String, _ mended: String) -> (String, String) {
    (batch + section + "}", batch + mended + "}")
  }

  private static func refused(
    _ rule: RuleID, _ headline: String, _ section: String, _ mended: String
  ) -> ConstraintCase {
    let (broken, whole) = pair(section, mended)
    return ConstraintCase(rule, headline, broken, whole)
  }

  private static func noted(
    _ rule: RuleID, _ severity: Severity, _ headline: String, _ section: String, _ mended: String
  ) -> ConstraintCase {
    let (broken, whole) = pair(section, mended)
    return ConstraintCase(rule, severity, headline, broken, whole)
  }

  private static let precision = [
    refused(
      "precision-conflict", "`fp16` and `bf16` are both on",
      #""fp16": {"enabled": true}, "bfloat16": {"enabled": true}"#,
      #""fp16": {"enabled": "auto"}, "bf16": {"enabled": true}"#),
    refused(
      "precision-conflict", "`amp` does not work with ZeRO",
      #""amp": {"enabled": true}, "zero_optimization": {"stage": 1}"#,
      #""amp": {"enabled": false}, "zero_optimization": {"stage": 1}"#),
    refused(
      "precision-conflict", "`amp` does not work with `fp16`",
      #""amp": {"enabled": true}, "fp16": {"enabled": true}"#,
      #""amp": {"enabled": true}, "fp16": {"enabled": false}"#),
    refused(
      "precision-conflict", "`bf16_master_weights_and_grads` needs ZeRO",
      #""bf16": {"bf16_master_weights_and_grads": true}"#,
      #""bf16": {"bf16_master_weights_and_grads": true}, "zero_optimization": {"stage": 1}"#),
    refused(
      "precision-conflict", "needs `bf16_master_weights_and_grads`",
      #""bf16": {"bf16_optimizer_states": true}, "zero_optimization": {"stage": 2}"#,
      #""bf16": {"bf16_optimizer_states": false}, "zero_optimization": {"stage": 2}"#),
    refused(
      "precision-conflict", "needs a dynamic loss scale",
      #""optimizer": {"type": "Lamb"}, "fp16": {"loss_scale": 128}"#,
      #""optimizer": {"type": "Lamb"}, "fp16": {"loss_scale": 0}"#),
    noted(
      "precision-conflict", .warning, "`bf16` has no `loss_scale`",
      #""bf16": {"enabled": true, "loss_scale": 0}"#, #""bf16": {"enabled": true}"#),
  ]

  private static let zero = [
    refused(
      "framework-constraint", "`legacy_stage1` is gone",
      #""zero_optimization": {"stage": 1, "legacy_stage1": true}"#,
      #""zero_optimization": {"stage": 1}"#),
    refused(
      "framework-constraint", "a part of the optimizer is offloaded in ZeRO stage 3 only",
      #""zero_optimization": {"stage": 2, "offload_optimizer": {"device": "cpu", "ratio": 0.5}}"#,
      #""zero_optimization": {"stage": 3, "offload_optimizer": {"device": "cpu", "ratio": 0.5}}"#),
    refused(
      "invalid-value", "`stage` takes", #""zero_optimization": {"stage": 4}"#,
      #""zero_optimization": {"stage": "auto"}"#),
    refused(
      "unknown-key", "`overlap_com` is no key",
      #""zero_optimization": {"stage": 2, "overlap_com": true}"#,
      #""zero_optimization": {"stage": 2, "overlap_comm": true}"#),
    noted(
      "unknown-key", .warning, "`shape` is not a key that DeepSpeed reads here",
      #""zero_optimization": {"stage": 2, "shape": true}"#, #""shape": true"#),
    noted(
      "deprecated-key", .warning, "`cpu_offload` is called `offload_optimizer`",
      #""zero_optimization": {"stage": 2, "cpu_offload": true}"#,
      #""zero_optimization": {"stage": 2, "offload_optimizer": {"device": "cpu"}}"#),
    noted(
      "inert-key", .note, "`offload_param` has no effect below ZeRO stage 3",
      #""zero_optimization": {"stage": 2, "offload_param": {"device": "cpu"}}"#,
      #""zero_optimization": {"stage": 2, "offload_param": {"device": "none"}}"#),
    noted(
      "framework-constraint", .note, "is a mapping with a `stage`", #""zero_optimization": true"#,
      #""zero_optimization": {"stage": 1}"#),
    refused(
      "framework-constraint", "`communication_data_type` is one of",
      #""communication_data_type": "half""#, #""communication_data_type": "FP16""#),
    refused(
      "framework-constraint", "cannot be summed with ZeRO stage 3",
      #""gradient_allreduce_op": "sum", "zero_optimization": {"stage": 3}"#,
      #""gradient_allreduce_op": "sum", "zero_optimization": {"stage": 2}"#),
    refused(
      "framework-constraint", "`train_batch_size` cannot stand beside `elasticity`",
      #""elasticity": {"enabled": true}"#,
      #""elasticity": {"enabled": true, "ignore_non_elastic_batch_info": true}"#),
  ]

  private static let trainers = [
    refused(
      "framework-constraint", "neither DeepSpeed nor torch.optim",
      #""optimizer": {"type": "Adan"}"#,
      #""optimizer": {"type": "ADAMW"}"#),
    refused(
      "framework-constraint", "does not work with ZeRO",
      #""optimizer": {"type": "OneBitAdam"}, "zero_optimization": {"stage": 1}"#,
      #""optimizer": {"type": "OneBitAdam"}, "zero_optimization": {"stage": 0}"#),
    refused(
      "framework-constraint", "needs `zero_allow_untested_optimizer`",
      #""optimizer": {"type": "SGD"}, "zero_optimization": {"stage": 1}"#,
      #""optimizer": {"type": "SGD"}, "zero_optimization": {"stage": 1}"#
        + #", "zero_allow_untested_optimizer": true"#),
    refused(
      "framework-constraint", "`max_grad_norm` is no parameter of the optimizer",
      #""optimizer": {"type": "Adam", "params": {"lr": 0.1, "max_grad_norm": 1.0}}"#,
      #""optimizer": {"type": "Adam", "params": {"lr": 0.1}}, "gradient_clipping": 1.0"#),
    refused(
      "framework-constraint", "AdamW has no parameter `weigth_decay`",
      #""optimizer": {"type": "AdamW", "params": {"weigth_decay": 0.1}}"#,
      #""optimizer": {"type": "AdamW", "params": {"weight_decay": "auto", "torch_adam": true}}"#),
    refused(
      "framework-constraint", "neither DeepSpeed nor torch has such a scheduler",
      #""scheduler": {"type": "cosine"}"#, #""scheduler": {"type": "CosineAnnealingLR"}"#),
    refused(
      "framework-constraint", "WarmupLR has no parameter `total_num_steps`",
      #""scheduler": {"type": "WarmupLR", "params": {"total_num_steps": 100}}"#,
      #""scheduler": {"type": "WarmupDecayLR", "params": {"total_num_steps": 100}}"#),
    noted(
      "framework-constraint", .warning, "`WarmupDecayLR` needs `total_num_steps`",
      #""scheduler": {"type": "WarmupDecayLR", "params": {}}"#,
      #""scheduler": {"type": "WarmupDecayLR", "params": {"total_num_steps": "auto"}}"#),
    noted(
      "framework-constraint", .warning, "`warmup_num_steps` is less than 1",
      #""scheduler": {"type": "WarmupLR", "params": {"warmup_num_steps": 0}}"#,
      #""scheduler": {"type": "WarmupLR", "params": {"warmup_num_steps": 10}}"#),
  ]

  @Test(arguments: precision + zero + trainers) func aDemandIsHeld(_ demand: ConstraintCase) {
    demand.check(name: "ds_config.json")
  }

  /// Programs read keys of their own from the file.
  @Test func keysOfTheProgramAreItsOwnBusiness() {
    let text = #"{"train_batch_size": 32, "bert_token_file": "a", "zero_optimization": {}}"#
    let report = Linter().report(on: SourceFile(name: "ds_config.json", text: text))
    #expect(report.findings.isEmpty)
  }
}
