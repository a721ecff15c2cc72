package import Composition
package import ConfigSyntax
package import RunPlan
package import SourceText

/// Reads the configurations of one framework or launcher: which key claims which quantity.
package protocol Dialect: Sendable {
  /// The framework's name in JSON and directives.
  static var id: DialectID { get }
  /// The keys that give its files away.
  static var fingerprint: Fingerprint { get }
  /// Whether a file that bears the fingerprint is one of this dialect, where values decide too.
  static func recognises(_ root: ConfigValue) -> Bool
  /// How its loader turns bytes into values.
  static var loading: Loading { get }
  /// How its loader turns the bytes of this very file into values.
  static func loading(of file: SourceFile) -> Loading
  /// Whether all interpolations of a file are resolved by that file alone, before the run starts.
  static var resolvesAlone: Bool { get }
  /// The keys that are a quantity and nothing else.
  static var bindings: [KeyBinding] { get }
  /// The key at the top without which `scope` is the whole document; nil where it always is.
  static var scopeKey: String? { get }
  /// The part of the document that the framework takes as its configuration.
  static func scope(of root: ConfigValue) -> ConfigValue
  /// Reads what is more than one key: shapes, defaults that depend on other keys, schedules.
  static func complete(_ keys: inout KeyReader)
  /// Notes the data sets that the file names; asked only where somebody knows more about them.
  static func nameData(_ keys: inout KeyReader)
  /// The keys that the framework reads; nil where they are not known well enough to judge others.
  static var catalogue: KeyCatalogue? { get }
  /// All catalogues, where not all of a dialect's files hold the same keys.
  static var catalogues: [KeyCatalogue] { get }
  /// The catalogue for this very file, where not all of a dialect's files hold the same keys.
  static func catalogue(of root: ConfigValue) -> KeyCatalogue?
  /// Notes what the framework demands of several keys and this file does not meet.
  ///
  /// It is asked after `complete`, and only where the whole document could be read.
  static func constrain(_ keys: inout KeyReader)
}

extension Dialect {
  /// The fingerprint is enough.
  package static func recognises(_ root: ConfigValue) -> Bool { true }

  package static var resolvesAlone: Bool { false }

  package static var scopeKey: String? { nil }

  package static func scope(of root: ConfigValue) -> ConfigValue { root }

  package static func nameData(_ keys: inout KeyReader) {}

  package static var catalogue: KeyCatalogue? { nil }

  package static var catalogues: [KeyCatalogue] { catalogue.map { [$0] } ?? [] }

  package static func catalogue(of root: ConfigValue) -> KeyCatalogue? { catalogue }

  package static func constrain(_ keys: inout KeyReader) {}

  /// Reads a configuration of this framework, and through `opener` the files that it names, which
  /// are numbered from `firstNumber`; data sets are named where `namesData` says so.
  ///
  /// The framework is given the `mergedFiles` beside it, none of whose keys count where this one
  /// has them.
  ///
  /// Arguments are those of a program that may know more of them,
  /// and give others a value, so that nothing is said of what is strange or absent.
  package static func read(
    _ configuration: Configuration, file: SourceFile, opener: (any FileOpener)? = nil,
    firstNumber: Int = 1, isArgumentList: Bool = false, namesData: Bool = false,
    mergedFiles: [String] = []
  ) -> Reading {
    let loading = loading(of: file)
    let plain = configuration.root.map { scope(of: $0) }
    let loaded = configuration.read(
      by: loading.loader, interpolation: loading.interpolation, root: plain)
    var keys = KeyReader(
      id, loading: loading, loaded, root: loaded.root.map { scope(of: $0) },
      document: loaded.root, isPartial: configuration.isPartial,
      links: opener.map { LinkSource($0, base: file.name, firstNumber: firstNumber) })
    switch loading.assembly {
    case .none: break
    case .includeTags: keys.includeTagged()
    case .hydraDefaults:
      if let list = keys.root?["defaults"] { HydraDefaults.compose(list, &keys) }
    }
    for path in mergedFiles { keys.merge(path) }
    for binding in bindings { keys.bind(binding) }
    // A second owner of the list would have it copied when the next claim comes.
    let bound = keys.reading.isPartial ? keys.reading.claims : []
    complete(&keys)
    if keys.reading.isPartial { return keys.reading.keeping(bound) }
    if namesData { nameData(&keys) }
    if isArgumentList { return keys.reading }
    constrain(&keys)
    if let root = keys.root, let catalogue = catalogue(of: root) {
      var audit = KeyAudit(catalogue, foldsHyphens: loading.foldsHyphens)
      audit.check(root)
      keys.reading.remarks += audit.remarks
      if !audit.remarks.isEmpty { keys.reading.remarks.joinSlips() }
    }
    if resolvesAlone, mergedFiles.isEmpty {
      keys.reading.remarks += loaded.brokenInterpolations.map { broken in
        KeyRemark(
          broken.cycle.isEmpty
            ? .unresolvedInterpolation : .interpolationCycle(broken.cycle),
          key: broken.path, span: broken.span)
      }
    }
    return keys.finish()
  }

