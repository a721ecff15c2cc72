package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags full fine-tunes of many weights on very little text, with nothing to tell when to stop.
package struct MemorizationRisk: Rule {
  package struct Options: RuleOptions {
    package var parametersPerToken = 5000.0
    package var minimumEpochs = 2.0
    package var maximumEpochs = 3.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "max_parameters_per_token", \.parametersPerToken, in: 1...1e12,
        "Trained parameters for each token seen, above which to note."),
      .number(
        "min_epochs", \.minimumEpochs, in: 0...1e6, "Epochs from which text counts as repeated."),
      .number(
        "max_epochs", \.maximumEpochs, in: 1...1e6,
        "Epochs above which data-repetition speaks instead."),
    ]
  }

  package static let info = RuleInfo(
    id: "memorization-risk",
    summary: "Every weight is tuned on very little text, and nothing tells when to stop.",
    why: """
      A full fine-tune with thousands of trained parameters for each token that it sees can learn
      its rows by heart; the loss on them falls on, and nothing shows it without held-out rows. That
      is a rule of practice and no law: LIMA tuned 65B parameters on 11M tokens, some 6,000 for
      each, and chose its checkpoint by hand on held-out prompts. The rule is silent for adapters,
      where rows are held out or the best checkpoint is kept, and where the number of rows is open;
      rows times sequence length bound the tokens from above.
      """,
    severity: .note, regimes: [.supervisedFinetuning],
    sources: [.zhou2023],
    bad: [
      Example(
        """
        model_name_or_path: meta-llama/Llama-2-7b-hf
        stage: sft
        finetuning_type: full
        dataset: chats
        template: llama2
        max_samples: 200
        #            ^^^
        cutoff_len: 2048
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 8
        learning_rate: 1.0e-5
        num_train_epochs: 3
        #                 - 3 epochs
        bf16: true
        """)
    ],
    good: [
      Example(
        """
        model_name_or_path: meta-llama/Llama-2-7b-hf
        stage: sft
        finetuning_type: lora
        dataset: chats
        template: llama2
        max_samples: 200
        cutoff_len: 2048
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 8
        learning_rate: 1.0e-4
        num_train_epochs: 3
        bf16: true
        """),
      Example(
        """
        model_name_or_path: meta-llama/Llama-2-7b-hf
        stage: sft
        finetuning_type: full
        dataset: chats
        template: llama2
        max_samples: 200
        cutoff_len: 2048
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 8
        learning_rate: 1.0e-5
        num_train_epochs: 3
        val_size: 0.1
        eval_strategy: steps
        eval_steps: 10
        bf16: true
        """),
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let seen = SeenTokens(run), seen.parametersPerToken > options.parametersPerToken,
      let epochs = run.plan[.epochs], epochs.value >= options.minimumEpochs,
      epochs.value <= options.maximumEpochs, run.plan.holdsNothingOut,
      run.plan.reading.mockData == nil,
      let span = seen.inputs.first?.place ?? epochs.place
    else { return [] }
    return [finding(seen, epochs, at: span)]
  }

  // MARK: Words

  private func finding(_ seen: SeenTokens, _ epochs: Claim, at span: SourceSpan) -> Finding {
    let ratio = Magnitude.short(seen.parametersPerToken)
    let isBound = seen.inputs.count > 1
    var finding = Finding(
      "\(isBound ? "at least " : "")\(ratio) trained parameters for each token seen", at: span,
      label: seen.inputs.first?.phrase ?? "")
    finding.related = [epochs].labels(besides: span)
    finding.derivation = [
      "\(seen.parameters.spelled) parameters ÷ (\(seen.arithmetic(epochs: epochs)))"
    ]
    finding.consequence = "the rows may be learned by heart, and no held-out rows would show it"
    finding.help = "hold rows out and keep the best checkpoint, train fewer epochs, or adapters"
    finding.confidence = .medium
    return finding
  }
}

extension TrainingPlan {
  /// Whether the run is known to evaluate on no held-out rows, and keeps its last checkpoint.
  fileprivate var holdsNothingOut: Bool {
    reading.cadences.evaluation.pace == .never && !reading.keepsBestCheckpoint
  }
}
