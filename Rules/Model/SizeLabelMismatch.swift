package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags names and comments that promise another size than the keys give.
package struct SizeLabelMismatch: Rule {
  package struct Options: RuleOptions {
    package var tolerance = 0.15
    package var farther = 3.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "tolerance", \.tolerance, in: 0...1,
        "The share by which the count may differ from the name."),
      .number(
        "farther", \.farther, in: 1...1e6,
        "A number in a longer name that is farther off, as a factor, counts something else."),
    ]
  }

  package static let info = RuleInfo(
    id: "size-label-mismatch",
    summary: "A name, or the comment beside the batch, says another size than the keys give.",
    why: """
      A name outlives the keys that it described: layers or widths are changed, a file is copied for
      another model, and the table of results then lists a model that was never trained. The count
      is exact; names are taken with the roundings that releases use, with or without embeddings.
      A job's name and folders are held against the model that it trains, and `32gpus` in them
      against the GPUs that it asks for. So is a comment like `8 GPUs, so batch size 128` beside the
      keys of the batch, which often stays behind when one of them is changed.
      """,
    severity: .note,

    bad: [
      Example(
        """
        run_name: mpt-3b-baseline
        #         ^^^^^^^^^^^^^^^ 3b
        max_seq_len: 2048
        global_train_batch_size: 512
        max_duration: 1ep
        model:
          name: mpt_causal_lm
          d_model: 2048
          #        ---- 24 layers × 2048 → 1.31B parameters
          n_heads: 16
          n_layers: 24
          expansion_ratio: 4
          max_seq_len: 2048
          vocab_size: 50368
        tokenizer:
          name: EleutherAI/gpt-neox-20b
        train_loader:
          name: text
        precision: amp_bf16
        """),
      Example(
        """
        name: llama-70b-32gpus
        num_nodes: 8
        #          ^ 64 devices
        resources:
          accelerators: H100:8
        run: |
          torchrun --nnodes=8 --nproc_per_node=8 train.py --max_steps 1000
        """),
    ],
    good: [
      Example(
        """
        run_name: mpt-1b-baseline
        max_seq_len: 2048
        global_train_batch_size: 512
        max_duration: 1ep
        model:
          name: mpt_causal_lm
          d_model: 2048
          n_heads: 16
          n_layers: 24
          expansion_ratio: 4
          max_seq_len: 2048
          vocab_size: 50368
        tokenizer:
          name: EleutherAI/gpt-neox-20b
        train_loader:
          name: text
        precision: amp_bf16
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    modelSize(run) + jobSize(run) + batchSize(run)
  }

  private func modelSize(_ run: Run) -> [Finding] {
    let plan = run.plan
    // Experts and zeros are counted by names in ways of their own.
    guard let total = plan[.parameters] ?? plan[.parametersNonEmbedding],
      total.certainty <= .frameworkDefault, total.value > 0,
      !plan.isSparse, !plan.reading.hasSparseWeights
    else { return [] }
    let fileName = run.file.baseName
    let dot = fileName.utf8.lastIndex(of: 0x2E) ?? fileName.startIndex
    let file = SizeLabel.all(in: fileName[..<dot])
    let runName = plan.reading.runName
    let name = runName.map { SizeLabel.all(in: $0.value[...]) } ?? []
    guard !file.isEmpty || !name.isEmpty else { return [] }
    let counts = counts(plan)
    let labels = file + name
    // One that fits says that the others count something else.
    let fits = labels.contains { label in
      counts.contains { label.allows($0, within: options.tolerance) }
    }
    guard !fits, !isReleaseName(labels, plan) else { return [] }
    if name.count == 1, let runName, isMeant(name[0], total) {
      return [finding(name[0], total, at: runName.span, isRun: true, in: run)]
    }
    guard file.count == 1, isMeant(file[0], total),
      let label = run.parametersLabel ?? total.place.map({ Label($0, "") })
    else { return [] }
    return [finding(file[0], total, at: label.span, isRun: false, in: run)]
  }

  /// Every count that people name models by.
  private func counts(_ plan: TrainingPlan) -> [Double] {
    var counts = [Quantity.parameters, .parametersNonEmbedding, .parametersActive].compactMap {
      plan.value($0)
    }
    if let total = plan.value(.parameters), let rows = plan.value(.vocabularySize),
      let hidden = plan.value(.hiddenSize)
    {
      counts.append(total - rows * hidden)
    }
    // What another rule says of the width of a gated MLP is the cause then.
    if let key = plan.reading.gatedWidth, let hidden = plan[.hiddenSize]?.integer {
      let width = key.written.flatMap { Int(exactly: $0.value) } ?? 8 * hidden / 3
      counts += [plan.parameterCount(withBranches: width)].compactMap { $0 }.map {
        Double($0.total)
      }
    }
    return counts
  }

  /// Whether the model that is trained on carries the label in its own name.
  private func isReleaseName(_ labels: [SizeLabel], _ plan: TrainingPlan) -> Bool {
    guard let base = plan.labels[.baseModel]?.value.lowercased() else { return false }
    return labels.contains { base.contains($0.text.lowercased()) }
  }

  /// Whether the label is near enough to speak of the model at all; of the blocks alone it is only
  /// known that the model has no fewer parameters.
  private func isMeant(_ label: SizeLabel, _ total: Claim) -> Bool {
    let value = total.value
    let size = label.size(near: value)
    if total.quantity != .parameters, size > value { return false }
    return label.isAlone || max(size, value) <= options.farther * min(size, value)
  }

  /// A job that starts other GPUs than its folders and its name say.
  private func jobSize(_ run: Run) -> [Finding] {
    let plan = run.plan
    guard plan.reading.isLauncher, let devices = plan[.devices], devices.certainty == .exact,
      devices.value > 0, let span = devices.place
    else { return [] }
    let names =
      run.file.name.split(separator: "/").suffix(5) + [plan.reading.runName?.value[...] ?? ""]
    let labels = names.flatMap { DeviceLabel.all(in: $0) }
    let counts = [devices.value, plan.value(.devicesPerNode), plan.value(.worldSize)]
    guard let label = labels.first, labels.allSatisfy({ $0.count == label.count }),
      !counts.contains(label.count)
    else { return [] }
    var finding = Finding(
      "the job is named \(label.text), and it asks for \(Magnitude.grouped(devices.value))",
      at: span, label: devices.phrase)
    finding.confidence = Confidence(of: devices)
    finding.help = "rename it, or check how many GPUs it needs"
    return [finding]
  }

  /// A comment whose batch the keys do not give on the GPUs that it names.
  private func batchSize(_ run: Run) -> [Finding] {
    let plan = run.plan
    guard let rows = plan[.sequencesPerStepPerRank], rows.certainty == .exact,
      let micro = plan[.microBatch]?.place,
      let stated = StatedBatch(
        behind: [micro] + [plan[.accumulation]?.place].compactMap { $0 }, in: run.file)
    else { return [] }
    let given = plan.batches(of: stated)
    guard !given.contains(stated.rows), let count = given.last else { return [] }
    return [disagreement(stated, rows, count, at: micro)]
  }

  // MARK: Words

  private func disagreement(
    _ stated: StatedBatch, _ rows: Claim, _ count: Double, at place: SourceSpan
  ) -> Finding {
    let words = Magnitude.grouped(count)
    var finding = Finding(
      "the comment says a batch of \(Magnitude.grouped(stated.rows)), the keys give \(words)",
      at: stated.span, label: "\(words) by the keys")
    finding.related = [Label(place, "\(Magnitude.grouped(rows.value)) sequences on each GPU")]
    finding.confidence = Confidence(of: rows)
    finding.help = "change the comment, or the accumulation"
    return finding
  }

  private func finding(
    _ label: SizeLabel, _ total: Claim, at span: SourceSpan, isRun: Bool, in run: Run
  ) -> Finding {
    let size = label.size(near: total.value)
    let gap = Magnitude.percent(abs(total.value - size) / size)
    let owner = total.quantity == .parameters ? "model has" : "layers have"
    var finding = Finding(
      "the \(isRun ? "run" : "file") is named \(label.text), the \(owner) "
        + "\(total.spelled) parameters",
      at: span, label: isRun ? label.text : run.parametersLabel?.text ?? "")
    if isRun, let place = run.parametersLabel, place.span != span { finding.related = [place] }
    finding.derivation = ["\(total.value < size ? "smaller" : "larger") by \(gap)"]
    finding.confidence = Confidence(of: total)
    finding.help = "rename it, or check the keys that make the size"
    return finding
  }
}
