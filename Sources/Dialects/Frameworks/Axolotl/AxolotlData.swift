import Composition
import RunPlan
import SourceText

/// The rows of an axolotl file's data sets, where all of them lie in the workspace.
///
/// Read from `src/axolotl/utils/data/{sft,shared}.py`: a `path` that is a file, or `data_files` of
/// the generic `json` loader, is loaded from disk.
enum AxolotlData {
  /// Counts the rows of `datasets`; nothing where one of them cannot be counted.
  static func read(_ keys: inout KeyReader) {
    guard let links = keys.links, let list = keys.value("datasets"), list.isSequence,
      !keys.holds("pretraining_dataset"), keys.flag("streaming") != true
    else { return }
    var rows = DataRows()
    for item in list.items {
      guard let files = files(of: item) else { return }
      for file in files where !rows.add(file, from: links) { return }
    }
    rows.claim(&keys, at: "datasets")
  }

  /// The local files of a data set of which every row is taken; nil for any other.
  private static func files(of item: ConfigValue) -> [String]? {
    let narrowing = ["shards", "shards_idx", "revision"]
    guard item.isMapping, !narrowing.contains(where: { item[$0]?.isNull == false }),
      let path = item["path"].flatMap({ KeyReader.text(of: $0)?.value }),
      item["split"].map({ $0.isNull || KeyReader.text(of: $0)?.value == "train" }) ?? true
    else { return nil }
    if path.hasSuffix(".jsonl") || path.hasSuffix(".json") { return [path] }
    guard path == "json", let files = item["data_files"] else { return nil }
    if files.isSequence {
      let names = files.items.compactMap { KeyReader.text(of: $0)?.value }
      return names.count == files.items.count ? names : nil
    }
    return KeyReader.text(of: files).map { [$0.value] }
  }
}

extension Axolotl {
  /// Read from `utils/data/{sft,shared}.py`.
  package static func nameData(_ keys: inout KeyReader) {
    let path = keys.isSet("pretraining_dataset") ? "pretraining_dataset" : "datasets"
    keys.noteData(path, "path", unless: "name", "data_files", "shards", "skip")
  }
}
