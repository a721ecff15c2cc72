package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags a global batch that is not the product of its parts.
package struct BatchArithmetic: Rule {
  package static let info = RuleInfo(
    id: "batch-arithmetic",
    summary: "The global batch is not micro-batch × accumulation × data-parallel ranks.",
    why: """
      A step takes the global batch: what one rank runs at once, times the micro-steps it gathers,
      times the ranks that share the data. When the keys give all of them and the product is another
      number, some frameworks refuse to start and others train on fewer sequences than written, so
      that tokens, schedule and learning rate no longer fit. It happens when a config moves to
      another number of devices.
      """,
    severity: .error,
    sources: [
      Citation(
        "megatron/neox_arguments/arguments.py, check_batch_parameters", of: ["gpt-neox"]),
      Citation("litgpt/args.py, gradient_accumulation_iters", of: ["litgpt"]),
    ],
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        #                   - pipeline parallel 1
        model_parallel_size: 2
        #                    - tensor parallel 2
        context_parallel_size: 1
        #                      - context parallel 1
        global_num_gpus: 16
        #                -- world size 16
        train_batch_size: 512
        #                 ^^^ its parts multiply to 256
        train_micro_batch_size_per_gpu: 4
        #                               - micro-batch 4
        gradient_accumulation_steps: 8
        #                            - gradient accumulation 8
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_batch_size: 1000
        #                 ^^^^ 1,000 / 48 = 20.8
        train_micro_batch_size_per_gpu: 6
        #                               - micro-batch 6
        gradient_accumulation_steps: 8
        #                            - gradient accumulation 8
        """),
    ],
    good: [
      Example(
        """
        # trainlint: fact world_size=16
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        model_parallel_size: 2
        train_batch_size: 256
        train_micro_batch_size_per_gpu: 4
        gradient_accumulation_steps: 8
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let own = mismatches(run)
    return own.isEmpty ? run.findings(about: .batch) : own
  }

  private func mismatches(_ run: Run) -> [Finding] {
    // What follows from a first mismatch is not reported again.
    guard let conflict = run.plan.batchConflicts.first,
      let span = run.plan.reading.claims[.globalBatch]?.place ?? conflict.stated.place
        ?? conflict.implied.place
    else { return [] }
    let finding: Finding?
    switch conflict.kind {
    case .differs: finding = mismatch(conflict, at: span)
    case .indivisible(let part): finding = rest(conflict, of: part, in: run, at: span)
    }
    guard var finding else { return [] }
    finding.related = conflict.terms.labels(besides: span)
    finding.confidence = Confidence(of: conflict.stated, conflict.implied)
    finding.offer(BatchFix.fixes(run.plan, conflict))
    return [finding]
  }

  // MARK: Words

  private func mismatch(_ conflict: Conflict, at span: SourceSpan) -> Finding {
    let (stated, implied) = (conflict.stated, conflict.implied)
    let product = Magnitude.plain(implied.value)
    let isProduct = !implied.inputs.isEmpty
    var finding = Finding(
      isProduct
        ? "\(stated.phrase), but its parts multiply to \(product)"
        : "\(stated.phrase) at one key, \(product) at another",
      at: span, label: isProduct ? "its parts multiply to \(product)" : "")
    let factors = implied.factors
    if !factors.isEmpty {
      finding.derivation = [factors.map(\.phrase).joined(separator: " × ") + " = \(product)"]
    }
    finding.derivation += factors.compactMap(\.rankArithmetic)
    finding.severity = conflict.isCertain ? .error : .warning
    return finding
  }

  private func rest(
    _ conflict: Conflict, of part: Quantity, in run: Run, at span: SourceSpan
  ) -> Finding? {
    let reading = run.plan.reading
    let isMicro = part == .accumulation || part == .microBatch
    let division = (isMicro ? reading.microBatchDivision : nil) ?? reading.batchDivision
    guard division != .uneven else { return nil }
    let whole = conflict.stated.dividend
    let share = conflict.implied.value
    let unit = (whole.value / share).rounded()
    let isNone = share < 1
    var finding = Finding(
      "\(whole.phrase) is \(isNone ? "less than" : "no multiple of") "
        + "\(Self.divisor(without: part)) = \(Magnitude.plain(unit))",
      at: span,
      label: "\(Magnitude.grouped(whole.value)) / \(Magnitude.plain(unit)) = "
        + Magnitude.significant(share))
    let really = unit * roundedDown(share, of: part, in: run.plan)
    if division == .roundedDown && really > 0 {
      finding.severity = .warning
      finding.consequence =
        "rounded down in silence: a step takes \(Magnitude.grouped(really)) sequences, "
        + "not \(Magnitude.grouped(whole.value))"
    } else {
      finding.severity = conflict.isCertain ? .error : .warning
      finding.consequence = "the framework stops before the first step"
    }
    return finding
  }

  /// What is left of a share in whole numbers; the micro-batches of a rank are rounded once more.
  private func roundedDown(_ share: Double, of part: Quantity, in plan: TrainingPlan) -> Double {
    let whole = share.rounded(.down)
    let division = plan.reading.microBatchDivision ?? plan.reading.batchDivision
    guard part == .sequencesPerStepPerRank, division == .roundedDown,
      let micro = plan.value(.microBatch), micro >= 1
    else { return whole }
    return (whole / micro).rounded(.down) * micro
  }

  /// What the whole batch is divided by to give `part`.
  private static func divisor(without part: Quantity) -> String {
    switch part {
    case .accumulation: "micro-batch × ranks"
    case .microBatch: "accumulation × ranks"
    case .dataParallel: "micro-batch × accumulation"
    default: "the data-parallel ranks"
    }
  }
}

extension Claim {
  /// The factors of the batch that this product is made of, as far down as they are known.
  fileprivate var factors: [Claim] {
    let parts: Set<Quantity> = [
      .microBatch, .accumulation, .dataParallel, .sequencesPerStepPerRank,
    ]
    return inputs.flatMap { input in
      let isProduct = input.quantity == .sequencesPerStepPerRank && !input.inputs.isEmpty
      return isProduct ? input.inputs : parts.contains(input.quantity) ? [input] : []
    }
  }

  /// How the number of ranks came about, where it was computed.
  fileprivate var rankArithmetic: String? {
    quantity == .dataParallel && !inputs.isEmpty ? "\(phrase): \(derivation)" : nil
  }
}
