package import Linting
package import SourceText

/// What `.trainlint.yaml` and the files that it extends say.
///
/// Every value knows its place; the number of its file is an index of `files`.
package struct Settings: Sendable {
  /// The files that were read, the nearest one first.
  package var files: [SourceFile] = []
  /// How strictly to judge.
  package var profile: Located<Profile>?
  /// The law that splits compute: its id, or the path of a file from the one that names it.
  package var law: Located<String>?
  /// Whether `law` is a path.
  package var lawIsFile = false
  /// What is changed about rules, by id.
  package var rules: [String: RuleChange] = [:]
  /// Declared facts; of two for one quantity the later holds.
  package var facts: [DeclaredFacts] = []
  /// How many tokens data sets have, by name.
  package var datasets: [String: Located<Double>] = [:]
  /// What is known of models, by name; each value with its place.
  package var models: [String: [ModelFact: Located<Double>]] = [:]
  /// Configurations that stand in several files, in order.
  package var merges: [Merge] = []
  /// What is demanded of runs.
  package var policies: [Located<RunPolicy>] = []
  /// The files that a walk looks at; nil for all.
  package var include: Located<PathPatterns>?
  /// The files that nobody looks at.
  package var exclude: [Located<PathPatterns>] = []
  /// What could not be used.
  package var problems: [SettingsProblem] = []

  /// Makes settings that change nothing.
  package init() {}

  /// A change of one rule.
  package struct RuleChange: Sendable {
    /// Whether it is asked, and how severe its findings are.
    package var level: Located<Level>?
    /// Its numbers by name.
    package var options: [String: Located<Double>] = [:]

    /// How a rule is taken.
    package enum Level: Hashable, Sendable {
      /// It is not asked.
      case off
      /// It is asked, with severities of its own.
      case on
      /// It is asked, and all its findings are so severe.
      case severity(Severity)
    }
  }

  /// Facts about some files.
  package struct DeclaredFacts: Sendable {
    /// The files; nil for all.
    package let files: PathPatterns?
    /// What is declared.
    package let facts: Facts
    /// Every declaration as `name=value`, with its place.
    package let places: [Located<String>]
  }

  /// Files that a framework is given together with others.
  package struct Merge: Sendable {
    /// The files that are checked.
    let files: PathPatterns
    /// The paths of those beside each of them, from the folder of the settings.
    package let others: [Located<String>]
  }

  /// What may be said of a model.
  package enum ModelFact: String, CaseIterable, Sendable {
    case parameters
    case trainingTokens = "training_tokens"
    case contextLength = "context_length"
  }

  /// These settings, with what `own` says in place of what they say.
  package func overridden(by own: Settings) -> Settings {
    var both = self
    both.profile = own.profile ?? profile
    if own.law != nil { (both.law, both.lawIsFile) = (own.law, own.lawIsFile) }
    both.rules.merge(own.rules) { old, new in
      RuleChange(
        level: new.level ?? old.level, options: old.options.merging(new.options) { $1 })
    }
    both.facts += own.facts
    both.datasets.merge(own.datasets) { $1 }
    both.models.merge(own.models) { $0.merging($1) { $1 } }
    both.merges += own.merges
    both.policies.removeAll { old in own.policies.contains { $0.value.id == old.value.id } }
    both.policies += own.policies
    both.include = own.include ?? include
    both.exclude += own.exclude
    both.problems += own.problems
    return both
  }

  /// The facts about the file at `path`, counted from the folder of the settings.
  package func facts(at path: String) -> Facts {
    var found = Facts()
    for declared in facts.reversed() where declared.files?.matches(path) ?? true {
      found = found.adding(declared.facts)
    }
    return found
  }

  /// The paths of the files that make one configuration with the file at `path`.
  package func mergedFiles(at path: String) -> [Located<String>] {
    merges.filter { $0.files.matches(path) }.flatMap(\.others).filter { $0.value != path }
  }

  /// Whether nobody looks at `path`.
  package func excludes(_ path: String) -> Bool {
    exclude.contains { $0.value.matches(path) }
  }

  /// Whether a walk passes over `path`.
  package func leavesOut(_ path: String) -> Bool {
    excludes(path) || !(include?.value.matches(path) ?? true)
  }
}

/// The names that settings may use.
package struct SettingsVocabulary: Sendable {
  /// All rules.
  package let rules: [any Rule.Type]
  /// The ids of the laws.
  package let laws: [String]
  /// The names of the frameworks.
  package let dialects: [String]

  /// Makes a vocabulary.
  package init(rules: [any Rule.Type], laws: [String], dialects: [String]) {
    self.rules = rules
    self.laws = laws
    self.dialects = dialects
  }
}
