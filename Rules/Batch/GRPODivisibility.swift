package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags batches of completions that tear groups of one prompt apart.
package struct GRPODivisibility: Rule {
  package static let info = RuleInfo(
    id: "grpo-divisibility",
    summary: "Batches of completions do not hold whole groups of one prompt.",
    why: """
      Advantages are computed within the group of completions for one prompt. A group needs at least
      two of them, and each round of generation has to hold whole groups: the completions of all
      ranks, passes included, must be a multiple of the group. The trainer finds out when it knows
      its ranks, which is after the job has been given them. A rank that serves generation alone
      does not count, and 7 of 8 ranks divide few groups.
      """,
    severity: .error,
    sources: [
      Citation("trl/trainer/grpo_config.py, GRPOConfig.__post_init__", of: ["hf-trl"])
    ],
    bad: [
      Example(
        """
        # trainlint: fact world_size=8
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        reward_funcs: [accuracy]
        learning_rate: 0.000001
        per_device_train_batch_size: 4
        #                            - completions of a rank
        gradient_accumulation_steps: 2
        #                            - passes of a round
        num_generations: 14
        #                ^^ 64 / 14 = 4.57
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        reward_funcs: [accuracy]
        learning_rate: 0.000001
        per_device_train_batch_size: 4
        num_generations: 1
        #                ^ nothing to compare
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        reward_funcs: [accuracy]
        learning_rate: 0.000001
        per_device_train_batch_size: 16
        #                            -- completions of a rank
        gradient_accumulation_steps: 4
        #                            - passes of a round
        num_generations: 14
        #                ^^ 64 completions on each rank
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        reward_funcs: [accuracy]
        learning_rate: 0.000001
        per_device_train_batch_size: 4
        generation_batch_size: 100
        #                      --- completions of a round
        num_generations: 8
        #                ^ 100 / 8 = 12.5
        """),
    ],
    good: [
      Example(
        """
        # trainlint: fact world_size=7
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        reward_funcs: [accuracy]
        learning_rate: 0.000001
        per_device_train_batch_size: 4
        gradient_accumulation_steps: 2
        num_generations: 14
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B-Instruct
        reward_funcs: [accuracy]
        learning_rate: 0.000001
        per_device_train_batch_size: 2
        gradient_accumulation_steps: 4
        num_generations: 16
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    var found = run.findings(about: .generations)
    guard let generations = run.plan.reading.generations else { return found }
    let world = run.plan[.worldSize]
    if let finding = tooFew(generations) { return found + [finding] }
    found += round(generations, world)
    found += evaluation(generations, world)
    return found
  }

  // MARK: Checks

  private func tooFew(_ generations: Generations) -> Finding? {
    let group = generations.perPrompt
    guard group.value < 2, group.value > -1e9 else { return nil }
    var finding = Finding(
      "`\(group.name)` must be at least 2", at: group.span, label: "nothing to compare")
    finding.consequence = "advantages compare the completions for one prompt"
    finding.sources = [Citation(generations.source)]
    return finding
  }

  /// The batch that one round of generation fills.
  private func round(_ generations: Generations, _ world: Claim?) -> [Finding] {
    let group = generations.perPrompt
    if let whole = generations.round {
      return writtenRound(whole, generations, world)
    }
    guard let share = generations.roundPerRank else { return [] }
    var marks: [Label] = []
    if let key = generations.perRank { marks.append(Label(key.span, "completions of a rank")) }
    if let key = generations.passes { marks.append(Label(key.span, "passes of a round")) }
    return torn(share, group, world, generations, marks).map { [$0] } ?? []
  }

  private func evaluation(_ generations: Generations, _ world: Claim?) -> [Finding] {
    guard let share = generations.evaluationPerRank else { return [] }
    let group = generations.evaluationPerPrompt ?? generations.perPrompt
    guard group.value >= 1 else { return [] }
    let marks = [Label(share.span, "completions of a rank in evaluation")]
    return torn(share.value, group, world, generations, marks).map { [$0] } ?? []
  }

  /// A round whose size is written leaves nothing to the world size but how it is split.
  private func writtenRound(
    _ whole: WrittenKey, _ generations: Generations, _ world: Claim?
  ) -> [Finding] {
    let group = generations.perPrompt
    var found: [Finding] = []
    if whole.value.truncatingRemainder(dividingBy: group.value) != 0 {
      var finding = Finding(
        "`\(whole.name)` is no multiple of `\(group.name)`", at: group.span,
        label: quotient(whole.value, group.value))
      finding.related = [Label(whole.span, "completions of a round")]
      found.append(finish(finding, generations))
    }
    guard let rank = generations.perRank, rank.value >= 1 else { return found }
    let ranks = world?.value ?? 1
    let step = rank.value * ranks
    guard whole.value.truncatingRemainder(dividingBy: step) != 0 else { return found }
    let divisor = world.map { "\(Magnitude.plain(rank.value)) × \($0.phrase)" } ?? "`\(rank.name)`"
    var finding = Finding(
      "`\(whole.name)` is no multiple of \(divisor)", at: whole.span,
      label: quotient(whole.value, step))
    finding.related = [Label(rank.span, "completions of a rank")]
    if let world { finding.related += [world].labels(besides: whole.span) }
    finding.confidence = world.map { Confidence(of: $0) } ?? .high
    found.append(finish(finding, generations))
    return found
  }

  /// A batch of `share` completions on each rank that tears groups apart.
  private func torn(
    _ share: Double, _ group: WrittenKey, _ world: Claim?, _ generations: Generations,
    _ marks: [Label]
  ) -> Finding? {
    guard let demanded = Generations.ranksDemanded(perRank: share, group: group.value),
      demanded > 1
    else { return nil }
    guard let world else {
      return isUsual(demanded) ? nil : note(demanded, share, group, generations, marks)
    }
    let whole = share * world.value
    guard whole.truncatingRemainder(dividingBy: group.value) != 0 else { return nil }
    var finding = Finding(
      "\(Magnitude.plain(whole)) completions are no multiple of `\(group.name)` "
        + Magnitude.plain(group.value),
      at: group.span, label: quotient(whole, group.value))
    finding.derivation = [
      "\(Magnitude.plain(share)) on each rank × \(world.phrase) = \(Magnitude.plain(whole))"
    ]
    finding.related = marks
    finding.confidence = Confidence(of: world)
    finding.help = "the world size has to be a multiple of \(demanded)"
    return finish(finding, generations)
  }

  /// Machines have 1, 2, 4 or 8 accelerators, and no file says how many of them there are.
  private func isUsual(_ ranks: Int) -> Bool { [1, 2, 4, 8].contains(ranks) }

  private func note(
    _ demanded: Int, _ share: Double, _ group: WrittenKey, _ generations: Generations,
    _ marks: [Label]
  ) -> Finding {
    var finding = Finding(
      "`\(group.name)` \(Magnitude.plain(group.value)) needs a world size that is "
        + "a multiple of \(demanded)",
      at: group.span, label: "\(Magnitude.plain(share)) completions on each rank")
    finding.severity = .note
    finding.related = marks
    finding.consequence = "the trainer stops on any other number of ranks"
    finding.help = "declare world_size to have it checked"
    finding.sources = [Citation(generations.source)]
    return finding
  }

  // MARK: Words

  private func quotient(_ whole: Double, _ part: Double) -> String {
    "\(Magnitude.plain(whole)) / \(Magnitude.plain(part)) = "
      + Magnitude.significant(whole / part)
  }

  private func finish(_ finding: Finding, _ generations: Generations) -> Finding {
    var finding = finding
    finding.consequence = "the framework stops before the first step"
    finding.sources = [Citation(generations.source)]
    return finding
  }
}
