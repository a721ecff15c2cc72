import Composition
import RunPlan
import SourceText

/// The `defaults` list of a Hydra configuration: the files that it is put together from.
///
/// Later items stand above earlier ones, and the file itself above all of them unless `_self_` says
/// where it stands: hydra, `_internal/defaults_list.py`.
struct HydraDefaults {
  /// One item of the list.
  private struct Item {
    let file: String
    let package: String
    let isOptional: Bool
  }

  private var items: [(item: Item, value: ConfigValue, wins: Bool)] = []
  /// Whether the list holds something that cannot be followed.
  private var isOpen = false

  /// Takes the list apart.
  init(_ list: ConfigValue) {
    var isAbove = false
    for value in list.items {
      if KeyReader.text(of: value)?.value == "_self_" {
        isAbove = true
        continue
      }
      let read = Self.read(value)
      isOpen = isOpen || read == nil
      for item in read ?? [] { items.append((item, value, isAbove)) }
    }
  }

  /// Lays the files around the one under check.
  ///
  /// Where one of them cannot be read, a key that is not here may stand there, and one that is here
  /// may have another value.
  func compose(_ keys: inout KeyReader) {
    var isWhole = !isOpen
    for (item, value, wins) in items {
      guard let root = keys.open(item.file, as: .omegaConfAsWritten, at: value.span),
        root["defaults"] == nil
      else {
        isWhole = isWhole && item.isOptional
        continue
      }
      keys.layers.append(Layer(path: item.package, root: root, place: value.span, wins: wins))
    }
    if !isWhole { keys.reading.isPartial = true }
  }

  // MARK: Items

  /// The files that an item names: none for an empty slot; nil where that cannot be told.
  private static func read(_ value: ConfigValue) -> [Item]? {
    if let name = KeyReader.text(of: value)?.value { return item("", name, isOptional: false) }
    guard value.isMapping, let entry = value.entries.first, value.entries.count == 1 else {
      return nil
    }
    let words = entry.key.split(separator: " ")
    guard let group = words.last, !words.contains("override") else { return nil }
    let isOptional = words.contains("optional")
    if entry.value.isNull { return [] }
    if entry.value.isSequence {
      var items: [Item] = []
      for option in entry.value.items {
        guard let name = KeyReader.text(of: option)?.value,
          let item = item(group, name, isOptional: isOptional)
        else { return nil }
        items += item
      }
      return items
    }
    guard let name = KeyReader.text(of: entry.value)?.value else { return nil }
    return item(group, name, isOptional: isOptional)
  }

  private static func item(_ slot: Substring, _ name: String, isOptional: Bool) -> [Item]? {
    let parts = slot.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    var group = parts.first.map(String.init) ?? ""
    if group == "." { group = "" }
    guard !group.hasPrefix("/"), !group.contains(".."), !name.contains(".."), !name.isEmpty,
      name != "???"
    else { return nil }
    let package: String
    switch parts.count > 1 ? String(parts[1]) : "_group_" {
    case "_group_": package = group.split(separator: "/").joined(separator: ".")
    case "_global_", "_here_": package = ""
    case let name: package = name
    }
    let folder = group.isEmpty ? "" : group + "/"
    let file = name.hasSuffix(".yaml") ? name : name + ".yaml"
    return [Item(file: folder + file, package: package, isOptional: isOptional)]
  }
}
