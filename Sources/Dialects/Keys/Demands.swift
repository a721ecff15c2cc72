package import Composition
package import RunPlan
package import SourceText

extension KeyReader {
  /// Notes a broken demand at which the framework stops.
  ///
  /// `path` is the key to mend, `others` the further keys of the demand with the words beside them;
  /// keys that are not there are left out. `source` is the framework's file and function.
  @inline(never)
  package mutating func refuse(
    _ topic: Constraint.Topic = .other, at path: String, _ headline: String, label: String = "",
    with others: [(path: String, text: String)] = [], beside marks: [Constraint.Mark] = [],
    because consequence: String? = nil, help: String? = nil, source: String
  ) {
    note(
      topic, .refused, at: path, headline, label: label, with: others, beside: marks,
      because: consequence, help: help, source: source)
  }

  /// Notes a broken demand under which the run is not what is written.
  @inline(never)
  package mutating func warn(
    _ topic: Constraint.Topic = .other, at path: String, _ headline: String, label: String = "",
    with others: [(path: String, text: String)] = [], because consequence: String? = nil,
    help: String? = nil, source: String
  ) {
    note(
      topic, .harmful, at: path, headline, label: label, with: others, because: consequence,
      help: help, source: source)
  }

  /// Notes a broken demand at a value that no path leads to: an item of a list, or below one.
  @inline(never)
  package mutating func note(
    _ topic: Constraint.Topic, _ outcome: Constraint.Outcome, of value: ConfigValue, key: String,
    _ headline: String, label: String = "", with others: [(path: String, text: String)] = [],
    because consequence: String? = nil, help: String? = nil, source: String
  ) {
    var constraint = Constraint(topic, outcome, headline, label: label, source: source)
    constraint.related = others.compactMap { other in
      place(of: other.path).map { Constraint.Mark($0, other.text) }
    }
    constraint.consequence = consequence
    constraint.help = help
    reading.remarks.append(KeyRemark(.constraint(constraint), key: key, span: place(of: value)))
  }

  /// Notes a broken demand with the outcome it has.
  @inline(never)
  package mutating func note(
    _ topic: Constraint.Topic, _ outcome: Constraint.Outcome, at path: String, _ headline: String,
    label: String = "", with others: [(path: String, text: String)] = [],
    beside marks: [Constraint.Mark] = [], because consequence: String? = nil, help: String? = nil,
    source: String
  ) {
    let marks =
      others.compactMap { other in place(of: other.path).map { Constraint.Mark($0, other.text) } }
      + marks
    guard let span = place(of: path) ?? marks.first?.span else { return }
    var constraint = Constraint(topic, outcome, headline, label: label, source: source)
    constraint.related = marks.filter { $0.span != span }
    constraint.consequence = consequence
    constraint.help = help
    reading.remarks.append(KeyRemark(.constraint(constraint), key: path, span: span))
  }

  /// The key's value as it is written, or its name where the value is a collection or nothing.
  ///
  /// An item of a list is `[n]` behind the name of the list: `stages[0].name`.
  @inline(never)
  package func place(of path: String) -> SourceSpan? {
    (path.utf8.contains(0x5B) ? indexed(path) : value(path)).map { place(of: $0) }
  }

  private func place(of value: ConfigValue) -> SourceSpan {
    let isText = !value.isMapping && !value.isSequence && !value.span.bytes.isEmpty
    return isText ? value.span : value.keySpan ?? value.span
  }

  private func indexed(_ path: String) -> ConfigValue? {
    var value = root
    for part in path.split(separator: ".") {
      let pieces = part.split(separator: "[")
      value = value?.member(String(pieces[0]))
      guard pieces.count == 2, let place = Int(pieces[1].dropLast()) else { continue }
      let items = value?.items ?? []
      value = items.indices.contains(place) ? items[place] : nil
    }
    return value
  }

  /// The word at a path, or nil where it is none.
  @inline(never)
  package func word(_ path: String) -> String? { text(path)?.value }
}
