import LanguageServerProtocol
import Linting
import RunPlan
import SourceText

/// What a key or value means for a run: its quantity, what follows from it, and the verdicts.
struct KeyHover {
  private let report: FileReport
  private let lines: LineTable
  private let token: TouchedToken
  private let note: (note: KeyNote, origin: String?)?

  /// The most consequences that are shown.
  private static let longestList = 8

  /// What people ask for first.
  private static let order: [Quantity] = [
    .parameters, .tokens, .tokensPerParameter, .flops, .deviceHours, .tokensPerStep, .epochs,
    .globalBatch, .steps,
  ]

  /// Looks up `token` in what was found in its text; `note` is what its framework says of the key.
  init(
    _ token: TouchedToken, in report: FileReport, _ lines: LineTable,
    note: (note: KeyNote, origin: String?)?
  ) {
    self.note = note
    self.token = token
    self.report = report
    self.lines = lines
  }

  /// Adds what there is to say to `text`.
  func write(to text: inout HoverText) {
    var isNoted = false
    for document in report.plans { write(document.plan, to: &text, &isNoted) }
    if !isNoted { writeNote(to: &text, naming: true) }
    for settled in report.visible where isAbout(settled.finding) {
      var verdict = text.strong(settled.severity.name + ":") + " "
      verdict += text.plain(settled.finding.headline) + " [" + text.code(settled.rule.name) + "]"
      if let help = settled.finding.help { verdict += "\n\nhelp: " + text.plain(help) }
      text.paragraph(verdict)
    }
  }

  // MARK: Quantities

  /// What the framework takes at the key.
  private func writeNote(to text: inout HoverText, naming: Bool) {
    guard let (note, origin) = note else { return }
    var words = note.words
    if naming {
      let quantity = note.quantity.map { " · " + $0.words } ?? ""
      words = text.code(note.name) + quantity + (words.isEmpty ? "" : ": " + text.plain(words))
    } else if words.isEmpty {
      return
    } else {
      words = text.plain(words)
    }
    text.paragraph(words + (origin.map { " · " + text.plain($0) } ?? ""))
  }

  private func write(_ plan: TrainingPlan, to text: inout HoverText, _ isNoted: inout Bool) {
    var roots: [Claim] = []
    for root in plan.claims.flatMap({ $0.roots(where: token.isMeant) })
    where !roots.contains(where: { $0.quantity == root.quantity }) {
      roots.append(root)
    }
    for root in roots {
      text.paragraph(title(root, text))
    }
    if !roots.isEmpty, !isNoted {
      writeNote(to: &text, naming: false)
      isNoted = true
    }
    let items = consequences(of: roots, in: plan).map { item($0, text) }
    text.list("What follows from it:", items)
  }

  private func consequences(of roots: [Claim], in plan: TrainingPlan) -> [Claim] {
    guard !roots.isEmpty else { return [] }
    let rest = Quantity.allCases.filter { !Self.order.contains($0) }
    let found = (Self.order + rest).compactMap { quantity -> Claim? in
      guard let claim = plan[quantity], case .derived = claim.provenance,
        !isRepeat(claim, in: plan), !claim.roots(where: token.isMeant).isEmpty
      else { return nil }
      return claim
    }
    return Array(found.prefix(Self.longestList))
  }

  /// Whether the claim says of a dense model what `parameters` says already.
  private func isRepeat(_ claim: Claim, in plan: TrainingPlan) -> Bool {
    claim.quantity == .parametersActive && claim.value == plan[.parameters]?.value
  }

  /// One line such as: `train_iters` · optimizer steps: 10.0k (10,000), line 7.
  private func title(_ claim: Claim, _ text: HoverText) -> String {
    var title = claim.sources.first.map { text.code($0.key) + " · " } ?? ""
    title += claim.quantity.words + ": " + text.strong(short(claim))
    let exact = Magnitude.grouped(claim.value)
    if claim.quantity.unit != .flops, exact != Magnitude.short(claim.value) {
      title += " (\(exact))"
    }
    if case .written = claim.provenance {} else { title += ", " + text.plain(claim.derivation) }
    return title + placed(claim)
  }

  private func item(_ claim: Claim, _ text: HoverText) -> String {
    // The values of the terms are rows of their own or one hover away.
    var item = claim.quantity.words + ": " + text.strong(short(claim))
    if case .derived(let formula, _) = claim.provenance { item += " = " + text.plain(formula) }
    return item + placed(claim)
  }

  private func short(_ claim: Claim) -> String {
    (claim.certainty == .estimate ? "≈ " : "") + Magnitude.short(claim.value)
  }

  private func placed(_ claim: Claim) -> String {
    let spans = claim.places.map(report.place).filter { $0.file == .main }
    let numbers = Set(spans.map { lines.line(of: $0.bytes.lowerBound) + 1 }).sorted()
    guard let first = numbers.first else { return "" }
    guard numbers.count > 1 else { return ", line \(first)" }
    return ", lines " + numbers.map(String.init).joined(separator: ", ")
  }

  // MARK: Verdicts

  private func isAbout(_ finding: Finding) -> Bool {
    token.isMeant(by: finding.primary.span)
      || finding.related.contains { token.isMeant(by: $0.span) }
  }
}
