/// What a user may set for a rule; one table gives decoding, checking, schema and documentation.
package protocol RuleOptions: Sendable {
  /// The defaults.
  init()
  /// The settings, in the order of the documentation.
  static var settings: [Setting<Self>] { get }
}

/// The options of a rule that has none.
package struct NoOptions: RuleOptions {
  package init() {}
  package static let settings: [Setting<NoOptions>] = []
}

/// One number that a user may set.
package struct Setting<Options: Sendable>: Sendable {
  /// The name in `.trainlint.yaml`.
  package let name: String
  /// Where it is kept.
  package let path: any WritableKeyPath<Options, Double> & Sendable
  /// The numbers it may take.
  package let range: ClosedRange<Double>
  /// One sentence of help.
  package let help: String

  /// Makes a number setting.
  package static func number(
    _ name: String, _ path: any WritableKeyPath<Options, Double> & Sendable,
    in range: ClosedRange<Double>, _ help: String
  ) -> Setting {
    Setting(name: name, path: path, range: range, help: help)
  }
}

/// A setting without its type: name, default, range and help.
package struct SettingInfo: Sendable {
  /// The name in `.trainlint.yaml`.
  package let name: String
  /// The value unless set.
  package let defaultValue: Double
  /// The numbers it may take.
  package let range: ClosedRange<Double>
  /// One sentence of help.
  package let help: String
}
