import SourceText

extension SyntaxTree {
  /// What a loader makes of a scalar.
  package func scalarValue(of id: NodeID, loader: Loader) -> ScalarValue {
    resolve(text(of: id), style: scalarStyle(of: id), tag: tag(of: id)?.value, loader: loader)
  }
}
