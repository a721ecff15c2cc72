package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags runs that see the same data more often than repetition pays.
package struct DataRepetition: Rule {
  package struct Options: RuleOptions {
    package var noteAbove = 3.0
    package var warnAbove = 4.5
    package var heavyAbove = 16.0
    package var uselessAbove = 40.0
    package var tuningNoteAbove = 3.0
    package var tuningWarnAbove = 5.0
    package var curatedExamples = 2000.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "note_above", \.noteAbove, in: 1...1e6,
        "Pre-training epochs above which to note (strict: 1)."),
      .number("max_epochs", \.warnAbove, in: 1...1e6, "Pre-training epochs above which to warn."),
      .number(
        "heavy_above", \.heavyAbove, in: 1...1e6,
        "Pre-training epochs above which the wording is strong, and an error in strict."),
      .number(
        "useless_above", \.uselessAbove, in: 1...1e6,
        "Pre-training epochs above which more passes add almost nothing."),
      .number(
        "tuning_note_above", \.tuningNoteAbove, in: 1...1e6,
        "Fine-tuning epochs above which to note."),
      .number(
        "tuning_max_epochs", \.tuningWarnAbove, in: 1...1e6,
        "Fine-tuning epochs above which to warn."),
      .number(
        "curated_examples", \.curatedExamples, in: 0...1e9,
        "A fine-tuning set of at most so many rows may be repeated more often."),
    ]
  }

  package static let info = RuleInfo(
    id: "data-repetition",
    summary: "The same data is seen so often that further passes teach little.",
    why: """
      Each further pass over the same tokens teaches less. Up to four passes cost next to nothing
      against fresh data; a token of the sixteenth pass is worth 38 % of a fresh one, and
      beyond forty passes almost nothing is left. A fine-tune gains little after three to five passes
      and begins to repeat its data, unless the set is small and curated or the best checkpoint is kept.
      D tokens out of U count as U + 15.39 U (1 - e^(-(D/U - 1) / 15.39)) fresh ones; the law was fitted
      on C4 with models of 7M to 8.7B parameters, is soft beyond some ten passes, and never says that
      repetition hurts, which a model too large for its data may show.
      """,
    severity: .warning,
    // In reinforcement learning each pass over the prompts makes new completions.
    regimes: Set<Regime>.all.subtracting([.reinforcementLearning]),
    sources: [.muennighoff2023],
    bad: [
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-7B
        stage: sft
        finetuning_type: lora
        dataset: chats,code
        template: qwen
        max_samples: 2000
        #            ---- at most 4,000 rows
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 8
        learning_rate: 1.0e-4
        bf16: true
        max_steps: 8000
        #          ^^^^
        """),
      Example(
        """
        # trainlint: fact unique_tokens=2B
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 256
        train_iters: 25000
        #            ^^^^^ 25,000 steps × 524k tokens = 13.1B tokens
        """),
    ],
    good: [
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-7B
        stage: sft
        finetuning_type: lora
        dataset: chats,code
        template: qwen
        max_samples: 50000
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 8
        learning_rate: 1.0e-4
        bf16: true
        max_steps: 2000
        """),
      Example(
        """
        # trainlint: fact unique_tokens=5B
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 256
        train_iters: 25000
        """),
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let epochs = run.plan[.epochs], let span = epochs.writtenSpan ?? run.lengthSpan else {
      return capped(run)
    }
    return run.plan.regime?.isFinetuning ?? false
      ? tuning(run, epochs, at: span) : pretraining(run, epochs, at: span)
  }

  // MARK: Pre-training

  private func pretraining(_ run: Run, _ epochs: Claim, at span: SourceSpan) -> [Finding] {
    guard epochs.value > (run.isStrict ? 1 : options.noteAbove) else { return [] }
    let law = run.laws.repetition
    var finding = passes(epochs, run, at: span, yardstick: yardstick(epochs.value))
    finding.severity =
      epochs.value > options.heavyAbove && run.isStrict
      ? .error : epochs.value > options.warnAbove ? .warning : .note
    let share = law.freshShare(epochs: epochs.value)
    finding.consequence =
      "together worth \(Magnitude.percent(share)) of as many fresh tokens; "
      + "a token of the last pass \(Magnitude.percent(law.tokenValue(atStartOf: epochs.value))) of a fresh one"
    if epochs.value > options.warnAbove {
      addShorterRun(to: &finding, run)
    }
    return [finding]
  }

  private func yardstick(_ epochs: Double) -> String {
    if epochs > options.uselessAbove { return "more add almost nothing" }
    if epochs > options.heavyAbove { return "most of their worth is gone" }
    return "about 4 are nearly free"
  }

  private func addShorterRun(to finding: inout Finding, _ run: Run) {
    guard let unique = run.plan[.uniqueTokens] else { return }
    let reason = "4 passes"
    finding.help = "use more data than \(unique.spelled) tokens"
    guard
      let shorter = LengthFix(
        run, reaching: LengthFix.harmlessEpochs, of: .epochs, because: reason)
    else { return }
    finding.help = "use more data than \(unique.spelled) tokens, or \(shorter.words) for \(reason)"
    finding.fixes = [shorter.fix]
  }

  // MARK: Fine-tuning

  /// Trained parameters for each token, beyond which memorization-risk would speak.
  private static let manyParameters = 5000.0

  private func tuning(_ run: Run, _ epochs: Claim, at span: SourceSpan) -> [Finding] {
    guard epochs.value > options.tuningNoteAbove else { return [] }
    let isSmall = run.plan.value(.examples).map { $0 <= options.curatedExamples } ?? false
    let isExcused = isSmall || run.plan.reading.keepsBestCheckpoint
    var finding = passes(epochs, run, at: span, yardstick: "fine-tunes gain little after 3 to 5")
    finding.severity = epochs.value > options.tuningWarnAbove && !isExcused ? .warning : .note
    if let seen = SeenTokens(run), seen.parametersPerToken > Self.manyParameters {
      finding.consequence =
        "\(Magnitude.short(seen.parametersPerToken)) or more trained parameters for each token seen: "
        + "the rows may be learned by heart"
    }
    if !isExcused {
      finding.help =
        "train fewer epochs, or keep the best checkpoint by the loss on held-out rows"
    }
    return [finding]
  }

  /// Steps over so few rows that they come again and again, however many ranks there are.
  private func capped(_ run: Run) -> [Finding] {
    guard run.plan.regime?.isFinetuning ?? false, let epochs = run.plan.leastEpochs,
      let limit = run.plan.reading.rowLimit, let span = run.lengthSpan,
      let found = tuning(run, epochs, at: span).first
    else { return [] }
    var finding = found
    let shown = Magnitude.plain(epochs.value)
    finding.headline = "at least \(shown) passes over the same rows, 3 to 5 are usual"
    finding.primary = Label(span, "")
    finding.derivation = [epochs.derivation]
    finding.related =
      limit.place.map { [Label($0, "at most \(Magnitude.plain(limit.value)) rows")] } ?? []
    return [finding]
  }

  private func passes(
    _ epochs: Claim, _ run: Run, at span: SourceSpan, yardstick: String
  ) -> Finding {
    let shown = Magnitude.plain(epochs.value)
    var finding = Finding(
      "\(shown) passes over the same data, \(yardstick)", at: span, label: run.tokensArithmetic)
    if let unique = run.plan[.uniqueTokens], let tokens = run.plan[.tokens] {
      finding.derivation = [
        "\(tokens.spelled) tokens ÷ \(unique.spelled) unique tokens = \(shown) epochs"
      ]
    }
    finding.confidence = Confidence(of: epochs)
    return finding
  }
}

extension Claim {
  /// The place of a value that is written as such; nil for one that was derived.
  fileprivate var writtenSpan: SourceSpan? {
    if case .written(let source) = provenance { source.origin.place } else { nil }
  }
}
