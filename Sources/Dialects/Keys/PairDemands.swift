import RunPlan

extension KeyReader {
  /// Refuses two keys that are both there and exclude each other; `words` stand beside them.
  @inline(never)
  mutating func refusePair(
    _ topic: Constraint.Topic, _ first: String, _ second: String,
    words: (first: String, second: String), help: String? = nil, source: String
  ) {
    let (a, b) = (Self.lastName(of: first), Self.lastName(of: second))
    refuse(
      topic, at: second, "`\(a)` and `\(b)` exclude each other", label: words.second,
      with: [(first, words.first)], help: help ?? "leave one of the two out", source: source)
  }

  /// Refuses a key that needs another one.
  @inline(never)
  mutating func refuseLone(
    _ topic: Constraint.Topic, _ key: String, needs other: String, label: String,
    help: String? = nil, source: String
  ) {
    let (a, b) = (Self.lastName(of: key), Self.lastName(of: other))
    refuse(
      topic, at: key, "`\(a)` needs `\(b)`", label: label, with: [(other, "not so")],
      help: help ?? "set \(b), or leave \(a) out", source: source)
  }

  /// Refuses a switch that is on and that the framework cannot follow.
  @inline(never)
  mutating func refuseOn(_ key: String, help: String? = nil, source: String) {
    guard flag(key) == true else { return }
    refuse(
      at: key, "`\(Self.lastName(of: key))` is not supported", label: "on",
      help: help ?? "set it to false", source: source)
  }

  private static func lastName(of path: String) -> String {
    path.split(separator: ".").last.map(String.init) ?? path
  }
}
