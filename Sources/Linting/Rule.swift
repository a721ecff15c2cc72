package import Composition
package import RunPlan
package import ScalingLaws
package import SourceText

/// Judges runs: one type, one file, one id.
package protocol Rule: Sendable {
  /// What a user may set.
  associatedtype Options: RuleOptions = NoOptions
  /// Everything about the rule but its check.
  static var info: RuleInfo { get }
  /// Makes the rule under `options`.
  init(options: Options)
  /// The findings about one run.
  func check(_ run: Run) -> [Finding]
}

extension Rule {
  /// The settings with their defaults, without the option type.
  package static var settings: [SettingInfo] {
    let defaults = Options()
    return Options.settings.map {
      SettingInfo(
        name: $0.name, defaultValue: defaults[keyPath: $0.path], range: $0.range, help: $0.help)
    }
  }

  /// The rule with its default options, but for the numbers of `values` by name of their setting.
  package static func made(with values: [String: Double] = [:]) -> any Rule {
    var options = Options()
    for setting in Options.settings {
      if let value = values[setting.name] { options[keyPath: setting.path] = value }
    }
    return Self(options: options)
  }
}

/// How strictly rules judge.
package enum Profile: String, CaseIterable, Sendable {
  /// What everybody should see.
  case recommended
  /// Everything that can be said.
  case strict
}

/// What a rule judges: one document of a file, what it says, and the laws it is held against.
///
/// A class, because every rule is handed it.
package final class Run: Sendable {
  /// The text under check.
  package let file: SourceFile
  /// The document as its loader sees it.
  package let configuration: Configuration
  /// What follows from it; nil where no framework was recognised.
  package let recognised: TrainingPlan?
  /// The same; an empty plan where no framework was recognised.
  package let plan: TrainingPlan
  /// The size that the laws judge; nil where they have nothing to say.
  package let judged: JudgedSize?
  /// The laws to judge by.
  package let laws: LawSet
  /// How strictly to judge.
  package let profile: Profile
  /// What the directives of the file say and did; complete only for rules of that scope.
  package let directives: DirectiveReport
  /// What the settings demand of the run.
  package let policies: PolicySet
  /// The topics of the demands that the file does not meet, a bit each: most rules ask in vain.
  private let topics: UInt64

  /// Joins what a rule may know.
  package init(
    file: SourceFile, configuration: Configuration, plan: TrainingPlan?, laws: LawSet,
    profile: Profile, directives: DirectiveReport = DirectiveReport(),
    policies: PolicySet = PolicySet()
  ) {
    self.file = file
    self.configuration = configuration
    recognised = plan
    self.plan = plan ?? TrainingPlan(Reading(dialect: DialectID("none")))
    judged = plan.flatMap { JudgedSize($0, laws) }
    self.laws = laws
    self.profile = profile
    self.directives = directives
    self.policies = policies
    topics = self.plan.reading.remarks.reduce(into: 0) { topics, remark in
      if case .constraint(let constraint) = remark.kind {
        topics |= 1 << UInt64(constraint.topic.rawValue)
      }
    }
  }

  /// Whether the file does not meet some demand on this subject.
  func hasDemands(about topic: Constraint.Topic) -> Bool {
    topics & 1 << UInt64(topic.rawValue) != 0
  }

  /// Whether everything that can be said is asked for.
  package var isStrict: Bool { profile == .strict }
}
