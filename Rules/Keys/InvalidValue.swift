package import Linting
import RunPlan
import SourceText

/// Flags values that the framework does not take.
package struct InvalidValue: Rule {
  package static let info = RuleInfo(
    id: "invalid-value",
    summary: "The value is none that the key takes.",
    why: """
      A word where a number belongs, a word that is not in the list, a number outside its range:
      the framework stops when it reads the key, or later, where it first uses the value.
      """,
    severity: .error,
    bad: [
      Example(
        """
        compute_environment: LOCAL_MACHNE
        #                    ^^^^^^^^^^^^ one of LOCAL_MACHINE, AMAZON_SAGEMAKER
        distributed_type: FSDP
        num_processes: 8
        """)
    ],
    good: [
      Example(
        """
        compute_environment: LOCAL_MACHINE
        distributed_type: FSDP
        num_processes: 8
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.plan.reading.remarks.compactMap { remark in
      if case .many(let many) = remark.kind, many.kind == .wrongValues {
        return Finding(many, "values of the wrong type", at: remark.span)
      }
      guard case .wrongValue(let wrong) = remark.kind, !wrong.isSwitchForWord else { return nil }
      return finding(wrong, remark, in: run)
    }
  }

  /// A word that resembles none of those known may be one that a newer version brought.
  private func isSure(_ wrong: WrongValue) -> Bool {
    if case .word = wrong.expectation { return wrong.suggestion != nil }
    return true
  }

  // MARK: Words

  private func finding(_ wrong: WrongValue, _ remark: KeyRemark, in run: Run) -> Finding {
    let text = run.file.text(in: remark.span.bytes)
    let written = backticked(text.filter { !"\"'".contains($0) }, limit: 20)
    let key = backticked(remark.lastName, limit: 32)
    var finding = Finding(
      "\(key) takes \(expected(wrong.expectation)), not \(written)", at: remark.span,
      label: label(wrong.expectation))
    if !isSure(wrong) {
      finding.severity = .warning
      finding.confidence = .medium
    }
    finding.derivation = ["values as of \(wrong.edition.framework) \(wrong.edition.version)"]
    finding.consequence = "\(wrong.edition.framework) stops at the value"
    if let word = wrong.suggestion {
      finding.help = "write \(word)"
      finding.fixes = [Fix("Write \(word)", .unsafe, [run.rewriting(remark.span, as: word)])]
    }
    return finding
  }

  private func expected(_ expectation: WrongValue.Expectation) -> String {
    switch expectation {
    case .wholeNumber: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .text: "a text"
    case .list: "a list"
    case .mapping: "a mapping"
    case .word: "a word of a list"
    case .range(let range): bounds(range)
    }
  }

  private func label(_ expectation: WrongValue.Expectation) -> String {
    switch expectation {
    case .word(let words) where words.count <= 6: "one of " + words.joined(separator: ", ")
    case .word(let words):
      "one of " + words.prefix(5).joined(separator: ", ") + " and \(words.count - 5) more"
    case .range: "out of range"
    default: "not " + expected(expectation)
    }
  }

  private func bounds(_ range: ClosedRange<Double>) -> String {
    if range.upperBound >= 1e300 { return "at least \(Magnitude.shortest(range.lowerBound))" }
    if range.lowerBound <= -1e300 { return "at most \(Magnitude.shortest(range.upperBound))" }
    return
      "\(Magnitude.shortest(range.lowerBound)) to \(Magnitude.shortest(range.upperBound))"
  }
}
