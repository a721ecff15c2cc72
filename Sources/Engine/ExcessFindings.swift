import Linting

/// Counts the findings of each rule in a file, and those beyond what anyone reads.
struct ExcessFindings {
  /// So many findings of one rule in one file are shown, and as many suppressed ones kept.
  static let most = 100

  private struct Key: Hashable {
    let rule: String
    let isSuppressed: Bool
  }

  private var counts: [Key: Int] = [:]
  private var worst: [Key: SettledFinding] = [:]

  /// Counts a finding; false where it is one too many.
  mutating func hasRoom(for finding: SettledFinding) -> Bool {
    let key = Key(rule: finding.rule.name, isSuppressed: finding.suppressed != nil)
    counts[key, default: 0] += 1
    guard counts[key, default: 0] > Self.most else { return true }
    if let known = worst[key], known.severity >= finding.severity { return false }
    worst[key] = finding
    return false
  }

  /// Counts what a text inside the file has beyond its own findings; `placed` is a finding of its
  /// as it reads here.
  mutating func add(_ inner: ExcessFindings, _ placed: (SettledFinding) -> SettledFinding?) {
    for (key, finding) in inner.worst {
      guard let finding = placed(finding) else { continue }
      counts[key, default: 0] += inner.counts[key, default: 0] - Self.most
      if let known = worst[key], known.severity >= finding.severity { continue }
      worst[key] = finding
    }
  }

  /// One finding for each rule that has more, as severe as the worst that it stands for.
  var remarks: [SettledFinding] {
    worst.map { key, first in
      let more = counts[key, default: 0] - Self.most
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
