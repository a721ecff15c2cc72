package import Linting
import RunPlan

/// Flags shares and counts of a mixture that the framework does not take as they read.
package struct MixtureWeights: Rule {
  package static let info = RuleInfo(
    id: "mixture-weights",
    summary: "The parts of a mixture do not add up, or are not what they look like.",
    why: """
      Frameworks take the weights of a mixture as chances, which sum to 1, as shares of each data
      set, or as numbers of rows, and some tell the last two apart by a decimal point alone: `1` is
      one row where `1.0` is the whole data set. A list that is too short stops the run; a share
      that is read as a count trains on next to nothing of the data, and nobody is told.
      """,
    severity: .error,
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        train_iters: 320000
        train_data_paths: [data/web, data/code, data/books]
        #--------------- 3 paths
        valid_data_paths: [data/web_valid]
        test_data_paths: [data/web_test]
        train_data_weights: [0.7, 0.3]
        #^^^^^^^^^^^^^^^^^ 2 weights
        """),
      Example(
        """
        model_name_or_path: allenai/OLMo-2-0425-1B
        dataset_mixer:
          allenai/some-chats: 1.0
          allenai/some-proofs: 1
          #                    ^ a number of rows
        use_slow_tokenizer: false
        per_device_train_batch_size: 2
        learning_rate: 0.00002
        num_train_epochs: 2
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        stage: sft
        do_train: true
        bf16: true
        dataset: chats,code,proofs
        #        ----------------- 3 in all
        mix_strategy: interleave_under
        interleave_probs: 0.7,0.3
        #                 ^^^^^^^ one for each data set
        learning_rate: 0.0001
        num_train_epochs: 1
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        train_iters: 320000
        train_data_paths: [data/web, data/code, data/books]
        valid_data_paths: [data/web_valid]
        test_data_paths: [data/web_test]
        train_data_weights: [0.6, 0.3, 0.1]
        """),
      Example(
        """
        model_name_or_path: allenai/OLMo-2-0425-1B
        dataset_mixer:
          allenai/some-chats: 1.0
          allenai/some-proofs: 1000
        use_slow_tokenizer: false
        per_device_train_batch_size: 2
        learning_rate: 0.00002
        num_train_epochs: 2
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        stage: sft
        do_train: true
        bf16: true
        dataset: chats,code,proofs
        mix_strategy: interleave_under
        interleave_probs: 0.6,0.3,0.1
        learning_rate: 0.0001
        num_train_epochs: 1
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .mixture) }
}
