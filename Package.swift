// swift-tools-version: 6.2
//
// The layers of ARCHITECTURE are the dependency lists below: a target sees only what stands under
// it. Targets stand in the order of the pipeline; lists are alphabetical; a test compares them with
// the imports in the sources.

import PackageDescription

// MARK: Settings

let strict = Context.environment["TRAINLINT_STRICT"] != nil

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// Most of a dialect is asked once for a file or never, and there is much of it; of the command line
/// everything is asked once for a run.
let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]

// MARK: Layers

/// What a rule may know.
let judging: [Target.Dependency] = [
  "Composition", "ConfigSyntax", "Linting", "ReferenceData", "RunPlan", "ScalingLaws", "SourceText",
]

/// Rule families: one target each, below the top-level `Rules` folder.
let families = [
  "Batch", "Data", "Directives", "Hardware", "Keys", "Manifests", "Model", "Scaling", "Schedule",
  "YAML",
]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], settings own: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings + own)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)",
    swiftSettings: settings)
}

let familyTargets: [Target] = families.map { family in
  .target(
    name: "\(family)Rules", dependencies: judging, path: "Rules/\(family)",
    swiftSettings: settings + small)
}
let familyNames: [Target.Dependency] = families.map { .byName(name: "\($0)Rules") }

// MARK: Package

let package = Package(
  name: "trainlint",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "trainlint", targets: ["trainlint"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CLBFGS", pkgConfig: "liblbfgs",
      providers: [.apt(["liblbfgs-dev"]), .brew(["liblbfgs"])]),
    module("SourceText"),
    module("JSONText"),
    module("RunRecords", ["JSONText"], settings: small),
    module("ConfigSyntax", ["CLibYAML", "SourceText"]),
    module("Composition", ["ConfigSyntax", "SourceText"]),
    module("ReferenceData"),
    module("RunPlan", ["ReferenceData", "SourceText"]),
    module("ScalingLaws", ["CLBFGS", "ReferenceData"], settings: small),
    module("Dialects", ["Composition", "ConfigSyntax", "ReferenceData", "RunPlan", "SourceText"]),
    module(
      "Linting",
      ["Composition", "ConfigSyntax", "ReferenceData", "RunPlan", "ScalingLaws", "SourceText"]),
  ] + familyTargets + [
    .target(
      name: "RuleCatalogue", dependencies: ["Linting"] + familyNames, path: "Rules/Catalogue",
      swiftSettings: settings),
    module(
      "Settings", ["ConfigSyntax", "Linting", "RunPlan", "SourceText"], settings: small),
    module(
      "Engine",
      judging + ["Dialects", "JSONText", "RuleCatalogue", "RunRecords", "Settings"]),
    module(
      "Reporting",
      ["JSONText", "Linting", "ReferenceData", "RunPlan", "ScalingLaws", "SourceText"]),
    module("LanguageServerProtocol", ["JSONText"], settings: small),
    module(
      "LanguageServer",
      [
        "Composition", "ConfigSyntax", "Engine", "JSONText", "LanguageServerProtocol", "Linting",
        "RunPlan", "SourceText",
      ], settings: small),
    .executableTarget(
      name: "trainlint",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        "Engine", "JSONText", "LanguageServer", "Linting", "Reporting", "RuleCatalogue",
        "RunPlan", "RunRecords", "ScalingLaws", "Settings", "SourceText",
      ],
      swiftSettings: settings + small),
    .target(
      name: "TestSupport", dependencies: ["SourceText"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("CommandTests", ["JSONText"]),
    tests("CompositionTests", ["Composition", "ConfigSyntax", "SourceText"]),
    tests("ConfigSyntaxTests", ["ConfigSyntax", "SourceText"]),
    tests(
      "CorpusTests",
      [
        "Dialects", "Engine", "Linting", "ReferenceData", "RuleCatalogue", "RunPlan", "SourceText",
      ]),
    tests(
      "DialectTests",
      ["Composition", "ConfigSyntax", "Dialects", "Engine", "Linting", "RunPlan", "SourceText"]),
    tests(
      "EngineTests", ["ConfigSyntax", "Engine", "Linting", "RunPlan", "Settings", "SourceText"]),
    tests("HygieneTests", []),
    tests("JSONTextTests", ["JSONText"]),
    tests("LanguageServerProtocolTests", ["JSONText", "LanguageServerProtocol"]),
    tests(
      "LanguageServerTests",
      ["Engine", "JSONText", "LanguageServer", "LanguageServerProtocol", "Linting", "SourceText"]),
    tests("ParameterCountTests", ["ReferenceData", "RunPlan"]),
    tests("ReferenceDataTests", ["ReferenceData"]),
    tests(
      "ReportingTests",
      [
        "Engine", "JSONText", "Linting", "ReferenceData", "Reporting", "RuleCatalogue",
        "ScalingLaws", "SourceText",
      ]),
    tests(
      "RobustnessTests",
      ["ConfigSyntax", "Engine", "Linting", "Reporting", "RunPlan", "SourceText"]),
    tests(
      "RuleTests",
      [
        "Composition", "ConfigSyntax", "Engine", "Linting", "ReferenceData", "Reporting",
        "RuleCatalogue", "RunPlan", "ScalingLaws", "Settings", "SourceText",
      ]),
    tests("RunPlanTests", ["RunPlan", "SourceText"]),
    tests("RunRecordsTests", ["RunRecords"]),
    tests("ScalingLawsTests", ["ReferenceData", "RunPlan", "RunRecords", "ScalingLaws"]),
    tests("SettingsTests", ["ConfigSyntax", "Linting", "RunPlan", "Settings", "SourceText"]),
    tests("SourceTextTests", ["SourceText"]),
  ],
  swiftLanguageModes: [.v6]
)
