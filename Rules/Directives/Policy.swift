package import Linting
import RunPlan
import SourceText

/// Flags runs that do not meet what the settings demand of them.
package struct Policy: Rule {
  package static let info = RuleInfo(
    id: "policy",
    summary: "A run does not meet a policy of the settings.",
    why: """
      An organisation says in `.trainlint.yaml` what its runs may be: `require:` is a condition over
      derived quantities (`device_hours <= 20000`), `when:` says which runs it is about. Message and
      severity are the policy's own; `ignore[the-policys-id] reason` lets one run pass. Where a
      quantity is not known, the policy says nothing.
      """,
    severity: .error, scope: .run,
    bad: [
      Example(
        """
        # trainlint: fact world_size=64
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 16
        #                               -- micro-batch
        gradient_accumulation_steps: 1
        train_iters: 143000
        #            ^^^^^^ 300B tokens
        """,
        settings: """
          policy:
            - id: token-budget
              require: tokens <= 100B
              when: regime == pretraining
              message: Runs on more than 100B tokens need a ticket
          """)
    ],
    good: [
      Example(
        """
        # trainlint: fact world_size=64
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 16
        gradient_accumulation_steps: 1
        train_iters: 14300
        """,
        settings: """
          policy:
            - id: token-budget
              require: tokens <= 100B or path == "approved/**"
          """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.policies.policies.compactMap { policy in
      policy.breach(in: run).map { finding(policy, $0, run) }
    }
  }

  /// The key to underline: the one that ends the run where it takes part, as it is the cheapest to
  /// change, else the first behind the claims.
  private func place(_ leaves: [Claim], _ verdict: PolicyVerdict, _ run: Run) -> SourceSpan {
    let places = leaves.compactMap(\.place)
    if let end = run.plan.reading.duration.governing?.place, places.contains(end) { return end }
    let words = verdict.labels.lazy.compactMap { run.plan.labels[$0]?.origin?.place }
    return places.first ?? words.first ?? run.lengthSpan
      ?? run.plan.reading.claims.lazy.compactMap(\.place).first ?? SourceSpan(.main, 0, 0)
  }

  private func spelled(_ claim: Claim) -> String {
    let words = claim.quantity.words
    return claim.quantity.isCounted ? "\(claim.spelled) \(words)" : "\(words) \(claim.spelled)"
  }

  private func leaves(of claims: [Claim]) -> [Claim] {
    claims.flatMap { $0.inputs.isEmpty ? [$0] : leaves(of: $0.inputs) }
  }

  // MARK: Words

  private func finding(_ policy: RunPolicy, _ verdict: PolicyVerdict, _ run: Run) -> Finding {
    let leaves = leaves(of: verdict.claims)
    let span = place(leaves, verdict, run)
    let values =
      verdict.claims.map(spelled)
      + verdict.labels.compactMap { label in
        run.plan.labels[label].map { "\(label.rawValue) \($0.value)" }
      }
    let value = values.first ?? run.plan.reading.dialect.name
    let demand = backticked(policy.text, limit: 30)
    var finding = Finding(
      policy.message ?? "\(value) where `\(policy.id)` requires \(demand)", at: span, label: value)
    finding.related = leaves.labels(besides: span)
    finding.derivation = verdict.claims.filter { !$0.inputs.isEmpty }.map {
      "\($0.phrase): \($0.derivation)"
    }
    finding.help = "policy \(policy.id) requires \(backticked(policy.text, limit: 200))"
    finding.severity = policy.severity
    finding.policy = policy.id
    let worst = verdict.claims.reduce(Confidence.high) { min($0, Confidence(of: $1)) }
    finding.confidence = worst
    return finding
  }
}
