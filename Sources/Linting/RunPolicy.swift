package import RunPlan

/// What an organisation demands of its runs, as the settings state it.
package struct RunPolicy: Sendable {
  /// The name under which ignore comments and reports know it.
  package let id: String
  /// What must hold.
  package let requirement: PolicyCondition
  /// The requirement as written.
  package let text: String
  /// Which runs it is about; nil for all.
  package let when: PolicyCondition?
  /// What to say where it does not hold.
  package let message: String?
  /// How bad it is.
  package let severity: Severity

  /// Makes a policy.
  package init(
    id: String, requirement: PolicyCondition, text: String, when: PolicyCondition?,
    message: String?, severity: Severity
  ) {
    self.id = id
    self.requirement = requirement
    self.text = text
    self.when = when
    self.message = message
    self.severity = severity
  }

  /// The terms that break it in `run`; nil where it holds, is about other runs, or hangs on what is
  /// not known.
  package func breach(in run: Run) -> PolicyVerdict? {
    if let when, when.verdict(on: run).isMet != true { return nil }
    let verdict = requirement.verdict(on: run)
    return verdict.isMet == false ? verdict : nil
  }
}

/// The policies of the settings and the name by which they know the file under check.
package struct PolicySet: Sendable {
  /// The policies, in order.
  package let policies: [RunPolicy]
  /// The path from the folder of the settings.
  package let path: String

  /// Joins policies and the path that they are asked about.
  package init(_ policies: [RunPolicy] = [], path: String = "") {
    self.policies = policies
    self.path = path
  }
}

/// What a condition comes to on one run.
package struct PolicyVerdict: Sendable {
  /// Whether it is met; nil where that is not known.
  package let isMet: Bool?
  /// The claims that decide it.
  package var claims: [Claim] = []
  /// The words that decide it.
  package var labels: [PlanLabel] = []
}
