/// What a trainer calls the settings that a DeepSpeed configuration repeats.
struct TrainerNames: Sendable {
  var link = "deepspeed"
  var microBatch = "per_device_train_batch_size"
  var accumulation = "gradient_accumulation_steps"
  var clipping = "max_grad_norm"
  var learningRate = "learning_rate"
  var weightDecay = "weight_decay"
  var beta1 = "adam_beta1"
  var beta2 = "adam_beta2"
  var epsilon = "adam_epsilon"
  var warmupSteps = "warmup_steps"
  var maxSteps = "max_steps"
  var bf16 = "bf16"
  var fp16 = "fp16"

  /// The names of transformers' `TrainingArguments`.
  static let transformers = TrainerNames()

  /// The names of axolotl.
  static let axolotl: TrainerNames = {
    var names = TrainerNames()
    names.microBatch = "micro_batch_size"
    return names
  }()
}
