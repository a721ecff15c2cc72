package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags learning rates of zero.
package struct ZeroLearningRate: Rule {
  package static let info = RuleInfo(
    id: "zero-learning-rate",
    summary: "The peak learning rate is 0, so that nothing is learned.",
    why: """
      With a rate of 0 every step leaves the weights as they are, at full cost. It is usually a
      placeholder that nobody filled in, or a debugging aid that stayed.
      """,
    severity: .error,
    sources: [Citation("torch/optim/adamw.py")],
    bad: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 2
        learning_rate: 0.0
        #              ^^^
        """)
    ],
    good: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 2
        learning_rate: 0.0002
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-7B-Instruct
        stage: sft
        do_train: false
        do_eval: true
        finetuning_type: lora
        dataset: held_out
        template: qwen
        learning_rate: 0.0
        num_train_epochs: 0.0
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    // A file that only evaluates has no regime, and a rate of 0 by right.
    guard let rate = run.plan[.learningRate], rate.value == 0, rate.certainty == .exact,
      let span = rate.span, run.plan.regime != nil, !run.plan.isDeclaredTest
    else { return [] }
    return [Finding("the peak learning rate is 0, nothing is learned", at: span)]
  }
}
