import Linting

/// Counts the findings of each rule in a file, and those beyond what anyone reads.
struct ExcessFindings {
  /// So many findings of one rule in one file are shown, and as many suppressed ones kept.
  static let most = 100

  /// What there is of one rule; few rules find something in one file, so that a list serves.
  private struct Tally {
    let rule: RuleID
    let isSuppressed: Bool
    var count = 0
    /// The worst of those beyond what is shown.
    var worst: SettledFinding?

    /// Counts a finding beyond what is shown.
    mutating func exceed(with finding: SettledFinding) {
      if let known = worst, known.severity >= finding.severity { return }
      worst = finding
    }
  }

  private var tallies: [Tally] = []

  /// Counts a finding; false where it is one too many.
  mutating func hasRoom(for finding: SettledFinding) -> Bool {
    let place = place(of: finding.rule, isSuppressed: finding.suppressed != nil)
    tallies[place].count += 1
    guard tallies[place].count > Self.most else { return true }
    tallies[place].exceed(with: finding)
    return false
  }

  /// Counts what a text inside the file has beyond its own findings; `placed` is a finding of its
  /// as it reads here.
  mutating func add(_ inner: ExcessFindings, _ placed: (SettledFinding) -> SettledFinding?) {
    for tally in inner.tallies {
      guard let worst = tally.worst, let finding = placed(worst) else { continue }
      let place = place(of: tally.rule, isSuppressed: tally.isSuppressed)
      tallies[place].count += tally.count - Self.most
      tallies[place].exceed(with: finding)
    }
  }

  private mutating func place(of rule: RuleID, isSuppressed: Bool) -> Int {
    for place in tallies.indices
    where tallies[place].isSuppressed == isSuppressed && tallies[place].rule == rule {
      return place
    }
    tallies.append(Tally(rule: rule, isSuppressed: isSuppressed))
    return tallies.count - 1
  }

  /// One finding for each rule that has more, as severe as the worst that it stands for.
  var remarks: [SettledFinding] {
    tallies.compactMap { tally in
      guard let first = tally.worst else { return nil }
      let more = tally.count - Self.most
      var finding = Finding(
        "\(more) more finding\(more == 1 ? "" : "s") of this rule in this file",
        at: first.finding.primary.span)
      finding.help = "mend the \(Self.most) that are shown, then check again"
      finding.confidence = first.finding.confidence
      return SettledFinding(
        rule: first.rule, severity: first.severity, finding: finding, sources: [],
        suppressed: first.suppressed)
    }
  }
}