  /// A `.json` file goes through Python's `json` where YAML would go through PyYAML.
  package static func loading(of file: SourceFile) -> Loading {
    guard file.hasExtension(".json"), loading.loader == .pyYAML else { return loading }
    return Loading(.json, castsText: loading.castsText)
  }
}

extension Reading {
  /// What is known of a document of which a part could not be read.
  ///
  /// Any key that decides what another means may stand in that part. What is left are numbers that
  /// `bound` read from keys which mean one thing only, and remarks on what is written.
  fileprivate func keeping(_ bound: [Claim]) -> Reading {
    var known = Reading(dialect: dialect, regime: nil)
    known.claims = bound.filter { claim in claims.contains { $0 === claim } }
    known.remarks = remarks
    known.loaderName = loaderName
    known.loaderTraits = loaderTraits
    known.isPartial = isPartial
    known.isCarrier = isCarrier
    // Of the settings that always have a value, those that claim least.
    known.fillsSequences = false
    known.ranksAreDevices = false
    known.contextLimit = .extended
    known.batchDivision = .uneven
    return known
  }
}

/// How a framework's loader turns bytes into values.
package struct Loading: Sendable {
  /// How scalars are typed.
  package let loader: Loader
  /// What `${…}` means.
  package let interpolation: Interpolation
  /// Whether the framework casts text to the number that a key wants.
  package let castsText: Bool
  /// Whether `a-b` and `a_b` are the same key.
  package let foldsHyphens: Bool
  /// What else sets it apart.
  package let traits: LoaderTraits
  /// How other files become part of the configuration.
  let assembly: Assembly

  /// How other files become part of a configuration.
  package enum Assembly: Sendable {
    /// Not at all.
    case none
    /// `!include path` stands for the content of a file.
    case includeTags
    /// Hydra's `defaults` list names them.
    case hydraDefaults
  }

  /// Makes a description of a loader; its traits are those of the loader's usual form.
  package init(
    _ loader: Loader, interpolation: Interpolation = .none, castsText: Bool,
    foldsHyphens: Bool = false, traits: LoaderTraits? = nil, assembly: Assembly = .none
  ) {
    self.assembly = assembly
    self.traits = traits ?? Self.usualTraits(of: loader)
    self.loader = loader
    self.interpolation = interpolation
    self.castsText = castsText
    self.foldsHyphens = foldsHyphens
  }

  /// PyYAML's `safe_load` with typed fields that take numbers written as text.
  package static let castingYAML = Loading(.pyYAML, castsText: true)
  /// PyYAML's `safe_load`, its values used as they come.
  package static let plainYAML = Loading(.pyYAML, castsText: false)
  /// OmegaConf, interpolations included.
  package static let omegaConf = Loading(.omegaConf, interpolation: .omegaConf, castsText: true)
  /// OmegaConf under Hydra, which puts a configuration together from several files.
  package static let hydra = Loading(
    .omegaConf, interpolation: .omegaConf, castsText: true, assembly: .hydraDefaults)
  /// OmegaConf for a part of a whole: what its interpolations mean is only known in the whole.
  static let omegaConfAsWritten = Loading(.omegaConf, castsText: true)
  /// Python's `json`.
  package static let json = Loading(.json, castsText: false)

  private static func usualTraits(of loader: Loader) -> LoaderTraits {
    switch loader {
    case .pyYAML, .omegaConf, .yaml12: LoaderTraits()
    case .json: LoaderTraits(scanner: .libyaml)
    case .goYAML: LoaderTraits(scanner: .libyaml, furtherDocuments: .read)
    }
  }

  /// The loader's name in messages.
  package var name: String {
    switch loader {
    case .pyYAML: "PyYAML"
    case .omegaConf: "OmegaConf"
    case .json: "Python's json"
    case .yaml12: "a YAML 1.2 loader"
    case .goYAML: "go-yaml"
    }
  }
}
