import Composition
import ConfigSyntax
import Dialects
package import RunPlan
package import SourceText

/// The keys of the framework that a document is written for.
package struct KeyGuide: Sendable {
  private let dialect: any Dialect.Type
  private let catalogue: KeyCatalogue?
  /// The keys around the part of the document that the framework reads.
  private let lead: [String]

  /// Looks up the keys of the dialect called `name` for a document of `file`; nil where there is no
  /// such dialect.
  package init?(dialect name: String, in file: SourceFile, document: Int = 0) {
    guard let dialect = DialectCatalogue.all.first(where: { $0.id.name == name }) else {
      return nil
    }
    self.dialect = dialect
    let configuration = Configuration(parse(file), document: document)
    guard let root = configuration.root, root.isMapping else {
      catalogue = dialect.catalogue
      lead = []
      return
    }
    let scope = dialect.scope(of: root)
    catalogue = dialect.catalogue(of: scope)
    lead = configuration.tree.path(of: scope.node)
  }

  /// The framework's name for people and the version that the keys were read from, where they were.
  package var origin: String? { catalogue?.origin }

  /// The keys of the mapping at `path`, items of lists left out of it; empty where none are known.
  package func keys(below path: [String]) -> [KeyNote] {
    guard let path = inside(path) else { return [] }
    guard let notes = catalogue?.notes(below: path) else {
      // Of a framework without a catalogue the keys that are quantities are known.
      let head = path.map { $0 + "." }.joined()
      return catalogue != nil
        ? []
        : dialect.bindings.compactMap { binding in
          guard let name = binding.paths.first, name.hasPrefix(head),
            !name.dropFirst(head.count).contains(".")
          else { return nil }
          var note = KeyNote(String(name.dropFirst(head.count)))
          note.quantity = binding.quantity
          return note
        }
    }
    return notes.map { noted($0, path) }
  }

  /// The key at `path`; nil where it is not known.
  package func key(at path: [String]) -> KeyNote? {
    guard let path = inside(path), let name = path.last else { return nil }
    let above = Array(path.dropLast())
    let found = catalogue?.note(at: path)
    if found == nil, dialect.loading.foldsHyphens, name.contains("-") {
      return catalogue?.note(at: above + [name.replacing("-", with: "_")])
        .map { noted($0, above) }
    }
    return found.map { noted($0, above) }
  }

  private func inside(_ path: [String]) -> [String]? {
    path.starts(with: lead) ? Array(path.dropFirst(lead.count)) : nil
  }

  private func noted(_ note: KeyNote, _ above: [String]) -> KeyNote {
    var note = note
    let path = (above + [note.name]).joined(separator: ".")
    note.quantity = dialect.bindings.first { $0.paths.contains(path) }?.quantity
    return note
  }
}
