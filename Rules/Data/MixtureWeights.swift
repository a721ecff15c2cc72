package import Linting
import RunPlan

/// Flags weights of a mixture that the framework does not take as they read.
package struct MixtureWeights: Rule {
  package static let info = RuleInfo(
    id: "mixture-weights",
    summary: "The parts of a mixture and their weights do not match.",
    why: """
      Each part of a mixture needs a weight, and each weight a part. A list that is too short, or a
      name that is not there, stops the run once the data is opened.
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
        """)
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
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .mixture) }
}
