import Testing

/// The hand-written lists against the folders that they list.
@Suite struct ListTests {
  @Test func familiesAreTheFoldersOfRules() {
    let others = ["Catalogue", "README.md", "trainlint.schema.json"]
    let folders = SourceTree.names(in: "Rules").filter { !others.contains($0) }
    expectSame(PackageManifest().families, folders, list: "Package.swift")
    let path = "Rules/Catalogue/RuleCatalogue.swift"
    let words = SourceTree.text(of: path).split { " ,()\n".contains($0) }
    let listed = words.filter { $0.hasSuffix("Rules.all") }.map { String($0.dropLast(9)) }
    expectSame(listed, folders, list: path)
  }

  @Test(arguments: PackageManifest().families) func everyRuleIsInItsFamilysList(family: String) {
    let path = "Rules/\(family)/\(family)Rules.swift"
    let listed = names(listedIn: path)
    let written = declared(conformingTo: "Rule", below: "Rules/\(family)")
    expectSame(listed, written.map(\.type), list: path)
    #expect(listed == listed.sorted(), "\(path) is not sorted")
  }

  /// Their order decides which framework a file is taken for, so it is no alphabet's.
  @Test func everyDialectIsInTheCatalogue() {
    let path = "Sources/Dialects/DialectCatalogue.swift"
    let written = declared(conformingTo: "Dialect", below: "Sources/Dialects")
    expectSame(names(listedIn: path), written.map(\.type), list: path)
  }

  @Test func everyFormatIsInTheCatalogue() {
    let path = "Sources/Reporting/Reporter.swift"
    let listed = names(listedIn: path)
    let written = declared(conformingTo: "Reporter", below: "Sources/Reporting/Formats")
    expectSame(listed, written.map(\.type), list: path)
    #expect(listed == listed.sorted(), "\(path) is not sorted")
  }

  @Test func rulesDialectsAndFormatsAreInFilesOfTheirName() {
    let written =
      declared(conformingTo: "Rule", below: "Rules")
      + declared(conformingTo: "Dialect", below: "Sources/Dialects")
      + declared(conformingTo: "Reporter", below: "Sources/Reporting")
    for (type, file) in written { #expect(file.name == type, "\(file.path) declares \(type)") }
  }

  /// Expects a list to name what is written, each once; only the difference is printed.
  private func expectSame(_ listed: [String], _ written: [String], list: String) {
    let missing = Set(written).subtracting(listed).sorted()
    #expect(missing.isEmpty, "\(list) lacks \(missing.joined(separator: ", "))")
    let unknown = Set(listed).subtracting(written).sorted()
    #expect(unknown.isEmpty, "\(list) names \(unknown.joined(separator: ", ")), which is nowhere")
    let twice = Set(listed).filter { name in listed.count { $0 == name } > 1 }.sorted()
    #expect(twice.isEmpty, "\(list) names \(twice.joined(separator: ", ")) twice")
  }

  /// The types that a file lists as `Name.self,`, in order.
  private func names(listedIn path: String) -> [String] {
    let words = SwiftFile(path: path).code.flatMap { $0.split { " ,[]()".contains($0) } }
    return words.filter { $0.hasSuffix(".self") }.map { String($0.dropLast(5)) }
  }

  /// The types below a folder that conform to a protocol where they are declared.
  private func declared(
    conformingTo name: String, below folder: String
  ) -> [(type: String, file: SwiftFile)] {
    SourceTree.files(below: folder).flatMap { file in
      file.code.compactMap { line -> (type: String, file: SwiftFile)? in
        let words = line.split { " ,:{".contains($0) }
        guard let keyword = words.firstIndex(where: { $0 == "struct" || $0 == "enum" }),
          line.contains(":"), words.dropFirst(keyword + 2).contains(Substring(name))
        else { return nil }
        return (String(words[keyword + 1]), file)
      }
    }
  }
}
