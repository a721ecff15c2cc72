import ConfigSyntax
import Linting
import RunPlan
import SourceText

extension SettingsReader {
  mutating func readLaw(_ node: NodeID) {
    guard !isNull(node), let law = text(node, "law") else { return }
    if vocabulary.laws.contains(law.value) {
      settings.law = law
    } else if law.value.contains("/") || law.value.contains(".") {
      // Who opens files reads it there.
      settings.law = law
      settings.lawIsFile = true
    } else {
      unknown("law", law, among: vocabulary.laws)
    }
  }

  // MARK: Facts

  mutating func readFacts(_ node: NodeID) {
    var facts = Facts()
    var places: [Located<String>] = []
    var files: PathPatterns?
    var hasFiles = true
    for (key, value) in entries(of: node, "an item of facts", known: nil) {
      if key.value == "files" {
        files = patterns(value, "files")
        hasFiles = files != nil
        continue
      }
      guard let word = text(value, key.value) else { continue }
      do {
        try facts.declare(key.value, word.value)
        places.append(Located("\(key.value)=\(word.value)", at: key.span))
      } catch {
        switch error {
        case .badValue:
          problem(
            "\(word.value) is no value for the fact \(key.value)", at: value,
            help: "numbers are written as 64, 1.2B, 300k or 1e12")
        case .unknownName: unknown("fact", key, among: Facts.names)
        }
      }
    }
    // Facts whose files cannot be read must not be those of all files.
    guard hasFiles else { return }
    settings.facts.append(Settings.DeclaredFacts(files: files, facts: facts, places: places))
  }

  mutating func readDatasets(_ node: NodeID) {
    for (name, value) in entries(of: node, "datasets", known: nil) {
      for (key, value) in entries(of: value, name.value, known: ["tokens"]) {
        settings.datasets[name.value] = number(value, key.value)
      }
    }
  }

  mutating func readModels(_ node: NodeID) {
    let known = Settings.ModelFact.allCases.map(\.rawValue)
    for (name, value) in entries(of: node, "models", known: nil) {
      for (key, value) in entries(of: value, name.value, known: known) {
        guard let fact = Settings.ModelFact(rawValue: key.value) else { continue }
        settings.models[name.value, default: [:]][fact] = number(value, key.value)
      }
    }
  }

  mutating func readMerge(_ node: NodeID) {
    var files: PathPatterns?
    var others: [Located<String>] = []
    for (key, value) in entries(of: node, "an item of merge", known: ["files", "with"]) {
      if key.value == "files" {
        files = patterns(value, "files")
      } else {
        others = items(of: value).compactMap { text($0, "with") }
      }
    }
    guard let files, !others.isEmpty else {
      problem(
        "an item of merge needs `files` and `with`", at: node,
        help: "files: the configs, with: the files that a run is started with beside each")
      return
    }
    settings.merges.append(Settings.Merge(files: files, others: others))
  }

  mutating func readFiles(_ node: NodeID) {
    for (key, value) in entries(of: node, "files", known: ["include", "exclude"]) {
      guard let patterns = patterns(value, key.value) else { continue }
      let located = Located(patterns, at: key.span)
      if key.value == "include" { settings.include = located } else { settings.exclude = [located] }
    }
  }

  // MARK: Rules

  mutating func readRules(_ node: NodeID) {
    for (name, value) in entries(of: node, "rules", known: nil) {
      guard let rule = vocabulary.rules.first(where: { $0.info.id.name == name.value }) else {
        unknown("rule", name, among: vocabulary.rules.map { $0.info.id.name })
        continue
      }
      var change = Settings.RuleChange()
      if tree.isScalar(value) {
        change.level = level(value)
      } else {
        let options = rule.settings
        let known = ["severity"] + options.map(\.name)
        for (key, value) in entries(of: value, name.value, known: nil) {
          if key.value == "severity" {
            change.level = level(value)
          } else if let option = options.first(where: { $0.name == key.value }) {
            change.options[key.value] = checked(number(value, key.value), option)
          } else {
            unknown("option of \(name.value) called", key, among: known)
          }
        }
      }
      settings.rules[name.value] = change
    }
  }

