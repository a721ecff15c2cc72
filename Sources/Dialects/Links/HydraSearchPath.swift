import Composition
import ConfigSyntax

/// The further folders in which Hydra looks for the files of a `defaults` list, in their order.
///
/// Only the file that the run is started with may name them: hydra,
/// `_internal/config_loader_impl.py`, `_process_config_searchpath`.
struct HydraSearchPath {
  /// The folders that may lie in the workspace, up to the first that does not.
  let folders: [Substring]
  /// Whether files may come from elsewhere: a package of Python, a folder of the machine.
  let leadsAway: Bool

  init(of root: ConfigValue?) {
    guard let list = root?["hydra.searchpath"], !list.isNull else {
      (folders, leadsAway) = ([], false)
      return
    }
    let known = list.items.map(Self.folder).prefix { $0 != nil }.compactMap { $0 }
    folders = known
    leadsAway = !list.isSequence || known.count < list.items.count
  }

  /// A path without a scheme counts from where the program is started, and so does `file://a`.
  private static func folder(_ value: ConfigValue) -> Substring? {
    guard case .text(let whole)? = value.scalar else { return nil }
    var text = whole[...]
    if text.hasPrefix("file://") { text = text.dropFirst(7) }
    guard !text.isEmpty, !text.hasPrefix("/"), !text.contains("://"), !text.contains("${") else {
      return nil
    }
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }
}
