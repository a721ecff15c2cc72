package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags runs without a learning rate under frameworks that have none by default.
package struct MissingLearningRate: Rule {
  package static let info = RuleInfo(
    id: "missing-learning-rate",
    summary: "No learning rate is set, and the framework has none by default.",
    why: """
      The best peak rate hangs on model, batch and method, so that some frameworks demand one and
      stop without it: axolotl and nanotron when they read the file, Megatron-LM where it makes the
      schedule. Frameworks with a default of their own run on it, and nothing is said of them here.
      """,
    severity: .error,
    sources: [
      Citation("axolotl/utils/schemas/training.py", of: ["axolotl"]),
      Citation("nanotron/config/config.py", of: ["nanotron"]),
      Citation(
        "megatron/core/optimizer_param_scheduler.py", of: ["megatron-lm", "megatron-bridge"]),
    ],
    bad: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        #^^^^^^^^^ missing here
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        sample_packing: false
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate:
        #^^^^^^^^^^^^ no value
        """),
      Example(
        """
        MODEL_ARGS:
          --num-layers: 12
          #^^^^^^^^^^^ missing here
          --hidden-size: 512
          --num-attention-heads: 8
          --micro-batch-size: 4
          --global-batch-size: 32
          --seq-length: 1024
          --max-position-embeddings: 1024
          --train-iters: 50000
        """),
    ],
    good: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        """),
      Example(
        """
        MODEL_ARGS:
          --num-layers: 12
          --hidden-size: 512
          --num-attention-heads: 8
          --micro-batch-size: 4
          --global-batch-size: 32
          --seq-length: 1024
          --max-position-embeddings: 1024
          --train-iters: 50000
          --lr: 0.0003
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.plan.reading.remarks.compactMap { remark in
      guard case .missing(let missing) = remark.kind, missing.isLearningRate else { return nil }
      let key = backticked(remark.key, limit: 40)
      let framework = missing.edition.framework
      var finding = Finding(
        missing.isNull
          ? "\(framework) needs a learning rate for \(key)"
          : "\(framework) needs \(key), which is not set",
        at: remark.span, label: missing.isNull ? "no value" : "missing here")
      finding.help = "set \(remark.key)"
      return finding
    }
  }
}
