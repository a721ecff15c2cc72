import Composition
import ConfigSyntax
import SourceText

/// The packages of Hydra: where the keys of a file lie in the whole.
enum HydraPackage {
  /// The package of a group.
  static func path(_ group: some StringProtocol) -> String {
    group.split(separator: "/").joined(separator: ".")
  }

  /// One package below another.
  static func join(_ outer: String, _ inner: String) -> String {
    outer.isEmpty ? inner : inner.isEmpty ? outer : outer + "." + inner
  }

  /// The package that a list gives to a file of `group`, below that of the list's own file.
  static func given(_ name: Substring, group: Substring, below outer: String) -> String {
    if name == "_here_" { return outer }
    return resolved(join(outer, replaced(name, group: path(group))))
  }

  /// The package that the comment `# @package` at the head of a file gives, counted from the top.
  static func header(of root: ConfigValue, group: String) -> String? {
    for line in root.configuration.tree.file.bytes.prefix(4_096).split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self)
      let words = text.split { " \t\r".contains($0) }
      guard let first = words.first else { continue }
      guard first.hasPrefix("#") else { return nil }
      let rest = first == "#" ? words.dropFirst() : [first.dropFirst()] + words.dropFirst()
      if rest.first == "@package", let name = rest.dropFirst().first {
        return resolved(replaced(name, group: path(group)))
      }
    }
    return nil
  }

  private static func replaced(_ name: Substring, group: String) -> String {
    name.split(separator: ".").map { $0 == "_group_" ? group : String($0) }.joined(separator: ".")
  }

  /// What stands behind the last `_global_` counts from the top.
  private static func resolved(_ name: String) -> String {
    let parts = name.split(separator: ".")
    let start = parts.lastIndex(of: "_global_").map { $0 + 1 } ?? 0
    return parts[start...].joined(separator: ".")
  }
}
