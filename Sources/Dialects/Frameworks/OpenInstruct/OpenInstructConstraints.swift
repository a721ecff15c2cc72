import Composition
import ConfigSyntax
import RunPlan

/// What open-instruct refuses, and what it runs otherwise than it reads: `open_instruct` of August
/// 2026.
///
/// The present script for fine-tuning has a default for `dataset_mixer_list`, which excludes the
/// other two ways to name data; files of every age name theirs without it, so that nothing is said.
extension OpenInstruct {
  private static let arguments = "open_instruct/finetune.py, FlatArguments.__post_init__"
  private static let preferences = "open_instruct/dpo_utils.py, DPOExperimentConfig.__post_init__"
  private static let mixing =
    "open_instruct/dataset_transformation.py, load_dataset_configs"

  package static func constrain(_ keys: inout KeyReader) {
    constrainChoice(&keys)
    constrainMixer(&keys)
    for path in ["dataset_mixer_list", "mixer_list"] { constrainList(&keys, path) }
    constrainSchedule(&keys)
    constrainHub(&keys)
    constrainPlacement(&keys)
    constrainAdapter(&keys)
  }

  // MARK: Data

  private static func constrainChoice(_ keys: inout KeyReader) {
    let ways = ["dataset_name", "dataset_mixer", "dataset_mixer_list", "mixer_list"].filter {
      keys.isSet($0)
    }
    guard ways.count > 1 else { return }
    keys.refuse(
      .mixture, at: ways[1], "`\(ways[0])` and `\(ways[1])` exclude each other",
      label: "names data too", with: [(ways[0], "names the data")], help: "keep one of them",
      source: keys.has("mixer_list") ? preferences : arguments)
  }

  /// A share has a point, a number of rows has none.
  private static func constrainMixer(_ keys: inout KeyReader) {
    guard let mixer = keys.value("dataset_mixer"), mixer.isMapping else { return }
    var parts: [MixturePart] = []
    for (_, value) in mixer.entries {
      switch value.scalar {
      case .integer(let rows): parts.append(MixturePart(Double(rows), isShare: false, value))
      case .float(let share): parts.append(MixturePart(share, isShare: true, value))
      default: continue
      }
    }
    judge(parts, in: "dataset_mixer", &keys)
  }

  private static func constrainList(_ keys: inout KeyReader, _ path: String) {
    guard let list = keys.value(path), list.isSequence, !list.items.isEmpty else { return }
    let items = list.items
    guard items.count.isMultiple(of: 2) else {
      return keys.refuse(
        .mixture, at: path, "`\(path)` has \(items.count) items, not pairs",
        label: "a name and an amount in turn", help: "write an amount behind each name",
        source: mixing)
    }
    var parts: [MixturePart] = []
    for number in stride(from: 1, to: items.count, by: 2) {
      let amount = items[number]
      switch amount.scalar {
      case .integer, .float:
        return keys.note(
          .refused, at: amount, in: path,
          "the amounts of `\(path)` are texts, and this is a number", label: "a number",
          help: "put it between quotes", source: mixing)
      case .text(let text):
        guard let written = Double(text) else { continue }
        parts.append(MixturePart(written, isShare: text.contains("."), amount))
      default: continue
      }
    }
    judge(parts, in: path, &keys)
    if let splits = keys.value(path + "_splits"), splits.isSequence, splits.items.count > 1,
      splits.items.count != items.count / 2
    {
      keys.refuse(
        .mixture, at: path + "_splits",
        "\(splits.items.count) splits for \(items.count / 2) data sets", label: "one for each",
        with: [(path, "\(items.count / 2) pairs")], help: "name one split, or one for each",
        source: mixing)
    }
  }

  private static func judge(
    _ parts: [MixturePart], in path: String, _ keys: inout KeyReader
  ) {
    for part in parts where part.amount < 0 {
      keys.note(
        .refused, at: part.value, in: path, "an amount of `\(path)` is below 0",
        label: "\(Magnitude.plain(part.amount)) of it", help: "remove the data set, or write 0",
        source: "open_instruct/utils.py, combine_dataset")
    }
    let hasShares = parts.contains(where: \.isShare)
    for part in parts where !part.isShare && (1...10).contains(part.amount) {
      guard hasShares || part.amount == 1 else { continue }
      let rows = Magnitude.plain(part.amount)
      let noun = part.amount == 1 ? "1 row" : rows + " rows"
      keys.note(
        .harmful, at: part.value, in: path,
        "`\(rows)` is \(noun), and `\(rows).0` the whole data set",
        label: "a number of rows", because: "next to nothing of the data set is trained on",
        help: "write \(rows).0 where the whole is meant", source: mixing)
    }
  }

