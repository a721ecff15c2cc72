import Testing

/// The hand-written lists against the folders that they list.
@Suite struct ListTests {
  @Test func familiesAreTheFoldersOfRules() {
    let folders = SourceTree.names(in: "Rules").filter { $0 != "README.md" && $0 != "Catalogue" }
    #expect(PackageManifest().families == folders)
    let catalogue = SourceTree.text(of: "Rules/Catalogue/RuleCatalogue.swift")
    for folder in folders { #expect(catalogue.contains("\(folder)Rules.all"), "\(folder)") }
  }

  @Test func everyRuleIsInItsFamilysList() {
    for family in PackageManifest().families {
      let listed = names(listedIn: "Rules/\(family)/\(family)Rules.swift")
      let written = declared(conformingTo: "Rule", below: "Rules/\(family)")
      #expect(Set(listed) == Set(written.map(\.type)), "\(family)")
      #expect(listed == Set(listed).sorted(), "\(family) is not sorted or lists a rule twice")
    }
  }

  /// Their order decides which framework a file is taken for, so it is no alphabet's.
  @Test func everyDialectIsInTheCatalogue() {
    let listed = names(listedIn: "Sources/Dialects/DialectCatalogue.swift")
    let written = declared(conformingTo: "Dialect", below: "Sources/Dialects")
    #expect(Set(listed) == Set(written.map(\.type)))
    #expect(listed.count == Set(listed).count)
  }

  @Test func everyFormatIsInTheCatalogue() {
    let listed = names(listedIn: "Sources/Reporting/Reporter.swift")
    let written = declared(conformingTo: "Reporter", below: "Sources/Reporting/Formats")
    #expect(Set(listed) == Set(written.map(\.type)))
    #expect(listed == Set(listed).sorted())
  }

  @Test func rulesDialectsAndFormatsAreInFilesOfTheirName() {
    let written =
      declared(conformingTo: "Rule", below: "Rules")
      + declared(conformingTo: "Dialect", below: "Sources/Dialects")
      + declared(conformingTo: "Reporter", below: "Sources/Reporting")
    for (type, file) in written { #expect(file.name == type, "\(file.path) declares \(type)") }
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
