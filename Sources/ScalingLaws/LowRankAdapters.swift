package import ReferenceData

/// The size of low-rank adapters: r (d_in + d_out) for each adapted matrix.
///
/// Hu et al. 2021, section 4.2.
package struct LowRankAdapters: Hashable, Sendable {
  /// A matrix that gets an adapter.
  package struct Matrix: Hashable, Sendable {
    /// d_in.
    package let input: Double
    /// d_out.
    package let output: Double

    /// Makes a matrix.
    package init(input: Double, output: Double) {
      self.input = input
      self.output = output
    }
  }

  /// r.
  package let rank: Double
  /// The adapted matrices of one layer.
  package let matrices: [Matrix]
  /// The layers that hold them.
  package let layers: Double

  /// Makes adapters.
  package init(rank: Double, matrices: [Matrix], layers: Double) {
    self.rank = rank
    self.matrices = matrices
    self.layers = layers
  }

  /// Where the method comes from.
  package static let citation = Citation.hu2021

  /// The parameters trained.
  package var parameters: Double {
    matrices.reduce(0) { $0 + rank * ($1.input + $1.output) } * layers
  }
}
