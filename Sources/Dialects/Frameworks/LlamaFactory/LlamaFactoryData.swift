import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The rows of a LLaMA-Factory file's data sets, where all of them lie in the workspace.
///
/// Read from `src/llamafactory/data/{parser,loader}.py`: names stand in `dataset_info.json` of
/// `dataset_dir`, which gives each a file beside it.
enum LlamaFactoryData {
  /// `max_samples` caps each data set; blocks cut from running text are no rows.
  static func readLimit(_ keys: inout KeyReader) {
    guard keys.isSet("max_samples"), keys.word("stage") != "pt",
      case .value(let cap, let source) = keys.number("max_samples"), cap >= 1,
      let names = keys.words("dataset"), !names.isEmpty
    else { return }
    keys.reading.rowLimit = Claim(.examples, cap * Double(names.count), .written(source))
  }

  /// Counts the rows of `dataset`; nothing where one of them cannot be counted.
  static func read(_ keys: inout KeyReader) {
    guard let links = keys.links, keys.flag("streaming") != true, !keys.isSet("tokenized_path"),
      let names = keys.words("dataset"), !names.isEmpty
    else { return }
    let folder = keys.isSet("dataset_dir") ? keys.text("dataset_dir")?.value : "data"
    guard let folder, !folder.isEmpty,
      let table = links.open(
        folder + "/dataset_info.json", limit: LinkSource.largestConfiguration),
      table.isWhole,
      let root = Configuration(parse(SourceFile(name: table.name, bytes: table.bytes))).root
    else { return }
    let cap = keys.number("max_samples")
    if case .unknown = cap { return }
    var rows = DataRows()
    for name in names {
      guard let entry = root.member(name), entry.isMapping, entry["num_samples"] == nil,
        let file = entry["file_name"].flatMap({ KeyReader.text(of: $0)?.value }),
        rows.add(folder + "/" + file, from: links, atMost: cap.value)
      else { return }
    }
    rows.claim(&keys, at: "dataset")
  }
}

extension LlamaFactory {
  /// The names are those of `dataset_info.json`.
  package static func nameData(_ keys: inout KeyReader) {
    if keys.hasNone(of: "max_samples", "interleave_probs"),
      keys.text("mix_strategy").map({ $0.value == "concat" }) ?? true
    {
      keys.noteData("dataset")
    }
  }
}
