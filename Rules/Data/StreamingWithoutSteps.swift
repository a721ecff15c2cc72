package import Linting
import RunPlan

/// Flags streamed data without a number of steps.
package struct StreamingWithoutSteps: Rule {
  package static let info = RuleInfo(
    id: "streaming-without-steps",
    summary: "The data is a stream, and nothing says when the run ends.",
    why: """
      A stream has no length, so neither epochs nor the learning-rate schedule can be turned into
      steps. Trainers stop when they find that out, which is after the model has been loaded.
      """,
    severity: .error,
    bad: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        pretraining_dataset:
        #^^^^^^^^^^^^^^^^^^ has no length of its own
          - path: some/corpus
            type: pretrain
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.0001
        """)
    ],
    good: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        pretraining_dataset:
          - path: some/corpus
            type: pretrain
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        max_steps: 20000
        learning_rate: 0.0001
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .streaming) }
}
