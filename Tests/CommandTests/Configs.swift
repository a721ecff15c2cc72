/// Small configs for the tests of the command line.
enum Configs {
  /// A run of a known framework with nothing to say against it.
  static let quiet = """
    pipe_parallel_size: 1
    model_parallel_size: 1
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    seq_length: 2048
    max_position_embeddings: 2048
    train_micro_batch_size_per_gpu: 16
    gradient_accumulation_steps: 1
    train_iters: 143000
    lr_decay_iters: 143000
    warmup: 0.01
    optimizer:
      type: Adam
      params:
        lr: 0.0006

    """

  /// A run that is stopped far too early for its size.
  static let loud = """
    pipe_parallel_size: 1
    num_layers: 32
    hidden_size: 4096
    num_attention_heads: 32
    seq_length: 2048
    max_position_embeddings: 2048
    pos_emb: rotary
    no_weight_tying: true
    train_batch_size: 1024
    train_iters: 10000

    """

  /// A run of this size, 262,144 tokens a step.
  static func neox(layers: Int, width: Int, steps: Int) -> String {
    """
    pipe_parallel_size: 1
    model_parallel_size: 1
    num_layers: \(layers)
    hidden_size: \(width)
    num_attention_heads: 4
    seq_length: 2048
    max_position_embeddings: 2048
    pos_emb: rotary
    no_weight_tying: true
    train_batch_size: 128
    train_iters: \(steps)
    lr_decay_iters: \(steps)
    optimizer:
      type: Adam
      params:
        lr: 0.0006

    """
  }

  /// A file that is no training config.
  static let other = "name: workflow\non: [push]\n"
}