  // MARK: Schedule

  private static func constrainSchedule(_ keys: inout KeyReader) {
    let (ratio, scheduler) = ("final_lr_ratio", "lr_scheduler_type")
    if let share = keys.written(ratio)?.value {
      if let name = keys.word(scheduler), name != "linear" {
        keys.refuse(
          at: ratio, "`\(ratio)` needs `lr_scheduler_type: linear`", label: "of linear decay alone",
          with: [(scheduler, "another decay")], help: "remove \(ratio), or decay linearly",
          source: arguments)
      }
      if !(0...1).contains(share) {
        keys.refuse(
          at: ratio, "`\(ratio)` is a share from 0 to 1", label: Magnitude.shortest(share),
          help: "write the share of learning_rate that is left at the end", source: arguments)
      }
    }
    if keys.isSet("num_epochs"), keys.isSet("num_train_epochs") {
      keys.refuse(
        at: "num_epochs", "`num_epochs` and `num_train_epochs` belong to different scripts",
        label: "of DPO", with: [("num_train_epochs", "of fine-tuning")],
        because: "each script stops at the other's key", help: "keep the one of your script",
        source: "open_instruct/utils.py, ArgumentParserPlus")
    }
  }

  // MARK: Hub and placement

  private static func constrainHub(_ keys: inout KeyReader) {
    let jobs = "try_launch_beaker_eval_jobs"
    guard keys.flag("push_to_hub") == false, keys.flag(jobs, fallback: true) == true else { return }
    let isWritten = keys.isSet(jobs)
    keys.note(
      .other, isWritten ? .refused : .harmful, at: isWritten ? jobs : "push_to_hub",
      "`\(jobs)` needs `push_to_hub`",
      label: isWritten ? "evaluates from the Hub" : "not on the Hub",
      with: isWritten ? [("push_to_hub", "not on the Hub")] : [],
      because: isWritten ? nil : "the switch is on by default, and the script stops",
      help: "set \(jobs) to false", source: arguments)
  }

  private static func constrainPlacement(_ keys: inout KeyReader) {
    if let stage = keys.written("zero_stage")?.value {
      if ![0, 1, 2, 3].contains(stage) {
        keys.refuse(
          at: "zero_stage", "`zero_stage` is 0, 1, 2 or 3", label: Magnitude.plain(stage),
          help: "write 0, 1, 2 or 3", source: preferences)
      } else if stage != 3, keys.flag("offload_param") == true {
        keys.refuse(
          at: "offload_param", "`offload_param` needs `zero_stage: 3`", label: "moves parameters",
          with: [("zero_stage", "keeps them whole")], help: "set zero_stage to 3",
          source: preferences)
      }
    }
    if keys.flag("packing") == true, keys.flag("concatenated_forward") == false {
      keys.refuse(
        .packing, at: "packing", "`packing` needs `concatenated_forward`", label: "joins rows",
        with: [("concatenated_forward", "one row at a time")],
        help: "set concatenated_forward to true", source: "open_instruct/dpo_utils.py, forward_fn")
    }
  }

  private static func constrainAdapter(_ keys: inout KeyReader) {
    guard keys.flag("use_qlora") == true, keys.flag("use_lora", fallback: false) == false else {
      return
    }
    keys.warn(
      .adapter, at: "use_qlora", "`use_qlora` needs `use_lora`", label: "4-bit weights",
      with: [("use_lora", "no adapter")],
      because: "the quantised weights stay as they are: norms and embeddings alone are trained",
      help: "set use_lora to true", source: "open_instruct/finetune.py, main")
  }
}

extension KeyReader {
  /// Notes what is wrong with one amount of a mixture.
  fileprivate mutating func note(
    _ outcome: Constraint.Outcome, at value: ConfigValue, in path: String, _ headline: String,
    label: String, because consequence: String? = nil, help: String, source: String
  ) {
    var constraint = Constraint(.mixture, outcome, headline, label: label, source: source)
    constraint.consequence = consequence
    constraint.help = help
    reading.remarks.append(KeyRemark(.constraint(constraint), key: path, span: value.span))
  }
}

/// One data set of a mixture and how much of it is taken.
private struct MixturePart {
  let amount: Double
  let isShare: Bool
  let value: ConfigValue

  init(_ amount: Double, isShare: Bool, _ value: ConfigValue) {
    self.amount = amount
    self.isShare = isShare
    self.value = value
  }
}
