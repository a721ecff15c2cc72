import Composition
import RunPlan
import SourceText

/// A part of the configuration that stands in another file.
struct Layer: Sendable {
  /// Where it belongs in the whole; empty for the top.
  let path: String
  /// The mapping that belongs there.
  let root: ConfigValue
  /// What names its file in the one under check; nil where nothing does, so that what it says
  /// counts where it stands.
  let place: SourceSpan?
  /// Whether it stands above the file under check rather than below it.
  let wins: Bool

  /// The same part, above the file under check or below it.
  func standing(above wins: Bool) -> Layer {
    Layer(path: path, root: root, place: place, wins: wins)
  }

  /// The value at a path of the whole, or nil.
  func value(_ path: String) -> ConfigValue? {
    if self.path.isEmpty { return placed(root[path]) }
    if path == self.path { return placed(root) }
    guard path.hasPrefix(self.path + ".") else { return nil }
    return placed(root[String(path.dropFirst(self.path.count + 1))])
  }

  private func placed(_ value: ConfigValue?) -> ConfigValue? {
    place.map { value?.linked(from: $0) } ?? value
  }
}

extension KeyReader {
  /// The value at a path of a configuration of several files.
  func layered(_ path: String, own: ConfigValue?) -> ConfigValue? {
    var hasUpper = false
    for layer in layers.reversed() where layer.wins {
      hasUpper = true
      if let value = layer.value(path) { return value }
    }
    if let own, own.includedPath == nil {
      // What it refers to may be another value in the whole.
      return hasUpper && !own.origin.isWrittenHere ? own.decidedElsewhere : own
    }
    for layer in layers.reversed() where !layer.wins {
      if let value = layer.value(path) { return value }
      if loading.foldsHyphens, let value = layer.value(hyphenated(path)) { return value }
    }
    return own
  }

  /// Puts a file beside this one, as one that the framework is started with.
  ///
  /// Nothing here names it: what is wrong in it is underlined at the first key. Where it cannot be
  /// read, a key that is not here may stand there.
  mutating func merge(_ path: String) {
    guard let place = root?.entries.first?.value.keySpan,
      let root = open(path, as: loading, at: place, isMerged: true)
    else {
      reading.isPartial = true
      return
    }
    layers.append(Layer(path: "", root: root, place: nil, wins: false))
  }

  /// Puts the files behind `!include` tags in their places: draccus, `config.py`.
  mutating func includeTagged() {
    guard let root, root.isMapping else { return }
    for entry in root.entries {
      include(entry.value, at: entry.key)
      guard entry.value.isMapping else { continue }
      for inner in entry.value.entries { include(inner.value, at: entry.key + "." + inner.key) }
    }
  }

  private mutating func include(_ value: ConfigValue, at path: String) {
    guard let file = value.includedPath, let root = open(file, as: loading, at: value.span)
    else { return }
    layers.append(Layer(path: path, root: root, place: value.span, wins: false))
  }
}
