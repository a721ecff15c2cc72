/// Who reads a file in the end, and so decides what its plain scalars mean.
package enum Loader: Sendable, CaseIterable {
  /// PyYAML's safe loader: YAML 1.1, and floats only with a dot and a signed exponent.
  case pyYAML
  /// OmegaConf: PyYAML with a wider rule for floats and without dates.
  case omegaConf
  /// Python's `json`.
  case json
  /// ruamel.yaml as it stands for YAML 1.2.
  case yaml12
  /// go-yaml v2 below sigs.k8s.io/yaml, as in Kubernetes.
  case goYAML
}

/// What a loader makes of a scalar.
package enum ScalarValue: Hashable, Sendable {
  /// No value.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number that fits into 64 bits.
  case integer(Int)
  /// A number with a fraction or an exponent, or a whole number beyond 64 bits.
  case float(Double)
  /// A date or a date with a time, as written.
  case timestamp(String)
  /// A string.
  case text(String)
  /// A text that the loader refuses here.
  case invalid(String)

  /// The number, where it is one.
  package var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }
}
