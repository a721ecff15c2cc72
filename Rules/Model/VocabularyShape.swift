package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags vocabularies that do not fit the data files, the tokenizer or the hardware.
package struct VocabularyShape: Rule {
  package static let info = RuleInfo(
    id: "vocabulary-shape",
    summary: "The vocabulary does not fit the data files, the tokenizer or the matrix units.",
    why: """
      Token ids are stored in integers of a fixed width: ids beyond it cannot be in the files, and
      files of another width are read as noise. A tokenizer with more ids than the embedding has
      rows stops the run at the first such id, deep in the data. And an output matrix whose rows are
      no multiple of what the matrix units take runs well below their speed, which a few unused
      rows would mend.
      """,
    severity: .note,
    sources: [
      Citation("olmo/data/memmap_dataset.py", of: ["olmo"]),
      Citation("olmo/config.py, ModelConfig.embedding_size", of: ["olmo"]),
    ],
    bad: [
      Example(
        """
        model:
          d_model: 2048
          n_heads: 16
          n_layers: 16
          vocab_size: 100278
          #           ^^^^^^ needs 32 bits
          embedding_size: 100352
          max_sequence_length: 4096
        optimizer:
          name: adamw
        max_duration: 1ep
        global_train_batch_size: 512
        device_train_microbatch_size: 4
        data:
          paths:
            - tokens/part-0.npy
        """),
      Example(
        """
        model:
          d_model: 2048
          n_heads: 16
          n_layers: 16
          vocab_size: 50280
          embedding_size: 50281
          #               ^^^^^ 50,304 is the next multiple of 128
          max_sequence_length: 4096
        optimizer:
          name: adamw
        max_duration: 1ep
        global_train_batch_size: 512
        device_train_microbatch_size: 4
        """),
    ],
    good: [
      Example(
        """
        model:
          d_model: 2048
          n_heads: 16
          n_layers: 16
          vocab_size: 100278
          embedding_size: 100352
          max_sequence_length: 4096
        optimizer:
          name: adamw
        max_duration: 1ep
        global_train_batch_size: 512
        device_train_microbatch_size: 4
        data:
          memmap_dtype: uint32
          paths:
            - tokens/part-0.npy
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let refused = run.findings(about: .vocabulary)
    let shape = refused.isEmpty ? tokenizer(run.plan) ?? padding(run.plan) : nil
    return refused + [storage(run.plan), shape].compactMap { $0 }
  }

  // MARK: Words

  private func storage(_ plan: TrainingPlan) -> Finding? {
    guard let storage = plan.reading.tokenStorage, let ids = storage.vocabulary,
      ids.value > storage.capacity, let span = ids.place ?? storage.span
    else { return nil }
    let capacity = Magnitude.grouped(storage.capacity)
    var finding = Finding(
      "\(Magnitude.grouped(ids.value)) token ids, the data files hold \(capacity) different ones",
      at: span, label: "needs 32 bits")
    if let other = storage.span, other != span {
      finding.related = [Label(other, "\(capacity) ids")]
    }
    finding.severity = .warning
    finding.consequence = "files of wider ids are read as other tokens, without an error"
    finding.help = "set \(storage.key) to the type that the files were written with"
    return finding
  }

  private func tokenizer(_ plan: TrainingPlan) -> Finding? {
    guard let rows = plan[.vocabularySize], let ids = plan.reading.vocabulary.tokenizer,
      ids.value > rows.value, max(rows.certainty, ids.certainty) < .estimate,
      let span = rows.place ?? ids.place
    else { return nil }
    var finding = Finding(
      "the tokenizer has \(Magnitude.grouped(ids.value)) ids, the embedding "
        + "\(Magnitude.grouped(rows.value)) rows",
      at: span, label: "\(Magnitude.grouped(ids.value - rows.value)) rows too few")
    if let place = ids.place, place != span {
      finding.related = [Label(place, "\(Magnitude.grouped(ids.value)) ids")]
    }
    finding.severity = .warning
    finding.confidence = Confidence(of: rows, ids)
    // Ranks of tensor parallelism take ids that are not theirs for another's, and mask them.
    finding.consequence =
      plan.value(.tensorParallel) ?? 1 > 1
      ? "ids without a row are masked on every rank, and nothing is learned of them"
      : "the run stops at the first id without a row"
    return finding
  }

  private func padding(_ plan: TrainingPlan) -> Finding? {
    guard plan.regime == .pretraining, let multiple = plan.reading.vocabulary.multiple,
      let rows = plan[.vocabularySize], rows.certainty <= .fact, let count = rows.integer,
      count > 0, !count.isMultiple(of: multiple.count), let span = rows.place
    else { return nil }
    let next = (count / multiple.count + 1) * multiple.count
    let shown = Magnitude.grouped(Double(next))
    var finding = Finding(
      "\(Magnitude.grouped(rows.value)) vocabulary rows are no multiple of \(multiple.count)",
      at: span, label: "\(shown) is the next multiple of \(multiple.count)")
    finding.consequence = "the output matrix runs below the speed of the matrix units"
    finding.sources = [multiple.source]
    finding.offer(
      [
        KeyFix(
          plan.reading.claims[.vocabularySize], to: Double(next), because: "a multiple for speed")
      ]
      .compactMap { $0 })
    return finding
  }
}
