package import RunPlan

extension KeyCatalogue {
  /// The notes on all keys of the mapping at `path`, in the catalogue's order; nil where nothing is
  /// known of them.
  package func notes(below path: [String]) -> [KeyNote]? {
    level(at: path).map { level in
      level.keys.filter { $0.kind.isLive && $0.name != "*" }.map(\.note)
    }
  }

  /// The note on the key at `path`, also where it is a former name.
  package func note(at path: [String]) -> KeyNote? {
    guard let name = path.last, let level = level(at: Array(path.dropLast())),
      let key = level.find(name), key.kind != .foreign
    else { return nil }
    return key.note
  }

  /// The framework's name for people, and the version that the keys were read from.
  package var origin: String { edition.framework + " " + edition.version }

  private func level(at path: [String]) -> KeyTable.Level? {
    var level = 0
    for part in path {
      guard let below = table.levels[level].findAny(part)?.level else { return nil }
      level = below
    }
    return table.levels[level]
  }
}

extension KeyTable.Key {
  /// The key for those who write it.
  fileprivate var note: KeyNote {
    var note = KeyNote(name)
    switch kind {
    case .whole: note.expectation = .wholeNumber
    case .number: note.expectation = .number
    case .flag: note.expectation = .flag
    case .text: note.expectation = .text
    case .list: note.expectation = .list
    case .mapping: note.expectation = .mapping
    case .word(let words): note.expectation = .word(words)
    case .renamed, .fatal, .gone, .foreign, .inference: note.isOutdated = true
    case .anything: break
    }
    if note.expectation == nil, level != nil { note.expectation = isList ? .list : .mapping }
    note.range = range
    note.standing = standing
    note.isRequired = isRequired
    note.replacement = replacement
    return note
  }
}
