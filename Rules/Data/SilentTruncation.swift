package import Linting
import RunPlan

/// Flags rows that lose their end without a word.
package struct SilentTruncation: Rule {
  package static let info = RuleInfo(
    id: "silent-truncation",
    summary: "Rows are cut or dropped at a length that the file does not set.",
    why: """
      Every trainer has a length at which it cuts rows, and a default where none is set: 512, 1024
      or 2048 tokens. A length under an old name, or under the name of another framework, leaves that
      default in place. The loss looks well, and the ends of all long rows have never been seen.
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
