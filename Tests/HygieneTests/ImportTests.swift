import Testing

/// The walls between modules: who may import whom.
@Suite struct ImportTests {
  /// What a rule may know.
  private static let judging: Set = [
    "Composition", "ConfigSyntax", "Linting", "ReferenceData", "RunPlan", "ScalingLaws",
    "SourceText",
  ]

  private static let families: Set = [
    "BatchRules", "DataRules", "DirectivesRules", "HardwareRules", "KeysRules", "ManifestsRules",
    "ModelRules", "ScalingRules", "ScheduleRules", "YAMLRules",
  ]

  /// The modules of the project that each module may import.
  private static let allowed: [String: Set<String>] = {
    var table: [String: Set<String>] = [
      "SourceText": [],
      "JSONText": [],
      "RunRecords": ["JSONText"],
      "ConfigSyntax": ["CLibYAML", "SourceText"],
      "Composition": ["ConfigSyntax", "SourceText"],
      "ReferenceData": [],
      "RunPlan": ["ReferenceData", "SourceText"],
      "ScalingLaws": ["CLBFGS", "ReferenceData"],
      "Dialects": ["Composition", "ConfigSyntax", "ReferenceData", "RunPlan", "SourceText"],
      "Linting": [
        "Composition", "ConfigSyntax", "ReferenceData", "RunPlan", "ScalingLaws", "SourceText",
      ],
      "RuleCatalogue": families.union(["Linting"]),
      "Settings": ["ConfigSyntax", "Linting", "RunPlan", "SourceText"],
      "Engine": judging.union(["Dialects", "JSONText", "RuleCatalogue", "RunRecords", "Settings"]),
      "Reporting": [
        "JSONText", "Linting", "ReferenceData", "RunPlan", "ScalingLaws", "SourceText",
      ],
      "LanguageServerProtocol": ["JSONText"],
      "LanguageServer": [
        "Composition", "ConfigSyntax", "Engine", "JSONText", "LanguageServerProtocol", "Linting",
        "RunPlan", "SourceText",
      ],
      "trainlint": [
        "ArgumentParser", "Engine", "JSONText", "LanguageServer", "Linting", "Reporting",
        "RuleCatalogue", "RunPlan", "RunRecords", "ScalingLaws", "Settings", "SourceText",
      ],
    ]
    for family in families { table[family] = judging }
    return table
  }()

  /// The modules of the system, and who may import them.
  private static let system: [String: Set<String>] = [
    // Mathematics below the engine; files, threads and terminals from there on.
    "Darwin": ["Engine", "LanguageServer", "RunPlan", "ScalingLaws", "trainlint"],
    "Glibc": ["Engine", "LanguageServer", "RunPlan", "ScalingLaws", "trainlint"],
    "Dispatch": ["Engine", "LanguageServer"],
    "FoundationEssentials": ["Engine"],
    "Synchronization": ["Engine", "LanguageServer"],
  ]

  @Test func modulesImportOnlyWhatStandsBelowThem() {
    var wrong: [String] = []
    for file in SourceTree.product {
      for (module, line) in file.imports {
        let isAllowed =
          Self.allowed[file.module]?.contains(module) ?? false
          || Self.system[module]?.contains(file.module) ?? false
        if !isAllowed { wrong.append("\(file.path):\(line): \(file.module) imports \(module)") }
      }
    }
    #expect(wrong == [])
  }

  /// Templates are copied, so that a module that was renamed would be missed by the next who does.
  @Test(arguments: [("Rules/README.md", "ScalingRules"), ("CONTRIBUTING.md", "Dialects")])
  func templatesImportWhatTheirPlaceMay(page: String, module: String) {
    let lines = SourceTree.text(of: page).split(separator: "\n")
    let imports = lines.compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place < 2, words.count == place + 2,
        place == 0 || words[0] == "package"
      else { return nil }
      return String(words[place + 1])
    }
    #expect(!imports.isEmpty)
    #expect(Set(imports).subtracting(Self.allowed[module] ?? []) == [])
  }

  @Test func everyModuleIsInTheTable() {
    let modules = Set(SourceTree.product.map(\.module))
    #expect(modules == Set(Self.allowed.keys))
  }

  @Test func thePackageDeclaresTheTable() {
    let manifest = PackageManifest()
    #expect(Set(manifest.families.map { "\($0)Rules" }) == Self.families)
    for (module, dependencies) in Self.allowed.sorted(by: { $0.key < $1.key }) {
      #expect(manifest.dependencies(of: module) == dependencies, "\(module)")
    }
  }

  @Test func oneFileKnowsTheCParser() {
    let files = SourceTree.product.filter { file in
      file.imports.contains { $0.module == "CLibYAML" } || !file.places(of: "yaml_").isEmpty
    }
    #expect(files.map(\.path) == ["Sources/ConfigSyntax/YAML/EventReader.swift"])
  }

  /// Foundation as a whole brings 50 MB of ICU and doubles the time to start.
  @Test func foundationIsNeverImportedWhole() {
    for file in SourceTree.all {
      for (module, line) in file.imports where module == "Foundation" {
        let before = file.code.prefix(line - 1).last { $0.contains("#if") || $0.contains("#else") }
        let isFallback = before?.contains("!canImport(FoundationEssentials)") ?? false
        #expect(isFallback, "\(file.path):\(line)")
      }
    }
  }
}
