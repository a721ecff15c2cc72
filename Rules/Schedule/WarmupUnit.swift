package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags warmups whose key and number are not in the same unit.
package struct WarmupUnit: Rule {
  package static let info = RuleInfo(
    id: "warmup-unit",
    summary: "The length of the warmup is in the wrong unit, or given twice.",
    why: """
      Frameworks count a warmup in optimizer steps at one key and as a share of the run at another,
      and the keys are easily mistaken for each other. A share where steps are counted is no warmup
      at all, or is refused once the job has its devices; steps where a share is meant make a warmup
      that outlasts the run. Where both keys are set, only one of them can be what was meant.
      """,
    severity: .warning,
    sources: [
      Citation("axolotl/utils/schemas/config.py", of: ["axolotl"]),
      Citation("litgpt/args.py, TrainArgs", of: ["litgpt"]),
      Citation("megatron/learning_rates.py, AnnealingLR", of: ["gpt-neox"]),
    ],
    bad: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 3
        warmup_steps: 0.1
        #             ^^^ a share, not a number of steps
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_iters: 320000
        warmup: 2000
        #       ^^^^ a number of steps, not a share
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 3
        warmup_steps: 100
        #             --- 100 steps
        warmup_ratio: 0.03
        #             ^^^^ a share of 3 %
        """),
    ],
    good: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 3
        warmup_ratio: 0.1
        """),
      Example(
        """
        # A share of zero is none.
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 3
        warmup_steps: 100
        warmup_ratio: 0.0
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let keys = run.plan.reading.schedule.warmup
    switch keys.misfit {
    case .shareAsSteps(let key): return [shareAsSteps(key, keys, in: run)]
    case .stepsAsShare(let key): return [stepsAsShare(key, keys, in: run)]
    case .both(let steps, let share): return [both(steps, share, keys)]
    case nil: return []
    }
  }

  // MARK: Words

  private func shareAsSteps(_ key: WrittenKey, _ keys: WarmupKeys, in run: Run) -> Finding {
    var finding = Finding(
      "\(key.shown) counts steps, \(Magnitude.shortest(key.value)) is a share", at: key.span,
      label: "a share, not a number of steps")
    if keys.refusals.contains(.brokenSteps) {
      finding.refuse()
    } else {
      finding.consequence = "the peak rate is reached at once"
    }
    finding.help = "write a whole number of steps"
    guard let name = keys.shareName, keys.areInterchangeable else { return finding }
    finding.help = "write a whole number of steps, or use \(name) in its place"
    if keys.share == nil { finding.fixes = renaming(key, to: name, in: run) }
    return finding
  }

  private func stepsAsShare(_ key: WrittenKey, _ keys: WarmupKeys, in run: Run) -> Finding {
    let number = Magnitude.plain(key.value)
    var finding = Finding(
      "\(key.shown) is a share of the schedule, not \(number) steps", at: key.span,
      label: "a number of steps, not a share")
    if keys.refusals.contains(.largeShare) {
      finding.refuse()
    } else {
      finding.consequence =
        "the warmup is \(number) times as long as the schedule: the peak rate is never reached"
    }
    finding.help = "write a share between 0 and 1"
    guard let name = keys.stepsName, keys.areInterchangeable else { return finding }
    finding.help = "write a share between 0 and 1, or use \(name) in its place"
    if keys.steps == nil, key.value == key.value.rounded() {
      finding.fixes = renaming(key, to: name, in: run)
    }
    return finding
  }

  private func both(_ steps: WrittenKey, _ share: WrittenKey, _ keys: WarmupKeys) -> Finding {
    var finding = Finding(
      "\(steps.shown) and \(share.shown) are both set", at: share.span,
      label: "a share of \(Magnitude.percent(share.value))")
    finding.related = [Label(steps.span, "\(Magnitude.plain(steps.value)) steps")]
    if keys.refusals.contains(.both) { finding.refuse() }
    finding.help =
      keys.areInterchangeable ? "remove one of them" : "keep one, and set the other to null"
    return finding
  }

  /// The same number under the key that takes it.
  private func renaming(_ key: WrittenKey, to name: String, in run: Run) -> [Fix] {
    guard let span = key.nameSpan else { return [] }
    return [Fix("Rename \(key.lastName) to \(name)", .unsafe, [run.rewriting(span, as: name)])]
  }
}

extension Finding {
  /// Says that the framework does not take the keys as they are written.
  fileprivate mutating func refuse() {
    severity = .error
    consequence = "the framework stops before the first step"
  }
}

extension WrittenKey {
  /// The key without the mappings around it.
  fileprivate var lastName: String { name.split(separator: ".").last.map(String.init) ?? name }

  fileprivate var shown: String { backticked(lastName, limit: 32) }
}
