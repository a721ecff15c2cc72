/// Small configs for the tests of the command line.
enum Configs {
  /// A run of a known framework with nothing to say against it.
  static let quiet = """
    pipeline_parallel_size: 1
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

  /// The same key twice: text that no framework reads as it was meant.
  static let loud = quiet + "train_iters: 1000\n"

  /// A file that is no training config.
  static let other = "name: workflow\non: [push]\n"
}
