import ReferenceData
package import RunPlan
package import SourceText

/// A condition over what is derived of a run: `device_hours <= 20000 or regime == pretraining`.
package indirect enum PolicyCondition: Sendable {
  /// All of these.
  case all([PolicyCondition])
  /// At least one of these.
  case any([PolicyCondition])
  /// Not this.
  case not(PolicyCondition)
  /// A quantity against a number, or against so many times another quantity.
  case compares(Quantity, Relation, Double, times: Quantity?)
  /// A word is one of these.
  case isOne(Word, of: [String])
  /// The path fits one of the patterns.
  case isAt(PathPatterns)

  /// How two numbers stand to each other.
  package enum Relation: String, CaseIterable, Sendable {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
    case equal = "=="
    case other = "!="

    /// Whether `a` stands so to `b`; what arithmetic leaves behind the twelfth digit is no
    /// difference.
    func holds(_ a: Double, _ b: Double) -> Bool {
      let isSame = abs(a - b) <= 1e-12 * max(abs(a), abs(b))
      switch self {
      case .less: return a < b && !isSame
      case .atMost: return a < b || isSame
      case .more: return a > b && !isSame
      case .atLeast: return a > b || isSame
      case .equal: return isSame
      case .other: return !isSame
      }
    }
  }

  /// What a run has a word for.
  package enum Word: Sendable {
    /// The framework.
    case dialect
    /// The kind of training.
    case regime
    /// Another property.
    case label(PlanLabel)
  }
}

extension PolicyCondition {
  /// What it comes to on `run`; what hangs on an unknown value is itself unknown.
  func verdict(on run: Run) -> PolicyVerdict {
    switch self {
    case .all(let parts):
      return Self.join(parts.map { $0.verdict(on: run) }, decidedBy: false)
    case .any(let parts):
      return Self.join(parts.map { $0.verdict(on: run) }, decidedBy: true)
    case .not(let part):
      let verdict = part.verdict(on: run)
      return PolicyVerdict(
        isMet: verdict.isMet.map { !$0 }, claims: verdict.claims, labels: verdict.labels)
    case .compares(let quantity, let relation, let number, let other):
      guard let claim = run.plan[quantity] else { return PolicyVerdict(isMet: nil) }
      guard let other else {
        return PolicyVerdict(isMet: relation.holds(claim.value, number), claims: [claim])
      }
      guard let yardstick = run.plan[other] else { return PolicyVerdict(isMet: nil) }
      return PolicyVerdict(
        isMet: relation.holds(claim.value, number * yardstick.value), claims: [claim, yardstick])
    case .isOne(.label(let label), let words):
      let name = run.plan.labels[label]?.value
      return PolicyVerdict(
        isMet: name.map { name in words.contains { Self.names($0, name, label) } }, labels: [label])
    case .isOne(.dialect, let words):
      return PolicyVerdict(isMet: words.contains(run.plan.reading.dialect.name))
    case .isOne(.regime, let words):
      return PolicyVerdict(isMet: run.plan.regime.map { words.contains($0.rawValue) })
    case .isAt(let patterns):
      return PolicyVerdict(isMet: patterns.matches(run.policies.path))
    }
  }

  /// Whether the word of a policy stands for the name that a framework has: that name itself, or
  /// the method of an optimizer.
  private static func names(_ word: String, _ name: String, _ label: PlanLabel) -> Bool {
    if plain(word) == plain(name) { return true }
    guard label == .optimizer, let method = OptimizerMethod(rawValue: word.lowercased()) else {
      return false
    }
    return OptimizerMethod(named: name) == method
  }

  /// A word of any framework in the form that all share.
  private static func plain(_ word: String) -> String {
    let word = word.lowercased()
    switch word {
    case "bfloat16": return "bf16"
    case "float16", "half": return "fp16"
    case "float32", "float": return "fp32"
    default: return word
    }
  }

  /// One verdict of several, of which a single one that comes to `decisive` settles it.
  private static func join(
    _ parts: [PolicyVerdict], decidedBy decisive: Bool
  ) -> PolicyVerdict {
    let deciding = parts.filter { $0.isMet == decisive }
    let isOpen = deciding.isEmpty && parts.contains { $0.isMet == nil }
    let shown = deciding.isEmpty ? parts : deciding
    return PolicyVerdict(
      isMet: isOpen ? nil : deciding.isEmpty != decisive, claims: shown.flatMap(\.claims),
      labels: shown.flatMap(\.labels))
  }
}
