extension Quantity {
  /// Name, unit and words of a quantity.
  struct Info {
    let name: String
    let unit: Unit
    let words: String

    init(_ name: String, _ unit: Unit, _ words: String) {
      self.name = name
      self.unit = unit
      self.words = words
    }
  }

  /// The row of this quantity; the names are a contract.
  var info: Info {
    switch self {
    case .parameters: Info("parameters", .parameters, "parameters")
    case .parametersNonEmbedding:
      Info("parameters_non_embedding", .parameters, "parameters outside the embeddings")
    case .parametersActive: Info("parameters_active", .parameters, "parameters active per token")
    case .parametersTrainable: Info("parameters_trainable", .parameters, "trainable parameters")
    case .layers: Info("layers", .count, "layers")
    case .hiddenSize: Info("hidden_size", .count, "hidden size")
    case .intermediateSize: Info("intermediate_size", .count, "width of one MLP branch")
    case .heads: Info("heads", .count, "attention heads")
    case .kvHeads: Info("kv_heads", .count, "key-value heads")
    case .headDim: Info("head_dim", .count, "head dimension")
    case .vocabularySize: Info("vocabulary_size", .count, "vocabulary rows")
    case .experts: Info("experts", .count, "experts")
    case .expertsPerToken: Info("experts_per_token", .count, "experts per token")
    case .contextLength: Info("context_length", .tokens, "positions of the model")
    case .tokens: Info("tokens", .tokens, "training tokens")
    case .uniqueTokens: Info("unique_tokens", .tokens, "unique tokens")
    case .examples: Info("examples", .sequences, "examples")
    case .epochs: Info("epochs", .epochs, "epochs")
    default: runInfo
    }
  }

  private var runInfo: Info {
    switch self {
    case .tokensPerStep: Info("tokens_per_step", .tokens, "tokens per step")
    case .tokensPerStepPerRank:
      Info("tokens_per_step_per_rank", .tokens, "tokens per step and data rank")
    case .tokensPerRank: Info("tokens_per_rank", .tokens, "tokens per data rank")
    case .globalBatch: Info("global_batch", .sequences, "global batch")
    case .microBatch: Info("micro_batch", .sequences, "micro-batch")
    case .accumulation: Info("accumulation", .count, "gradient accumulation")
    case .sequencesPerStepPerRank:
      Info("sequences_per_step_per_rank", .sequences, "sequences per step and data rank")
    case .sequenceLength: Info("sequence_length", .tokens, "sequence length")
    case .worldSize: Info("world_size", .devices, "world size")
    case .devices: Info("devices", .devices, "devices")
    case .nodes: Info("nodes", .devices, "nodes")
    case .devicesPerNode: Info("devices_per_node", .devices, "devices per node")
    case .dataParallel: Info("data_parallel", .count, "data parallel")
    case .tensorParallel: Info("tensor_parallel", .count, "tensor parallel")
    case .pipelineParallel: Info("pipeline_parallel", .count, "pipeline parallel")
    case .contextParallel: Info("context_parallel", .count, "context parallel")
    case .expertParallel: Info("expert_parallel", .count, "expert parallel")
    case .zeroStage: Info("zero_stage", .count, "ZeRO stage")
    default: outcomeInfo
    }
  }

  private var outcomeInfo: Info {
    switch self {
    case .steps: Info("steps", .steps, "optimizer steps")
    case .warmupSteps: Info("warmup_steps", .steps, "warmup steps")
    case .decaySteps: Info("decay_steps", .steps, "steps of the learning-rate schedule")
    case .learningRate: Info("learning_rate", .ratio, "learning rate")
    case .minLearningRate: Info("min_learning_rate", .ratio, "final learning rate")
    case .weightDecay: Info("weight_decay", .ratio, "weight decay")
    case .loraRank: Info("lora_rank", .count, "LoRA rank")
    case .loraAlpha: Info("lora_alpha", .ratio, "LoRA alpha")
    case .tokensPerParameter:
      Info("tokens_per_parameter", .tokensPerParameter, "tokens per parameter")
    case .flops: Info("flops", .flops, "training FLOPs")
    case .deviceHours: Info("device_hours", .deviceHours, "device-hours")
    case .memoryPerDevice: Info("memory_per_device", .bytes, "memory per device")
    case .mfu: Info("mfu", .ratio, "model FLOPs utilisation")
    case .inferenceTokens: Info("inference_tokens", .tokens, "tokens to be served")
    case .targetLoss: Info("target_loss", .nats, "target loss")
    case .baseline: Info("baseline", .nats, "baseline loss")
    default: Info("", .ratio, "")
    }
  }
}
