import Composition
import RunPlan
import SourceText

/// The model in a folder of the workspace: what its `config.json` says.
enum LocalModel {
  /// Claims the sizes and the shape of the model whose folder the key at `path` names.
  static func read(_ keys: inout KeyReader, at path: String) {
    guard let name = keys.text(path)?.value, isPath(name),
      var model = keys.follow(path, adding: name.hasSuffix("/") ? "config.json" : "/config.json")
    else { return }
    HFConfig.complete(&model)
    for claim in model.reading.claims where keys.reading.claims[claim.quantity] == nil {
      keys.add(claim)
    }
    keys.reading.architecture = model.reading.architecture
    if model.reading.contextLimit != .soft {
      keys.reading.contextLimit = model.reading.contextLimit
    }
  }

  /// Whether a name can only be a path: `owner/name` is the hub's.
  private static func isPath(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("/")
      || name.utf8.reduce(0) { $0 + ($1 == 0x2F ? 1 : 0) } >= 2
  }
}
