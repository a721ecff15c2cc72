/// What sets one loader apart from another that types scalars alike.
package struct LoaderTraits: Hashable, Sendable {
  /// Who cuts the text into tokens.
  package enum Scanner: Sendable {
    /// PyYAML's own scanner, as in `safe_load`: it refuses tabs between tokens.
    case python
    /// libyaml, or one that takes the same texts.
    case libyaml
  }

  /// What becomes of a second document.
  package enum Documents: Sendable {
    /// The load fails.
    case refused
    /// It is passed over in silence.
    case ignored
    /// It is read too.
    case read
  }

  /// Who cuts the text into tokens.
  package let scanner: Scanner
  /// What becomes of a second document.
  package let furtherDocuments: Documents
  /// Whether tags of plain Python data, as `!!python/tuple`, are built: PyYAML's `FullLoader`.
  package let buildsPythonData: Bool

  /// Describes a loader; the defaults are those of PyYAML's `safe_load` and of OmegaConf.
  package init(
    scanner: Scanner = .python, furtherDocuments: Documents = .refused,
    buildsPythonData: Bool = false
  ) {
    self.scanner = scanner
    self.furtherDocuments = furtherDocuments
    self.buildsPythonData = buildsPythonData
  }
}
