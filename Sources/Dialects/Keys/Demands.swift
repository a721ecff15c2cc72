import Composition
package import RunPlan
package import SourceText

extension KeyReader {
  /// Notes a broken demand at which the framework stops.
  ///
  /// `path` is the key to mend, `others` the further keys of the demand with the words beside them;
  /// keys that are not there are left out. `source` is the framework's file and function.
  package mutating func refuse(
    _ topic: Constraint.Topic = .other, at path: String, _ headline: String, label: String = "",
    with others: [(path: String, text: String)] = [], beside marks: [Constraint.Mark] = [],
    because consequence: String? = nil, help: String? = nil,
    fix: (title: String, edits: [Edit])? = nil, source: String
  ) {
    note(
      topic, .refused, at: path, headline, label: label, with: others, beside: marks,
      because: consequence, help: help, fix: fix, source: source)
  }

  /// Notes a broken demand under which the run is not what is written.
  package mutating func warn(
    _ topic: Constraint.Topic = .other, at path: String, _ headline: String, label: String = "",
    with others: [(path: String, text: String)] = [], because consequence: String? = nil,
    help: String? = nil, fix: (title: String, edits: [Edit])? = nil, source: String
  ) {
    note(
      topic, .harmful, at: path, headline, label: label, with: others, because: consequence,
      help: help, fix: fix, source: source)
  }

  /// Notes a broken demand with the outcome it has.
  package mutating func note(
    _ topic: Constraint.Topic, _ outcome: Constraint.Outcome, at path: String, _ headline: String,
    label: String = "", with others: [(path: String, text: String)] = [],
    beside marks: [Constraint.Mark] = [], because consequence: String? = nil, help: String? = nil,
    fix: (title: String, edits: [Edit])? = nil, source: String
  ) {
    let marks =
      others.compactMap { other in place(of: other.path).map { Constraint.Mark($0, other.text) } }
      + marks
    guard let span = place(of: path) ?? marks.first?.span else { return }
    var constraint = Constraint(topic, outcome, headline, label: label, source: source)
    constraint.related = marks.filter { $0.span != span }
    constraint.consequence = consequence
    constraint.help = help
    constraint.fix = fix
    reading.remarks.append(KeyRemark(.constraint(constraint), key: path, span: span))
  }

  /// The key's value as it is written, or its name where the value is a collection or nothing.
  package func place(of path: String) -> SourceSpan? {
    guard let value = value(path) else { return nil }
    if value.isMapping || value.isSequence || value.span.bytes.isEmpty {
      return value.keySpan ?? value.span
    }
    return value.span
  }

  /// The word at a path, or nil where it is none.
  package func word(_ path: String) -> String? { text(path)?.value }
}
