import Engine
import Linting
import SourceText
import Testing

/// What levanter refuses of its files.
@Suite struct LevanterConstraintTests {
  private static let run = """
    trainer: {train_batch_size: 256, num_train_steps: 20000}
    model: {type: llama}
    """

  private static let optimizer = """
    trainer: {train_batch_size: 256, num_train_steps: 20000}
    optimizer:
      learning_rate: 0.001
    """

  private static let mixture = """
    trainer: {train_batch_size: 256, num_train_steps: 20000}
    data:
      tokenizer: gpt2
    """

  private static let bare = """
    model: {type: llama}
    """

  private static func refused(
    _ rule: RuleID, _ headline: String, _ broken: String, _ mended: String, head: String = run
  ) -> ConstraintCase {
    ConstraintCase(rule, headline, head + "\n" + broken, head + "\n" + mended)
  }

  private static func told(
    _ rule: RuleID, _ severity: Severity, _ headline: String, _ broken: String, _ mended: String,
    head: String = run
  ) -> ConstraintCase {
    ConstraintCase(rule, severity, headline, head + "\n" + broken, head + "\n" + mended)
  }

  private static let trainers = [
    refused(
      "framework-constraint", "are both -1",
      """
      trainer: {train_batch_size: -1}
      optimizer: {}
      """,
      """
      trainer: {train_batch_size: -1, per_device_parallelism: 4}
      optimizer: {}
      """, head: bare),
    refused(
      "framework-constraint", "`initialize_from` cannot stand",
      """
      trainer: {train_batch_size: 8, initialize_from: c}
      supervised_data: {cache_dir: c}
      initialize_from_hf: true
      """,
      """
      trainer: {train_batch_size: 8}
      supervised_data: {cache_dir: c}
      initialize_from_hf: true
      """, head: bare),
  ]

  private static let optimizers = [
    refused(
      "framework-constraint", "`cycles` cannot stand",
      """
        cycle_length: 5000
        cycles: 4
      """,
      "  cycle_length: 5000", head: optimizer),
    refused(
      "framework-constraint", "the cycles are longer",
      "  cycle_length: [15000, 10000]",
      "  cycle_length: [15000, 5000]", head: optimizer),
    refused(
      "framework-constraint", "`lr_schedule` does not know",
      "  lr_schedule: wsd",
      "  lr_schedule: linear", head: optimizer),
    refused(
      "framework-constraint", "the power schedule needs",
      "  lr_schedule: {type: power, batch_size: 1, seq_length: 1, b: 0.51}",
      "  lr_schedule: {type: power, batch_size: 1, seq_length: 1}", head: optimizer),
    refused(
      "duration-unit", "`decay` is neither",
      "  decay: 1.5",
      "  decay: 0.15", head: optimizer),
    told(
      "duration-unit", .warning, "`decay: 1` is the whole run",
      "  decay: 1",
      "  decay: 1.0", head: optimizer),
    refused(
      "framework-constraint", "`update_rms_clipping` is not",
      "  update_rms_clipping: 0",
      "  update_rms_clipping: 1", head: optimizer),
    refused(
      "framework-constraint", "cannot stand beside `clip_update_norm`",
      """
        update_rms_clipping: 1
        clip_update_norm: {}
      """,
      "  clip_update_norm: {}", head: optimizer),
    told(
      "deprecated-key", .warning, "`haps`",
      "  haps: [100]",
      "  cycles: [100]", head: optimizer),
  ]

  private static let data = [
    refused(
      "mixture-weights", "names no data set",
      """
        configs: {}
        train_weights: {}
      """,
      "  configs: {a: {id: x}}", head: mixture),
    refused(
      "mixture-weights", "`train_weights` names owt",
      """
        configs: {web: {id: x}}
        train_weights: {owt: 1.0}
      """,
      """
        configs: {web: {id: x}}
        train_weights: {web: 1.0}
      """, head: mixture),
    refused(
      "mixture-weights", "every weight of",
      """
        configs: {web: {id: x}}
        train_weights: {web: 0}
      """,
      """
        configs: {web: {id: x}}
        train_weights: {web: 1}
      """, head: mixture),
    refused(
      "framework-constraint", "`epoch` does not work",
      """
        configs: {web: {id: x}}
      epoch: 2
      """,
      """
        id: x
      epoch: 2
      """, head: mixture),
    refused(
      "framework-constraint", "`experiment_budget` is above",
      """
        experiment_budget: 200
        target_budget: 100
      """,
      """
        experiment_budget: 100
        target_budget: 200
      """, head: mixture),
    refused(
      "framework-constraint", "`max_train_batches` does not work",
      """
        experiment_budget: 100
        target_budget: 200
        max_train_batches: {web: 10}
      """,
      "  max_train_batches: {web: 10}", head: mixture),
    refused(
      "framework-constraint", "`chat_template` does not work",
      "  format: {type: chat, single_turn: true, chat_template: t}",
      "  format: {type: chat, chat_template: t}", head: mixture),
  ]

  private static let keys = [
    refused(
      "unknown-key", "`num_train_step` is no key",
      """
      trainer: {train_batch_size: 8, num_train_step: 100}
      optimizer: {}
      """,
      """
      trainer: {train_batch_size: 8, num_train_steps: 100}
      optimizer: {}
      """, head: bare),
    told(
      "unknown-key", .warning, "`fp8` is called `quantization`",
      """
      trainer: {train_batch_size: 8, fp8: true}
      optimizer: {}
      """,
      """
      trainer: {train_batch_size: 8}
      optimizer: {}
      """, head: bare),
  ]

  @Test(arguments: trainers + optimizers + data + keys)
  func aBrokenDemandIsFound(demand: ConstraintCase) {
    demand.check(name: "config.yaml")
  }
}
