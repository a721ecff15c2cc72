import Composition
import ConfigSyntax
import Dialects
import Linting
import RuleCatalogue
import RunPlan
import ScalingLaws
import Settings
import SourceText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The check of one file, from its tree to its report.
///
/// A class, so that what it gathers is never copied.
final class FileCheck {
  private let file: SourceFile
  private let linter: Linter
  private let place: FilePlace
  private let tree: SyntaxTree
  private let directives: Directives
  private let hint: String?
  /// What a file around this one says of the run; nil for a file of its own.
  private let surroundings: Surroundings?
  private var settled: [SettledFinding] = []
  private var excess = ExcessFindings()
  private var suppressions: Suppressions?
  private var plans: [DocumentPlan] = []
  private var attached: [AttachedText] = []
  /// The documents that only carry what is attached to them, checked once all others are.
  private var carriers: [(plan: TrainingPlan, document: Int)] = []
  /// Where the texts start that are attached already.
  private var attachedPlaces: Set<Int> = []
  /// How many numbers of files are taken, this one's own not among them.
  private(set) var filesInUse = 0
  /// How many bytes were taken up as attachments, and as theirs.
  private(set) var attachedBytes = 0
  private var first: Configuration?
  /// The loader of the first document that a framework was recognised in.
  private var loader: Loader?

  private var options: LintOptions { linter.options }
  private var scope: FileScope { place.scope }
  /// What comments declare: those of this text, then those of the files around it.
  private var declared: Facts { directives.facts.adding(surroundings?.facts ?? Facts()) }

  init(
    _ file: SourceFile, linter: Linter, place: FilePlace, hint: String?,
    surroundings: Surroundings? = nil
  ) {
    self.file = file
    self.linter = linter
    self.place = place
    self.hint = hint
    self.surroundings = surroundings
    tree = parse(file)
    guard Self.mentionsTrainlint(file.bytes) else {
      directives = Directives()
      return
    }
    let lines = file.lineTable()
    directives = readDirectives(tree.comments(), lines: lines)
    suppressions = options.honoursIgnores ? Suppressions(directives, lines: lines) : nil
  }

  func report(isNamed: Bool) -> FileReport {
    for number in tree.documents.indices { checkDocument(number) }
    for carrier in carriers {
      checkAttachments(of: carrier.plan, document: carrier.document)
    }
    var report = FileReport(file)
    report.isNamed = isNamed
    report.laws = scope.laws
    let isBroken = !tree.problems.isEmpty && !LooseJSON.holds(file)
    if !plans.isEmpty || (isNamed && isBroken) {
      if surroundings?.areArguments != true { checkText() }
      checkDirectives()
    } else if isNamed {
      // A slip in a directive may be why no framework was recognised.
      checkDirectives()
    }
    report.plans = plans
    report.attached = attached
    if !plans.isEmpty { report.carrier = carriers.first?.plan.reading.dialect }
    report.isWhole = tree.problems.allSatisfy(\.kind.leavesTreeWhole)
    report.findings = (settled + excess.remarks).sorted(by: SettledFinding.precedes)
    if !report.findings.isEmpty { report.tree = tree }
    if plans.isEmpty { report.skipped = skipReason(isNamed: isNamed) }
    return report
  }

  private func skipReason(isNamed: Bool) -> SkipReason {
    if tree.problems.contains(where: { $0.kind == .templateSyntax }) { return .template }
    return tree.problems.contains { !$0.kind.leavesTreeWhole } ? .unreadable : .noTrainingConfig
  }

  // MARK: One document

