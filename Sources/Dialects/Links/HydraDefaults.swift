import Composition
import RunPlan
import SourceText

/// The `defaults` list of a Hydra configuration: the files that it is put together from.
///
/// Later items stand above earlier ones, and the file itself above all of them unless `_self_` says
/// where it stands: hydra, `_internal/defaults_list.py`; packages: `core/default_element.py`.
struct HydraDefaults {
  private var layers: [(layer: Layer, isSelf: Bool)] = []
  /// Whether everything that the lists name could be read.
  private var isWhole = true
  private var keys: KeyReader
  private let place: SourceSpan?

  /// Lists in files that lists name; real ones go three deep.
  private static let deepest = 8

  /// Lays the files that `list` names around the one under check.
  ///
  /// Where one of them cannot be read, a key that is not here may stand there, and one that is here
  /// may have another value.
  static func compose(_ list: ConfigValue, _ keys: inout KeyReader) {
    var composed = HydraDefaults(keys)
    composed.follow(list, in: Folder(group: "", package: ""), own: nil, depth: 0)
    keys.reading.linkedFiles = composed.keys.reading.linkedFiles
    let own = composed.layers.firstIndex { $0.isSelf } ?? composed.layers.count
    for (index, entry) in composed.layers.enumerated() where !entry.isSelf {
      keys.layers.append(entry.layer.standing(above: index > own))
    }
    if !composed.isWhole { keys.reading.isPartial = true }
  }

  private init(_ keys: KeyReader) {
    self.keys = keys
    place = keys.root?.span
  }

  // MARK: Lists

  /// Where a file with a list stands: its group, and the package that its own items lie below.
  private struct Folder {
    let group: String
    let package: String
  }

  /// One file of a list.
  private struct Item {
    let file: String
    /// The group from the top, and as the list writes it.
    let group: String
    let writtenGroup: String
    /// The package that the list gives, nil where it gives none.
    let package: String?
    let isOptional: Bool
  }

  /// Takes up the files of a list and, where `_self_` says, the file that has it.
  private mutating func follow(
    _ list: ConfigValue, in folder: Folder, own: Layer?, depth: Int, at site: SourceSpan? = nil
  ) {
    var isPlaced = false
    for value in list.items {
      if KeyReader.text(of: value)?.value == "_self_" {
        isPlaced = true
        add(own)
      } else if let items = Self.items(value, in: folder) {
        for item in items { open(item, in: folder, depth: depth, at: site ?? value.span) }
      } else {
        isWhole = false
      }
    }
    if !isPlaced { add(own) }
  }

  /// The file under check has no layer: it is what the others stand around.
  private mutating func add(_ own: Layer?) {
    if let own {
      layers.append((own, false))
    } else if let root = keys.root, let place {
      layers.append((Layer(path: "", root: root, place: place, wins: false), true))
    }
  }

  private mutating func open(_ item: Item, in folder: Folder, depth: Int, at site: SourceSpan) {
    guard depth < Self.deepest,
      let root = keys.open(item.file, as: .omegaConfAsWritten, at: site)
    else {
      isWhole = isWhole && item.isOptional
      return
    }
    let package =
      item.package ?? HydraPackage.header(of: root, group: item.group)
      ?? HydraPackage.join(folder.package, HydraPackage.path(item.writtenGroup))
    let layer = Layer(path: package, root: root, place: site, wins: false)
    guard let list = root["defaults"] else {
      layers.append((layer, false))
      return
    }
    let inner = Folder(group: item.group, package: package)
    follow(list, in: inner, own: layer, depth: depth + 1, at: site)
  }

  // MARK: Items

  /// The files that an item names: none for an empty slot; nil where that cannot be told.
  private static func items(_ value: ConfigValue, in folder: Folder) -> [Item]? {
    if let text = KeyReader.text(of: value)?.value {
      let parts = text.split(separator: "@", maxSplits: 1)
      guard let path = parts.first else { return nil }
      // The last part is the file, what stands before it the group.
      let slash = path.lastIndex(of: "/")
      let slot = slash.map { path[..<$0] } ?? ""
      let name = slash.map { path[path.index(after: $0)...] } ?? path
      let package = parts.count > 1 ? "@" + parts[1] : ""
      return item(slot + package, String(name), isOptional: false, folder).map { [$0] }
    }
    guard value.isMapping, let entry = value.entries.first, value.entries.count == 1 else {
      return nil
    }
    let words = entry.key.split(separator: " ")
    guard let slot = words.last else { return nil }
    // Hydra's own job and logging are no part of the run's configuration.
    if slot.hasPrefix("hydra/") || slot.hasPrefix("/hydra/") || entry.value.isNull { return [] }
    guard !words.contains("override") else { return nil }
    let isOptional = words.contains("optional")
    let options = entry.value.isSequence ? entry.value.items : [entry.value]
    var items: [Item] = []
    for option in options {
      guard let name = KeyReader.text(of: option)?.value,
        let item = item(slot, name, isOptional: isOptional, folder)
      else { return nil }
      items.append(item)
    }
    return items
  }

  private static func item(
    _ slot: Substring, _ name: String, isOptional: Bool, _ folder: Folder
  ) -> Item? {
    let parts = slot.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    var group = parts.first ?? ""
    let isAbsolute = group.hasPrefix("/")
    if isAbsolute { group.removeFirst() }
    if group == "." { group = "" }
    guard !group.contains(".."), !name.contains(".."), !name.isEmpty, name != "???" else {
      return nil
    }
    let around = isAbsolute || folder.group.isEmpty ? "" : folder.group + "/"
    let whole = around + group
    let file = (whole.isEmpty ? "" : whole + "/") + name
    let name = parts.count > 1 ? parts[1] : nil
    let given = name.map { HydraPackage.given($0, group: group, below: folder.package) }
    return Item(
      file: file.hasSuffix(".yaml") ? file : file + ".yaml", group: whole,
      writtenGroup: String(group), package: given, isOptional: isOptional)
  }
}
