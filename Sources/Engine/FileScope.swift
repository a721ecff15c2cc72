import Linting
import RuleCatalogue
import RunPlan
import ScalingLaws
import Settings
import SourceText

/// What holds for all files of the same settings.
final class FileScope: Sendable {
  /// The settings; nil for files without.
  let settings: Settings?
  /// The rules as the settings have them.
  let rules: RuleSet
  /// How strictly to judge.
  let profile: Profile
  /// The laws to judge by.
  let laws: LawSet
  /// What is demanded of runs.
  let policies: [RunPolicy]
  private let folder: String

  /// Applies `settings`, whose patterns count paths from the absolute path `folder`,
  /// and which may name one of `ownLaws` by the file that does.
  init(
    _ options: LintOptions, _ settings: Settings? = nil, folder: String = "",
    ownLaws: [FileID: LawSet] = [:]
  ) {
    self.settings = settings
    self.folder = folder == "/" ? "/" : folder + "/"
    rules = RuleSet(options, settings)
    profile = options.profile ?? settings?.profile?.value ?? .recommended
    laws =
      (settings?.law).flatMap { law in
        settings?.lawIsFile ?? false ? ownLaws[law.span.file] : LawSet(allocation: law.value)
      } ?? options.laws
    policies = settings?.policies.map(\.value) ?? []
  }

  /// The absolute path of one that counts from the folder of the settings.
  func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }

  /// The path of a file from the folder of the settings; of one elsewhere its absolute path.
  func path(of name: String) -> String {
    let path = SettingsStore.absolute(name)
    return String(path.hasPrefix(folder) ? path.dropFirst(folder.count) : path.dropFirst())
  }
}

/// Stands for the settings of a file.
package struct SettingsMark: Equatable, Sendable {
  let scope: FileScope

  package static func == (a: SettingsMark, b: SettingsMark) -> Bool { a.scope === b.scope }
}

/// A file and the settings that hold for it.
struct FilePlace {
  let scope: FileScope
  /// The path from the folder of the settings.
  let path: String

  /// How many tokens the base model saw, where the settings declare it.
  func trainingTokens(ofBaseIn reading: Reading) -> Double? {
    reading.labels[.baseModel].flatMap { scope.settings?.models[$0.value]?[.trainingTokens]?.value }
  }

  /// The absolute paths of the files that make one configuration with this one.
  var mergedFiles: [String] {
    scope.settings?.mergedFiles(at: path).map { scope.absolute($0.value) } ?? []
  }

  /// What the settings declare about the file, and about the data and the model that it names.
  func facts(about reading: Reading) -> Facts {
    guard let settings = scope.settings else { return Facts() }
    var facts = settings.facts(at: path)
    if !settings.datasets.isEmpty, let data = reading.datasets, let first = data.first {
      let known = data.compactMap { settings.datasets[$0.value]?.value }
      // Of data sets of which one is not known, or is named twice, the sum is not known.
      if known.count == data.count, Set(data.map(\.value)).count == data.count {
        facts.add(.uniqueTokens, known.reduce(0, +), at: first.span)
      }
    }
    if let name = reading.labels[.baseModel], let model = settings.models[name.value] {
      let quantities: [(Settings.ModelFact, Quantity)] = [
        (.parameters, .parameters), (.contextLength, .contextLength),
      ]
      for (fact, quantity) in quantities {
        if let value = model[fact] { facts.add(quantity, value.value, at: name.origin?.place) }
      }
    }
    return facts
  }
}

/// The rules that run, by when they are asked.
struct RuleSet: Sendable {
  /// The rules that are asked once for each text.
  let text: [PreparedRule]
  /// The rules that are asked after all others.
  let directives: [PreparedRule]
  /// The rules that the settings switch off.
  let off: Set<String>
  /// The rules for each kind of training that a document may be, or for none.
  private let byRegime: [Regime?: RunRules]

  init(_ options: LintOptions, _ settings: Settings?) {
    let changes = settings?.rules ?? [:]
    let off = Set(changes.lazy.filter { $1.level?.value == .off }.map(\.key))
    let prepared = RuleCatalogue.all.compactMap { rule -> PreparedRule? in
      let id = rule.info.id.name
      guard options.runs(id, isOff: off.contains(id)) else { return nil }
      return PreparedRule(rule, changes[id])
    }
    let ofRuns = prepared.filter { $0.info.scope == .run }
    let regimes: [Regime?] = Regime.allCases + [nil]
    byRegime = Dictionary(
      uniqueKeysWithValues: regimes.map { regime in
        (regime, RunRules(ofRuns.filter { $0.info.holds(in: regime) }))
      })
    text = prepared.filter { $0.info.scope == .text }
    directives = prepared.filter { $0.info.scope == .directives }
    self.off = off
  }

  /// The rules that may judge a document of this kind.
  func run(in regime: Regime?) -> RunRules { byRegime[regime] ?? RunRules([]) }
}

/// Rules that judge runs of one kind.
struct RunRules: Sendable {
  private let rules: [PreparedRule]
  /// The rules themselves, in the same order: most find nothing, and every run asks them all, so
  /// that what is known of a rule is touched only where it speaks.
  private let checks: [any Rule]

  init(_ rules: [PreparedRule]) {
    self.rules = rules
    checks = rules.map(\.rule)
  }

  /// What the rules find, those that find nothing left out.
  func findings(about run: Run) -> [(rule: PreparedRule, findings: [Finding])] {
    checks.withUnsafeBufferPointer { checks in
      var found: [(rule: PreparedRule, findings: [Finding])] = []
      for i in checks.indices {
        let findings = checks[i].check(run)
        if !findings.isEmpty { found.append((rules[i], findings)) }
      }
      return found
    }
  }
}

/// A rule with its options, and its description at hand.
final class PreparedRule: Sendable {
  let info: RuleInfo
  let rule: any Rule
  /// The severity of all its findings, where the settings name one.
  let severity: Severity?

  init(_ type: any Rule.Type, _ change: Settings.RuleChange?) {
    info = type.info
    rule = type.made(with: change?.options.mapValues(\.value) ?? [:])
    if case .severity(let named)? = change?.level?.value {
      severity = named
    } else {
      severity = nil
    }
  }
}
