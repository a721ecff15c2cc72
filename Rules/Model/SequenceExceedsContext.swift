package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags sequences longer than the model has positions.
package struct SequenceExceedsContext: Rule {
  package static let info = RuleInfo(
    id: "sequence-exceeds-context",
    summary: "Sequences are longer than the model's positions, or two lengths disagree.",
    why: """
      A model with learned positions has no row for a token beyond the last one, and some frameworks
      refuse longer sequences whatever the positions are made of. Rotary positions run on, but past
      the length that the model was trained on the loss rises steeply unless the rotation is scaled,
      and the exported model keeps the shorter length in its own config.
      """,
    severity: .warning,
    sources: [
      Citation("megatron/neox_arguments/arguments.py, validate_values", of: ["gpt-neox"])
    ],
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pos_emb: rotary
        max_position_embeddings: 2048
        #                        ---- 2,048 positions of the model
        seq_length: 4096
        #           ^^^^ 2,048 tokens too long
        pipe_parallel_size: 1
        """)
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pipe_parallel_size: 1
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    [tooLong(run)].compactMap { $0 }
      + run.plan.conflicts.filter { $0.topic == .sequenceLength }.compactMap(disagreement)
  }

  private func tooLong(_ run: Run) -> Finding? {
    let plan = run.plan
    guard let length = plan[.sequenceLength], let positions = plan[.contextLength],
      length.value > positions.value, positions.value > 0,
      max(length.certainty, positions.certainty) < .estimate,
      let span = length.place ?? positions.place
    else { return nil }
    let limit = plan.reading.contextLimit
    let bound = Magnitude.grouped(positions.value)
    guard limit != .extended else { return nil }
    let isCertain = max(length.certainty, positions.certainty) <= .fact
    var finding = Finding(
      "sequences of \(Magnitude.grouped(length.value)) tokens, the model has \(bound) positions",
      at: span, label: "\(Magnitude.grouped(length.value - positions.value)) tokens too long")
    finding.related = [positions].labels(besides: span)
    finding.severity = limit == .hard && isCertain ? .error : .warning
    finding.confidence = Confidence(of: length, positions)
    finding.consequence = consequence(plan, bound)
    finding.offer(
      [
        KeyFix(
          plan.reading.claims[.sequenceLength], to: positions.value,
          because: "the model's positions"),
        KeyFix(
          plan.reading.claims[.contextLength], to: length.value, because: "the sequence length"),
      ].compactMap { $0 })
    return finding
  }

  private func consequence(_ plan: TrainingPlan, _ bound: String) -> String {
    if plan.reading.contextLimit == .hard { return "the framework stops before the first step" }
    // A model that is trained from scratch learns the longer sequences; its config does not say so.
    return plan.regime == .pretraining
      ? "the model's own config promises \(bound) positions to everyone who loads it"
      : "positions beyond \(bound) lie outside what the model was trained on"
  }

  private func disagreement(_ conflict: Conflict) -> Finding? {
    let (stated, other) = (conflict.stated, conflict.implied)
    guard let span = other.place ?? stated.place else { return nil }
    let (length, second) = (Magnitude.grouped(stated.value), Magnitude.grouped(other.value))
    var finding = Finding(
      "two sequence lengths: \(length) and \(second)", at: span, label: "\(second) tokens here")
    finding.related = [stated].labels(besides: span)
    finding.confidence = Confidence(of: stated, other)
    return finding
  }
}
