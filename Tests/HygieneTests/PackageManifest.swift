/// The lists of `Package.swift`, read as text without spaces.
struct PackageManifest {
  private let text = SourceTree.text(of: "Package.swift").filter { !$0.isWhitespace }

  /// The families of rules.
  var families: [String] { Self.strings(in: brackets(after: "letfamilies=")) }

  /// The modules that `module` depends on.
  func dependencies(of module: String) -> Set<String> {
    if module == "RuleCatalogue" { return Set(families.map { "\($0)Rules" } + ["Linting"]) }
    if families.contains(where: { "\($0)Rules" == module }) { return Set(judging) }
    var declaration = brackets(after: "module", startingWith: "(\"\(module)\"")
    if declaration.isEmpty {
      declaration = brackets(after: ".executableTarget", startingWith: "(name:\"\(module)\"")
    }
    let names = Set(Self.strings(in: declaration)).subtracting([module, "swift-argument-parser"])
    return declaration.contains("judging+") ? names.union(judging) : names
  }

  private var judging: [String] {
    Self.strings(in: brackets(after: "letjudging:[Target.Dependency]="))
  }

  /// What stands between the brackets that open right after `mark`, the first that start so.
  private func brackets(after mark: String, startingWith start: String = "[") -> Substring {
    var rest = text[...]
    while !rest.isEmpty, !rest.hasPrefix(mark + start) { rest = rest.dropFirst() }
    rest = rest.dropFirst(mark.count)
    var depth = 0
    for index in rest.indices {
      if "([".contains(rest[index]) { depth += 1 }
      if ")]".contains(rest[index]) { depth -= 1 }
      if depth == 0 { return rest[...index] }
    }
    return ""
  }

  private static func strings(in text: Substring) -> [String] {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
