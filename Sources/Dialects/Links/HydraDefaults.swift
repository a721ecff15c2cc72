import Composition
import RunPlan
import SourceText

/// The `defaults` list of a Hydra configuration: the files that it is put together from.
///
/// Later items stand above earlier ones, and the file itself above all of them unless `_self_` says
/// where it stands: hydra, `_internal/defaults_list.py`; packages: `core/default_element.py`.
struct HydraDefaults {
  /// The layers found so far, the topmost first.
  private var layers: [(layer: Layer, isSelf: Bool)] = []
  /// Options that `override` lines put in the place of others, by group and package.
  private var overrides: [String: Override] = [:]
  /// Whether everything that the lists name could be read.
  private var isWhole = true
  private var keys: KeyReader
  private let place: SourceSpan?
  private let searchPath: HydraSearchPath

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
    let layers = Array(composed.layers.reversed())
    let own = layers.firstIndex { $0.isSelf } ?? layers.count
    for (index, entry) in layers.enumerated() where !entry.isSelf {
      keys.layers.append(entry.layer.standing(above: index > own))
    }
    // Hydra refuses to override what no list has; here a file that has it may be missing.
    if !composed.isWhole || composed.overrides.values.contains(where: { !$0.isUsed }) {
      keys.reading.isPartial = true
    }
  }

  private init(_ keys: KeyReader) {
    self.keys = keys
    place = keys.root?.span
    searchPath = HydraSearchPath(of: keys.root)
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

  /// The option of an `override` line.
  private struct Override {
    let option: ConfigValue
    var isUsed = false
  }

  /// Takes up the files of a list and, where `_self_` says, the file that has it.
  ///
  /// From the end, as Hydra does, which lets the overrides of later files reach into earlier ones.
  private mutating func follow(
    _ list: ConfigValue, in folder: Folder, own: Layer?, depth: Int, at site: SourceSpan? = nil
  ) {
    for value in list.items { note(override: value, in: folder) }
    if !list.items.contains(where: Self.isSelf) { add(own) }
    for value in list.items.reversed() {
      if Self.isSelf(value) {
        add(own)
      } else if let items = items(value, in: folder) {
        for item in items.reversed() {
          open(item, in: folder, depth: depth, at: site ?? value.span)
        }
      } else {
        isWhole = false
      }
    }
  }

  private static func isSelf(_ value: ConfigValue) -> Bool {
    KeyReader.text(of: value)?.value == "_self_"
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
    guard depth < Self.deepest, let root = find(item.file, at: site) else {
      // What lies elsewhere and is optional touches no more than the package that the list gives.
      let isHarmless = item.isOptional && (!searchPath.leadsAway || item.package != nil)
      isWhole = isWhole && isHarmless
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

  /// The file of the first folder that has it.
  private mutating func find(_ file: String, at site: SourceSpan) -> ConfigValue? {
    if let root = keys.open(file, as: .omegaConfAsWritten, at: site) { return root }
    for folder in searchPath.folders {
      let path = "\(folder)/\(file)"
      if let root = keys.open(path, as: .omegaConfAsWritten, at: site) { return root }
    }
    return nil
  }

  // MARK: Items

  /// The files that an item names: none for an empty slot; nil where that cannot be told.
  private mutating func items(_ value: ConfigValue, in folder: Folder) -> [Item]? {
    if let text = KeyReader.text(of: value)?.value {
      let parts = text.split(separator: "@", maxSplits: 1)
      guard let path = parts.first else { return nil }
      // The last part is the file, what stands before it the group.
      let slash = path.lastIndex(of: "/")
      let slot = slash.map { path[..<$0] } ?? ""
      let name = slash.map { path[path.index(after: $0)...] } ?? path
      let package = parts.count > 1 ? "@" + parts[1] : ""
      return Self.item(slot + package, String(name), isOptional: false, folder).map { [$0] }
    }
    guard let choice = Choice(value) else { return nil }
    if choice.isHydra || choice.words.contains("override") { return [] }
    let chosen = option(for: choice, in: folder)
    if chosen.isNull { return [] }
    var items: [Item] = []
    for option in chosen.isSequence ? chosen.items : [chosen] {
      guard let name = KeyReader.text(of: option)?.value,
        let item = Self.item(
          choice.slot, name, isOptional: choice.words.contains("optional"), folder)
      else { return nil }
      items.append(item)
    }
    return items
  }

  /// An item that chooses the option of a group: `optional group@package: option`.
  private struct Choice {
    let words: [Substring]
    let slot: Substring
    let option: ConfigValue

    init?(_ value: ConfigValue) {
      guard value.isMapping, value.entries.count == 1, let entry = value.entries.first else {
        return nil
      }
      let parts = entry.key.split(separator: " ")
      guard let slot = parts.last else { return nil }
      self.slot = slot
      words = parts.dropLast()
      option = entry.value
    }

    /// Hydra's own job and logging are no part of the run's configuration.
    var isHydra: Bool { slot.hasPrefix("hydra/") || slot.hasPrefix("/hydra/") }
  }

  // MARK: Overrides

  /// The first that is met wins: that of the outermost list.
  private mutating func note(override value: ConfigValue, in folder: Folder) {
    guard let choice = Choice(value), choice.words.contains("override"), !choice.isHydra else {
      return
    }
    guard let key = Self.key(choice.slot, in: folder) else {
      isWhole = false
      return
    }
    if overrides[key] == nil { overrides[key] = Override(option: choice.option) }
  }

  private mutating func option(for choice: Choice, in folder: Folder) -> ConfigValue {
    guard let key = Self.key(choice.slot, in: folder), let override = overrides[key] else {
      return choice.option
    }
    overrides[key]?.isUsed = true
    return override.option
  }

  /// What tells choices apart: the group from the top and the package without regard to headers.
  private static func key(_ slot: Substring, in folder: Folder) -> String? {
    guard let item = item(slot, "_", isOptional: false, folder) else { return nil }
    let package =
      item.package ?? HydraPackage.join(folder.package, HydraPackage.path(item.writtenGroup))
    return item.group + "@" + package
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