  private func checkDocument(_ number: Int) {
    let configuration = Configuration(tree, document: number)
    first = first ?? configuration
    let named =
      surroundings.map(\.dialect) ?? options.dialect ?? directives.dialect?.value
    guard
      let dialect = DialectCatalogue.recognise(configuration, hint: named)
        ?? hinted(configuration)
    else { return }
    let documentLoader = dialect.loading(of: file).loader
    // What lies inside a manifest is started by the manifest.
    let merged = surroundings == nil ? place.mergedFiles : []
    var reading = dialect.read(
      configuration, file: file, opener: options.opener,
      firstNumber: file.id.number + 1 + filesInUse,
      isArgumentList: surroundings?.areArguments == true,
      namesData: !(scope.settings?.datasets.isEmpty ?? true), mergedFiles: merged)
    filesInUse += reading.linkedFiles.count
    surroundings?.join(&reading)
    var facts = options.facts.adding(declared)
    if scope.settings != nil {
      facts = facts.adding(place.facts(about: reading))
      reading.baseTokens = place.trainingTokens(ofBaseIn: reading)
    }
    let plan = TrainingPlan(
      reading, facts: facts.claims, labels: facts.labels, regime: facts.regime)
    loader = loader ?? documentLoader
    guard !plan.reading.isCarrier else {
      carriers.append((plan, number))
      return
    }
    plans.append(DocumentPlan(document: number, bytes: tree.documents[number].span, plan: plan))
    defer { checkAttachments(of: plan, document: number) }
    let run = Run(
      file: file, configuration: configuration.read(by: documentLoader), plan: plan,
      laws: scope.laws, profile: scope.profile,
      policies: PolicySet(scope.policies, path: place.path))
    judge(run, by: scope.rules.run(in: plan.regime))
  }

  /// Asks the rules; of two that found one thing at one place, the one that knows better speaks.
  private func judge(_ run: Run, by rules: RunRules) {
    let found = rules.findings(about: run)
    guard !found.isEmpty else { return }
    func isSaid(by rule: RuleID, at span: SourceSpan) -> Bool {
      found.contains { entry in
        entry.0.info.id == rule && entry.1.contains { $0.primary.span == span }
      }
    }
    let dialect = run.plan.reading.dialect.name
    for (rule, findings) in found {
      for finding in findings {
        if let other = finding.yieldsTo, isSaid(by: other, at: finding.primary.span) { continue }
        settle(finding, by: rule, dialect: dialect)
      }
    }
  }

  /// The dialect of the text before the last keystrokes, while the present text cannot be read.
  private func hinted(_ configuration: Configuration) -> (any Dialect.Type)? {
    guard let hint, tree.problems.contains(where: { !$0.kind.leavesTreeWhole }) else { return nil }
    return DialectCatalogue.recognise(configuration, hint: hint)
  }

  // MARK: What is attached

  /// As many bytes as one file may bring with it: documents that each name a file of documents
  /// would multiply without end.
  private static let largestAttached = 16 << 20
  /// What taking one up costs however small it is.
  private static let leastAttached = 64 << 10

  private func checkAttachments(of plan: TrainingPlan, document: Int) {
    guard (surroundings?.depth ?? 0) < Surroundings.deepest else { return }
    let allowance = surroundings?.allowance ?? Self.largestAttached
    for attachment in plan.reading.attachments.prefix(64) {
      if case .text = attachment.content,
        !attachedPlaces.insert(attachment.place.bytes.lowerBound).inserted
      {
        continue
      }
      guard let text = text(of: attachment) else { continue }
      attachedBytes += max(text.file.bytes.count, Self.leastAttached)
      guard attachedBytes <= allowance else { return }
      let around = Surroundings(
        plan, in: file.name, facts: declared, attachment, allowance: allowance - attachedBytes,
        inside: surroundings)
      filesInUse += 1
      let check = FileCheck(
        text.file, linter: linter, place: place, hint: nil, surroundings: around)
      let report = check.report(isNamed: false)
      filesInUse += check.filesInUse
      attachedBytes += check.attachedBytes
      guard !report.plans.isEmpty else { continue }
      attached.append(text)
      attached += report.attached
      plans += report.plans.map { plan in
        DocumentPlan(
          document: document, bytes: attachment.place.bytes, plan: plan.plan,
          attachedAt: plan.attachedAt.map { text.place(of: $0) } ?? attachment.place)
      }
      for finding in check.settled {
        guard let placed = text.placed(finding, in: file) else { continue }
        settle(placed)
      }
      excess.add(check.excess) { text.placed($0, in: file) }
    }
  }

  /// The text of an attachment under the next number; nil where it cannot be had.
  private func text(of attachment: Attachment) -> AttachedText? {
    let id = FileID(file.id.number + 1 + filesInUse)
    switch attachment.content {
    case .text(let text, let name):
      return AttachedText(
        SourceFile(id: id, name: file.name + "#" + name, bytes: text.bytes), text,
        at: attachment.place)
    case .arguments(let text):
      return AttachedText(
        SourceFile(id: id, name: file.name + "#arguments.json", bytes: text.bytes), text,
        at: attachment.place)
    case .file(let path):
      guard
        let opened = options.opener?.open(path, namedIn: file.name, limit: 4 << 20),
        opened.bytes.count == opened.size,
        // Files that name each other say nothing new the second time.
        opened.name != file.name, surroundings?.files.contains(opened.name) != true
      else { return nil }
      return AttachedText(
        SourceFile(id: id, name: opened.name, bytes: opened.bytes), nil, at: attachment.place)
    }
  }

