package import Linting
import RunPlan
import SourceText

/// Flags words that the loader makes a switch of.
package struct YAMLBooleanSurprise: Rule {
  package static let info = RuleInfo(
    id: "yaml-boolean-surprise",
    summary: "The loader reads the word as true or false where the key takes a word.",
    why: """
      YAML 1.1, which PyYAML reads, knows `no`, `off`, `on` and `yes` as switches. Where a key takes
      one of a list of words, `no` among them, the framework is handed `false` and stops at it.
      """,
    severity: .error,
    bad: [
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B
        learning_rate: 0.00002
        per_device_train_batch_size: 4
        num_train_epochs: 2
        eval_strategy: no
        #              ^^ a switch, not a word
        """),
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B
        learning_rate: 0.00002
        per_device_train_batch_size: 4
        num_train_epochs: 2
        save_strategy: false
        #              ^^^^^ a switch, not a word
        """),
    ],
    good: [
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B
        learning_rate: 0.00002
        per_device_train_batch_size: 4
        num_train_epochs: 2
        eval_strategy: 'no'
        save_strategy: "no"
        logging_strategy: steps
        do_train: yes
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.plan.reading.remarks.compactMap { remark in
      guard case .wrongValue(let wrong) = remark.kind, wrong.isSwitchForWord else { return nil }
      return finding(wrong, remark, in: run)
    }
  }

  private func finding(_ wrong: WrongValue, _ remark: KeyRemark, in run: Run) -> Finding {
    let written = run.file.text(in: remark.span.bytes)
    let key = backticked(remark.lastName, limit: 32)
    let isPlain = ["true", "false"].contains(written.lowercased())
    var finding = Finding(
      isPlain
        ? "\(key) takes a word, not \(backticked(written, limit: 12))"
        : "the loader reads \(backticked(written, limit: 12)) of \(key) as true or false",
      at: remark.span, label: "a switch, not a word")
    finding.consequence = "\(wrong.edition.framework) stops at the value"
    // A switch that is off can only have meant the word for it.
    let word = isPlain ? (written.lowercased() == "false" ? "no" : nil) : written
    guard let word, word.utf8.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) else {
      finding.help = "write one of its words"
      return finding
    }
    finding.help = isPlain ? "write '\(word)'" : "put it between quotes: '\(word)'"
    finding.fixes = [
      Fix("Write '\(word)'", isPlain ? .unsafe : .safe, [Edit(remark.span, "'\(word)'")])
    ]
    return finding
  }
}
