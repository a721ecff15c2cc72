extension Quantity {
  /// Name, unit and words of a quantity.
  struct Info: Sendable {
    let name: String
    let unit: Unit
    let words: String
  }

  /// The row of this quantity; the names are a contract.
  var info: Info { Self.table[Int(rawValue)] }

  /// The rows by raw value; a test holds them complete.
  private static let table: [Info] = {
    var table = [Info](
      repeating: Info(name: "", unit: .ratio, words: ""), count: Quantity.allCases.count)
    for (quantity, name, unit, words) in modelRows + runRows + outcomeRows {
      table[Int(quantity.rawValue)] = Info(name: name, unit: unit, words: words)
    }
    return table
  }()

  private typealias Row = (Quantity, String, Unit, String)

  private static let modelRows: [Row] = [
    (.parameters, "parameters", .parameters, "parameters"),
    (
      .parametersNonEmbedding, "parameters_non_embedding", .parameters,
      "parameters outside the embeddings"
    ),
    (.parametersActive, "parameters_active", .parameters, "parameters active per token"),
    (.parametersTrainable, "parameters_trainable", .parameters, "trainable parameters"),
    (.layers, "layers", .count, "layers"),
    (.hiddenSize, "hidden_size", .count, "hidden size"),
    (.intermediateSize, "intermediate_size", .count, "width of one MLP branch"),
    (.heads, "heads", .count, "attention heads"),
    (.kvHeads, "kv_heads", .count, "key-value heads"),
    (.headDim, "head_dim", .count, "head dimension"),
    (.vocabularySize, "vocabulary_size", .count, "vocabulary rows"),
    (.experts, "experts", .count, "experts"),
    (.expertsPerToken, "experts_per_token", .count, "experts per token"),
    (.contextLength, "context_length", .tokens, "positions of the model"),
    (.tokens, "tokens", .tokens, "training tokens"),
    (.uniqueTokens, "unique_tokens", .tokens, "unique tokens"),
    (.examples, "examples", .sequences, "examples"),
    (.epochs, "epochs", .epochs, "epochs"),
  ]

  private static let runRows: [Row] = [
    (.tokensPerStep, "tokens_per_step", .tokens, "tokens per step"),
    (.tokensPerStepPerRank, "tokens_per_step_per_rank", .tokens, "tokens per step and data rank"),
    (.tokensPerRank, "tokens_per_rank", .tokens, "tokens per data rank"),
    (.globalBatch, "global_batch", .sequences, "global batch"),
    (.microBatch, "micro_batch", .sequences, "micro-batch"),
    (.accumulation, "accumulation", .count, "gradient accumulation"),
    (
      .sequencesPerStepPerRank, "sequences_per_step_per_rank", .sequences,
      "sequences per step and data rank"
    ),
    (.sequenceLength, "sequence_length", .tokens, "sequence length"),
    (.worldSize, "world_size", .devices, "world size"),
    (.devices, "devices", .devices, "devices"),
    (.nodes, "nodes", .devices, "nodes"),
    (.devicesPerNode, "devices_per_node", .devices, "devices per node"),
    (.dataParallel, "data_parallel", .count, "data parallel"),
    (.tensorParallel, "tensor_parallel", .count, "tensor parallel"),
    (.pipelineParallel, "pipeline_parallel", .count, "pipeline parallel"),
    (.contextParallel, "context_parallel", .count, "context parallel"),
    (.expertParallel, "expert_parallel", .count, "expert parallel"),
    (.zeroStage, "zero_stage", .count, "ZeRO stage"),
  ]

  private static let outcomeRows: [Row] = [
    (.steps, "steps", .steps, "optimizer steps"),
    (.warmupSteps, "warmup_steps", .steps, "warmup steps"),
    (.decaySteps, "decay_steps", .steps, "steps of the learning-rate schedule"),
    (.learningRate, "learning_rate", .ratio, "learning rate"),
    (.minLearningRate, "min_learning_rate", .ratio, "final learning rate"),
    (.weightDecay, "weight_decay", .ratio, "weight decay"),
    (.loraRank, "lora_rank", .count, "LoRA rank"),
    (.loraAlpha, "lora_alpha", .ratio, "LoRA alpha"),
    (.tokensPerParameter, "tokens_per_parameter", .tokensPerParameter, "tokens per parameter"),
    (.flops, "flops", .flops, "training FLOPs"),
    (.deviceHours, "device_hours", .deviceHours, "device-hours"),
    (.memoryPerDevice, "memory_per_device", .bytes, "memory per device"),
    (.mfu, "mfu", .ratio, "model FLOPs utilisation"),
    (.inferenceTokens, "inference_tokens", .tokens, "tokens to be served"),
    (.targetLoss, "target_loss", .nats, "target loss"),
    (.baseline, "baseline", .nats, "baseline loss"),
  ]
}