  // MARK: The whole text

  private func checkText() {
    let run = wholeRun(DirectiveReport())
    for rule in scope.rules.text {
      for finding in rule.rule.check(run) { settle(finding, by: rule) }
    }
  }

  private func checkDirectives() {
    var report = suppressions?.report ?? directives.report
    guard !report.isEmpty || directives.dialect != nil else { return }
    report.knownRules = RuleCatalogue.ids
    report.rulesOff = scope.rules.off
    report.policies = scope.policies.map(\.id)
    report.mayHaveOtherPolicies = options.ignoresSettings
    report.isComplete =
      options.runsEverything && options.honoursIgnores && !plans.isEmpty
      && tree.problems.allSatisfy(\.kind.leavesTreeWhole)
    report.knownDialects = Linter.dialectNames
    if let name = directives.dialect, !report.knownDialects.contains(name.value) {
      report.unknownDialect = name
    }
    guard !report.isEmpty else { return }
    let run = wholeRun(report)
    for rule in scope.rules.directives {
      for finding in rule.rule.check(run) { settle(finding, by: rule) }
    }
  }

  private func wholeRun(_ report: DirectiveReport) -> Run {
    Run(
      file: file, configuration: (first ?? Configuration(tree)).read(by: loader ?? .pyYAML),
      plan: plans.first?.plan, laws: scope.laws, profile: scope.profile, directives: report)
  }

  // MARK: Settling

  private func settle(_ found: Finding, by rule: PreparedRule, dialect: String? = nil) {
    guard found.confidence >= options.minimumConfidence else { return }
    let info = rule.info
    let finding = isAnchored(found) ? found : anchored(found)
    let one = SettledFinding(
      rule: info.id, severity: rule.severity ?? finding.severity ?? info.severity,
      finding: finding,
      sources: finding.sources(beside: scope.laws.citing(info.sources), of: dialect),
      suppressed: suppressions?.silence(
        info.id, policy: finding.policy, at: finding.primary.span))
    if excess.hasRoom(for: one) { settled.append(one) }
  }

  /// Takes a finding about something attached; a comment of this file may silence it.
  private func settle(_ found: SettledFinding) {
    var found = found
    if found.suppressed == nil, suppressions != nil {
      let reason = suppressions?.silence(
        found.rule, policy: found.finding.policy, at: found.finding.primary.span)
      found = found.suppressed(for: reason)
    }
    if excess.hasRoom(for: found) { settled.append(found) }
  }

  /// The finding in the file under check: what stands in a file that this one names is underlined
  /// where it is named, and only this file is edited.
  private func anchored(_ finding: Finding) -> Finding {
    let there = finding.primary
    let isElsewhere = there.span.file != file.id
    let links = plans.lazy.flatMap(\.plan.reading.linkedFiles)
    guard !links.isEmpty else { return finding }
    var finding = finding
    finding.fixes.removeAll(where: leavesFile)
    if isElsewhere, let link = links.first(where: { $0.file.id == there.span.file }) {
      finding.primary = Label(
        link.place, link.isMerged ? "with the file beside it" : "in this file")
      finding.related.insert(there, at: 0)
    }
    return finding
  }

  /// Whether the finding and its edits stand in the file under check.
  private func isAnchored(_ finding: Finding) -> Bool {
    finding.primary.span.file == file.id && !finding.fixes.contains(where: leavesFile)
  }

  private func leavesFile(_ fix: Fix) -> Bool {
    fix.edits.contains { $0.span.file != file.id }
  }

  /// Whether a `#` is followed by `trainlint:` anywhere, so that comments are worth looking for.
  private static func mentionsTrainlint(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { text in
      guard let base = text.baseAddress else { return false }
      var start = 0
      while start < text.count, let hash = memchr(base + start, 0x23, text.count - start) {
        start = UnsafeRawPointer(hash) - base + 1
        let word = text[start...].drop { $0 == 0x20 || $0 == 0x09 }
        if word.starts(with: "trainlint:".utf8) { return true }
      }
      return false
    }
  }
}