  private mutating func level(_ node: NodeID) -> Located<Settings.RuleChange.Level>? {
    guard let word = text(node, "severity") else { return nil }
    switch word.value {
    case "off", "false": return Located(.off, at: word.span)
    case "on", "true": return Located(.on, at: word.span)
    default: break
    }
    if let severity = Severity(name: word.value) {
      return Located(.severity(severity), at: word.span)
    }
    unknown("severity", word, among: ["error", "warning", "note", "off", "on"])
    return nil
  }

  private mutating func checked(
    _ value: Located<Double>?, _ option: SettingInfo
  ) -> Located<Double>? {
    guard let value, !option.range.contains(value.value) else { return value }
    let (low, high) = (option.range.lowerBound, option.range.upperBound)
    problem(
      "\(option.name) is out of its range", at: value.span.bytes,
      help: "it lies between \(Magnitude.shortest(low)) and \(Magnitude.shortest(high))")
    return nil
  }

  // MARK: Policies

  private static let policyNames = ["id", "require", "when", "message", "severity"]

  mutating func readPolicy(_ node: NodeID) {
    var id: Located<String>?
    var requirement: (condition: PolicyCondition, text: String)?
    var when: PolicyCondition?
    var message: String?
    var severity = Severity.error
    var isWhole = true
    for (key, value) in entries(of: node, "an item of policy", known: Self.policyNames) {
      switch key.value {
      case "id": id = policyID(value)
      case "require":
        requirement = condition(value).map {
          ($0, tree.text(of: value).split(whereSeparator: \.isNewline).joined(separator: " "))
        }
      case "when":
        when = condition(value)
        isWhole = when != nil
      case "message": message = text(value, key.value)?.value
      default: if case .severity(let named)? = level(value)?.value { severity = named }
      }
    }
    let names = tree.entries(of: node).map { tree.text(of: $0.key) }
    guard let id, let requirement else {
      if tree.isMapping(node), !names.contains("id") {
        problem("a policy needs an id", at: node, help: "write id: a-name-of-yours")
      } else if let id, !names.contains("require") {
        problem(
          "policy \(id.value) requires nothing", at: id.span.bytes,
          help: "write require: tokens <= 1T")
      }
      return
    }
    // Without the condition that cannot be read it would be about runs that it does not mean.
    guard isWhole else { return }
    let policy = RunPolicy(
      id: id.value, requirement: requirement.condition, text: requirement.text, when: when,
      message: message, severity: severity)
    settings.policies.append(Located(policy, at: id.span))
  }

  private mutating func policyID(_ node: NodeID) -> Located<String>? {
    guard let id = text(node, "id") else { return nil }
    let isPlain = id.value.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
        || byte == 0x5F || byte == 0x2E
    }
    if !isPlain || id.value.isEmpty {
      problem("the id of a policy is one word", at: node, help: "of letters, digits, - _ and .")
      return nil
    }
    if vocabulary.rules.contains(where: { $0.info.id.name == id.value }) {
      problem("\(id.value) is the name of a rule", at: node, help: "take another id")
      return nil
    }
    if settings.policies.contains(where: { $0.value.id == id.value }) {
      problem("there are two policies \(id.value)", at: node, help: "take another id")
      return nil
    }
    return id
  }

  private mutating func condition(_ node: NodeID) -> PolicyCondition? {
    guard let text = text(node, "a condition") else { return nil }
    do {
      var parser = PolicyParser(text.value, dialects: vocabulary.dialects)
      return try parser.condition()
    } catch {
      problem(error.message, at: bytes(of: error, in: node, text.value), help: error.help)
      return nil
    }
  }

  /// The bytes of a problem inside a scalar, where its text stands in the file as it is read.
  private func bytes(
    of problem: PolicyParser.Problem, in node: NodeID, _ text: String
  ) -> ByteRange {
    let whole = tree.bytes(of: node)
    let written = tree.file.text(in: whole)
    let quote = tree.isPlain(node) ? 0 : 1
    guard written.utf8.dropFirst(quote).dropLast(quote).elementsEqual(text.utf8) else {
      return whole
    }
    let start = whole.lowerBound + quote
    return ByteRange(start + problem.range.lowerBound, start + problem.range.upperBound)
  }
}
