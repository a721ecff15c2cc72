import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// The arguments of a training script that no framework's parser is known for.
///
/// A flag that nearly every script means in one way is taken for that; whatever a script does
/// besides stays unknown, so that the arguments are no run of their own. The vocabularies are those
/// of transformers' `TrainingArguments`, the Hydra keys of NeMo, NeMo-RL and verl, oumi, OpenRLHF,
/// llama-cookbook's `finetuning.py` and the FSDP samples of awsome-distributed-training; overrides
/// of torchtune and MaxText, whose words are everybody's, stand below the framework's name.
package enum ScriptArguments: Dialect {
  package static let id = DialectID("script-arguments")

  /// Only a command line is read so.
  package static let fingerprint = Fingerprint.never

  package static let loading = Loading(.json, castsText: true)

  package static let bindings: [KeyBinding] = [
    KeyBinding(
      .microBatch, "per_device_train_batch_size", "micro_batch_size", "batch_size_training",
      "micro_train_batch_size", "model.micro_batch_size", "train_micro_batch_size_per_gpu",
      "train_micro_batch_size", "policy.train_micro_batch_size", "data.micro_batch_size",
      "data.micro_batch_size_per_gpu", "training.per_device_train_batch_size",
      "torchtune.batch_size"),
    KeyBinding(
      .accumulation, "gradient_accumulation_steps", "training.gradient_accumulation_steps",
      "torchtune.gradient_accumulation_steps"),
    KeyBinding(
      .globalBatch, "global_batch_size", "model.global_batch_size",
      "policy.train_global_batch_size", "global_train_batch_size", "data.global_batch_size"),
    KeyBinding(
      .sequenceLength, "max_seq_length", "max_seq_len", "max_context_width", "seq_length",
      "seq_len", "sequence_len", "model_max_length", "max_sequence_length", "block_size",
      "context_length", "model.encoder_seq_length", "policy.max_total_sequence_length",
      "data.seq_length", "model.model_max_length", "torchtune.tokenizer.max_seq_len",
      "maxtext.max_target_length"),
    KeyBinding(
      .steps, "max_steps", "max_train_steps", "train_iters", "trainer.max_steps",
      "sft.max_num_steps", "dpo.max_num_steps", "grpo.max_num_steps", "training.max_steps",
      "trainer.total_training_steps", "maxtext.steps"),
    KeyBinding(
      .epochs, "num_train_epochs", "num_epochs", "epochs", "trainer.total_epochs",
      "trainer.max_epochs", "training.num_train_epochs", "torchtune.epochs"),
    KeyBinding(
      .learningRate, "learning_rate", "lr", "trainer.lr", "model.optim.lr", "optim.lr",
      "actor_rollout_ref.actor.optim.lr", "policy.optimizer.kwargs.lr", "training.learning_rate",
      "torchtune.optimizer.lr", "maxtext.learning_rate"),
    KeyBinding(.weightDecay, "weight_decay", "model.optim.weight_decay"),
    KeyBinding(
      .layers, "num_layers", "num_hidden_layers", "model.num_layers",
      "maxtext.base_num_decoder_layers"),
    KeyBinding(.hiddenSize, "hidden_size", "hidden_width", "model.hidden_size"),
    KeyBinding(.intermediateSize, "intermediate_size", "model.ffn_hidden_size"),
    KeyBinding(.heads, "num_heads", "num_attention_heads", "model.num_attention_heads"),
    KeyBinding(.kvHeads, "num_key_value_heads"),
    KeyBinding(.tensorParallel, "model.tensor_model_parallel_size"),
    KeyBinding(.pipelineParallel, "model.pipeline_model_parallel_size"),
    KeyBinding(.contextParallel, "model.context_parallel_size"),
    KeyBinding(.nodes, "trainer.num_nodes", "trainer.nnodes", "cluster.num_nodes"),
    KeyBinding(
      .devicesPerNode, "trainer.devices", "trainer.n_gpus_per_node", "cluster.gpus_per_node"),
    KeyBinding(.loraRank, "lora_r", "lora_rank"),
    KeyBinding(.loraAlpha, "lora_alpha"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    keys.reading.regime = nil
    keys.reading.fillsSequences = false
    // What the samples call the training batch is that of one rank.
    if keys.isSet("max_context_width") { keys.claim(.microBatch, "train_batch_size") }
    if keys.isSet("per_device_train_batch_size") { splitNothing(&keys) }
    // Megatron's models in NeMo work it out of the batches.
    if !keys.has("model.micro_batch_size") {
      keys.claim(.accumulation, "trainer.accumulate_grad_batches", "accumulate_grad_batches")
    }
    // OpenRLHF counts the rows of an update so, verl the prompts of a round where it has an actor.
    if keys.isSet("micro_train_batch_size") {
      keys.claim(.globalBatch, "train_batch_size")
      keys.claim(.sequenceLength, "max_len")
      keys.claim(.epochs, "max_epochs")
    }
    if keys.isSet("data.train_batch_size"), !keys.has("actor_rollout_ref"), !keys.has("algorithm") {
      keys.claim(.globalBatch, "data.train_batch_size")
    }
    dropUnlimited(&keys)
    ScriptLength.read(&keys)
    ScriptModel.read(&keys)
    for key in baseModels {
      guard let name = keys.text(key)?.value, !name.isEmpty else { continue }
      keys.labelWord(.baseModel, name, at: key)
      break
    }
    for word in ["bf16", "fp16"] where keys.flag(word) == true {
      keys.labelWord(.precision, word, at: word)
    }
    keys.nameRun("run_name")
  }

  private static let baseModels = [
    "model_name_or_path", "model_name", "model_id", "model", "policy.model_name",
    "actor_rollout_ref.model.path", "pretrained_model_name_or_path", "model.model_name",
    "model.partial_pretrain", "base_model",
  ]

  /// What the Trainer and its kin count per device is one copy of the model on each rank.
  private static func splitNothing(_ keys: inout KeyReader) {
    for quantity in [Quantity.tensorParallel, .pipelineParallel, .contextParallel] {
      keys.add(Claim(quantity, 1, .frameworkDefault(key: "the Trainer")))
    }
  }

  /// Zero and below stand for "no limit" in most scripts.
  private static func dropUnlimited(_ keys: inout KeyReader) {
    keys.reading.claims.removeAll { claim in
      [.steps, .epochs, .sequenceLength].contains(claim.quantity) && claim.value <= 0
    }
  }
}
