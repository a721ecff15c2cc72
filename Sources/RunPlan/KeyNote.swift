/// What is known of one key of a framework, for those who write it.
package struct KeyNote: Sendable {
  /// The key, without the mappings around it.
  package let name: String
  /// What it takes, as far as the framework checks it.
  package var expectation: WrongValue.Expectation?
  /// The range that the framework demands of a number.
  package var range: ClosedRange<Double>?
  /// The value that holds without the key, as the framework spells it.
  package var standing: String?
  /// Whether the framework does not start without it.
  package var isRequired = false
  /// Whether it is a former name.
  package var isOutdated = false
  /// The present name of a former one.
  package var replacement: String?
  /// The quantity that it is.
  package var quantity: Quantity?

  /// Makes a note on the key called `name`.
  package init(_ name: String) { self.name = name }
}
