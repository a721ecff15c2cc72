import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What Composer takes for a length of time: `composer/core/time.py`, `optim/scheduler.py`.
extension LLMFoundry {
  private static let time = "composer/core/time.py, Time.from_timestring"
  private static let scheduler = "composer/optim/scheduler.py, _convert_time"
  private static let units: Set = ["iter", "ep", "ba", "sp", "tok", "dur", "sec"]

  static func constrainTimes(_ keys: inout KeyReader) {
    let all = ["max_duration", "eval_interval", "save_interval", "console_log_interval"]
    for path in all { constrainTime(&keys, path) }
    for name in ["t_warmup", "t_max", "t_scale", "t_cooldown"] {
      let path = "scheduler.\(name)"
      constrainTime(&keys, path)
      guard let value = keys.value(path), case .integer(let number)? = value.scalar else {
        continue
      }
      keys.refuse(
        .durationUnit, at: path, "`\(name)` needs a unit", label: "a bare number",
        help: "write \(number)ba for batches", source: scheduler)
    }
    for path in all.dropLast() { constrainBareNumber(&keys, path) }
  }

  /// A text that is no number with one of the units, nor a span such as `1h30m`.
  private static func constrainTime(_ keys: inout KeyReader, _ path: String) {
    let name = path.split(separator: ".").last.map(String.init) ?? path
    guard let value = keys.value(path), value.unknown == nil else { return }
    if case .float(let number)? = value.scalar, !path.hasPrefix("scheduler.") {
      return keys.refuse(
        .durationUnit, at: path, "`\(name)` takes a whole number or a text, not a float",
        label: "a float to the loader", help: "write \(Magnitude.shortest(number))ba for batches",
        source: "llmfoundry/utils/config_utils.py, TrainConfig")
    }
    guard case .text(let text)? = value.scalar, !text.isEmpty, !text.contains("$"),
      let first = text.first, first.isNumber || first == ".", !isSpan(text)
    else { return }
    let folded = text.lowercased()
    let unit = units.first { folded.hasSuffix($0) }
    let digits = folded.dropLast(unit?.count ?? 0).filter { $0 != "_" && $0 != " " }
    guard let unit, let amount = Double(digits) else {
      let letters = String(text.reversed().prefix { $0.isLetter }.reversed())
      guard !letters.isEmpty else { return }
      return keys.refuse(
        .durationUnit, at: path, "`\(name)` does not know the unit `\(letters.prefix(10))`",
        label: "none of ba, ep, tok, sp", help: help(for: letters), source: time)
    }
    guard unit != "dur", amount != amount.rounded() else { return }
    keys.refuse(
      .durationUnit, at: path, "only `dur` takes a fraction, `\(unit)` does not",
      label: "no whole number", help: "write a share of the run with dur", source: time)
  }

  private static func help(for letters: String) -> String {
    switch letters.lowercased() {
    case "t": "tokens are tok: write 2e12tok for two trillion"
    case "steps", "step", "s", "it", "iters": "steps are ba, for batches"
    case "epochs", "epoch", "e": "epochs are ep"
    default: "use ba, ep, sp, tok, sec or dur"
    }
  }

  /// `1h30m10s`, any part left out.
  private static func isSpan(_ text: String) -> Bool {
    var rest = text[...]
    var parts = 0
    for letter in ["h", "m", "s"] as [Character] {
      let digits = rest.prefix { $0.isNumber }
      guard !digits.isEmpty, rest.dropFirst(digits.count).first == letter else { continue }
      rest = rest.dropFirst(digits.count + 1)
      parts += 1
    }
    return rest.isEmpty && parts > 0
  }

  /// A number without a unit counts epochs, which hundreds of seldom are.
  private static func constrainBareNumber(_ keys: inout KeyReader, _ path: String) {
    guard let value = keys.value(path), value.origin.isWrittenHere,
      case .integer(let number)? = value.scalar, number >= 100
    else { return }
    keys.warn(
      .durationUnit, at: path, "`\(path)` \(number) counts epochs", label: "\(number) epochs",
      because: path == "max_duration" ? "a bare number is not a number of steps" : nil,
      help: "write \(number)ba for batches, or \(number)ep if epochs are meant",
      source: "composer/core/time.py, ensure_time")
  }

  // MARK: Schedule

  /// The warmup and the decay must count the same once epochs and shares have been converted.
  static func constrainSchedule(_ keys: inout KeyReader) {
    let name = keys.word("scheduler.name") ?? ""
    let isRoot = name == "inv_sqrt_with_warmup"
    let checked = [
      "cosine_with_warmup", "linear_decay_with_warmup", "constant_with_warmup",
    ]
    guard checked.contains(name) || isRoot,
      case .value(let run) = keys.length("max_duration", in: .composer),
      case .value(let warmup) = keys.length("scheduler.t_warmup", in: .composer),
      !warmup.suffix.isEmpty
    else { return }
    if isRoot { return constrainRoot(&keys, run: run, warmup: warmup) }
    let end: WrittenLength
    switch keys.length("scheduler.t_max", in: .composer) {
    case .absent: end = run
    case .value(let written) where !written.suffix.isEmpty: end = written
    default: return
    }
    constrainEnd(&keys, run: run, end: end)
    guard let first = converted(warmup.unit, run), let last = converted(end.unit, run),
      first != last
    else { return }
    let isWritten = keys.isSet("scheduler.t_max")
    keys.refuse(
      .durationUnit, at: "scheduler.t_warmup",
      "`t_warmup` and `\(isWritten ? "t_max" : "max_duration")` count different things",
      label: word(first), with: [(isWritten ? "scheduler.t_max" : "max_duration", word(last))],
      help: "give t_warmup in \(word(last)), or as a share with dur",
      source: "composer/optim/scheduler.py, _raise_if_warmup_and_max_incompatible")
  }

  private static func constrainEnd(
    _ keys: inout KeyReader, run: WrittenLength, end: WrittenLength
  ) {
    guard LLMFoundrySchedule.stops(keys, before: run, end), let source = run.source else { return }
    keys.refuse(
      at: "scheduler.t_max", "`t_max` is below `max_duration`", label: "the decay ends here",
      with: [(source.key, "the run goes on")], because: "the scheduler stops the run at its start",
      help: "set t_max to 1dur",
      source: "composer/optim/scheduler.py, _raise_if_max_duration_exceeds_t_max")
  }

  private static func constrainRoot(
    _ keys: inout KeyReader, run: WrittenLength, warmup: WrittenLength
  ) {
    let source = "llmfoundry/optim/scheduler.py, InverseSquareRootWithWarmupScheduler"
    guard warmup.unit == .share || warmup.unit != run.unit else { return }
    keys.refuse(
      .durationUnit, at: "scheduler.t_warmup",
      "`t_warmup` has to count what `max_duration` counts",
      label: warmup.unit == .share ? "a share" : word(warmup.unit),
      with: [("max_duration", word(run.unit))], help: "give it in \(word(run.unit))",
      source: source)
  }

  /// What a length counts for the scheduler; nil where that is not known here.
  private static func converted(
    _ unit: WrittenLength.Unit, _ run: WrittenLength
  ) -> WrittenLength.Unit? {
    switch unit {
    case .share: run.unit == .share ? nil : converted(run.unit, run)
    case .epochs: .steps
    case .steps, .samples, .tokens: unit
    case .other: nil
    }
  }

  private static func word(_ unit: WrittenLength.Unit) -> String {
    switch unit {
    case .steps: "batches"
    case .epochs: "epochs"
    case .samples: "samples"
    case .tokens: "tokens"
    case .share, .other: "something else"
    }
  }
}
