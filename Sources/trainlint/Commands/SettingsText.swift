import Engine
import Linting
import Reporting
import RunPlan
import Settings
import SourceText

extension Linter {
  /// Says on standard error what is wrong with the settings files; false where nothing is.
  func complainsAboutSettings() -> Bool {
    let problems = options.settings?.problems ?? []
    for problem in problems { printError(safeLines(problem.text) + "\n") }
    return !problems.isEmpty
  }

  private func safeLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { safeText(String($0)) }
      .joined(separator: "\n")
  }
}

/// `check --show-settings`: what holds for one file, and where it is written.
struct SettingsText {
  private(set) var text: String
  private let files: [SourceFile]

  init(_ linter: Linter, _ name: String) {
    text = safeText(name) + "\n"
    guard let (settings, path) = linter.settings(of: name) else {
      files = []
      let reason = linter.options.settings == nil ? "are not looked at" : "none"
      text += "  settings: \(reason)\n"
      return
    }
    files = settings.files
    add("settings", files.map(\.name).joined(separator: ", extends "), at: nil)
    if linter.options.profile == nil, let profile = settings.profile {
      add("profile", profile.value.rawValue, at: profile.span)
    }
    if let law = settings.law { add("law", law.value, at: law.span) }
    addFiles(settings, path)
    addFacts(settings, path)
    addRules(settings, linter.options)
    for policy in settings.policies {
      add("policy \(policy.value.id)", policy.value.text, at: policy.span)
    }
  }

  private mutating func addFiles(_ settings: Settings, _ path: String) {
    for patterns in settings.exclude where patterns.value.matches(path) {
      add("files", "excluded", at: patterns.span)
    }
    if let include = settings.include, !include.value.matches(path) {
      add("files", "not included in walks", at: include.span)
    }
  }

  private mutating func addFacts(_ settings: Settings, _ path: String) {
    var known: Set<Substring> = []
    for declared in settings.facts.reversed() where declared.files?.matches(path) ?? true {
      for fact in declared.places where known.insert(fact.value.prefix { $0 != "=" }).inserted {
        add("fact", fact.value, at: fact.span)
      }
    }
    for other in settings.mergedFiles(at: path) { add("merged with", other.value, at: other.span) }
    for (name, tokens) in settings.datasets.sorted(by: { $0.key < $1.key }) {
      add("data set \(name)", "tokens=\(Magnitude.shortest(tokens.value))", at: tokens.span)
    }
    for (name, facts) in settings.models.sorted(by: { $0.key < $1.key }) {
      for (fact, value) in facts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        add("model \(name)", "\(fact.rawValue)=\(Magnitude.shortest(value.value))", at: value.span)
      }
    }
  }

  private mutating func addRules(_ settings: Settings, _ options: LintOptions) {
    for (name, change) in settings.rules.sorted(by: { $0.key < $1.key }) {
      if let level = change.level {
        let word =
          switch level.value {
          case .off: options.selected.contains(name) ? "off, but selected" : "off"
          case .on: "on"
          case .severity(let severity): "severity=\(severity.name)"
          }
        add("rule \(name)", word, at: level.span)
      }
      for (option, value) in change.options.sorted(by: { $0.key < $1.key }) {
        add("rule \(name)", "\(option)=\(Magnitude.shortest(value.value))", at: value.span)
      }
    }
  }

  private mutating func add(_ what: String, _ value: String, at span: SourceSpan?) {
    var line = "  \(what): \(value)"
    if let span, files.indices.contains(span.file.number) {
      let file = files[span.file.number]
      let place = file.lineTable().position(of: span.bytes.lowerBound, in: .codePoints)
      line += "  (\(file.name):\(place.line + 1):\(place.column + 1))"
    }
    text += safeText(line) + "\n"
  }
}
