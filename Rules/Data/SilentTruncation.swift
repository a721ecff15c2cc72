package import Linting
import RunPlan

/// Flags rows that are cut or dropped because nothing says how long they may be.
package struct SilentTruncation: Rule {
  package static let info = RuleInfo(
    id: "silent-truncation",
    summary: "No key gives the length, and the framework's short default cuts or drops rows.",
    why: """
      Where the sequence length is not set, frameworks fall back on a small number and cut longer
      rows, or drop them, without a word. The run is faster than it should be, its loss looks fine,
      and the ends of long answers, where the answers are, were never trained on.
      """,
    severity: .warning,
    bad: [
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B
        dataset_name: some/conversations
        learning_rate: 0.00002
        per_device_train_batch_size: 4
        num_train_epochs: 2
        packing: true
        #        ^^^^ a row may be longer
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        stage: sft
        do_train: true
        bf16: true
        dataset: chats
        max_length: 8192
        #           ^^^^ not the length of rows
        learning_rate: 0.0001
        num_train_epochs: 1
        """),
    ],
    good: [
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B
        dataset_name: some/conversations
        learning_rate: 0.00002
        per_device_train_batch_size: 4
        num_train_epochs: 2
        packing: true
        max_length: 8192
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        stage: sft
        do_train: true
        bf16: true
        dataset: chats
        cutoff_len: 8192
        learning_rate: 0.0001
        num_train_epochs: 1
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .truncation) }
}
