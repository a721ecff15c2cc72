package import ReferenceData

/// Activation memory of a transformer, an estimate within about 30%.
///
/// Korthikanti et al. 2022, table 2, for 16-bit blocks with an MLP of 4 h and dropout masks: bytes
/// per layer s b h (34 + 5 a s / h), less under parallelism and recomputation.
package struct Activations: Hashable, Sendable {
  /// What the backward pass computes again.
  package enum Recomputation: String, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// The attention scores, as flash attention does too.
    case selective
    /// Whole layers, of which only the inputs are kept.
    case full
  }

  /// s, tokens in a sequence.
  package let sequence: Double
  /// b, sequences in a micro-batch.
  package let batch: Double
  /// h, the model's width.
  package let width: Double
  /// a, query heads.
  package let heads: Double
  /// L, layers on the device.
  package let layers: Double

  /// Makes a shape.
  package init(sequence: Double, batch: Double, width: Double, heads: Double, layers: Double) {
    self.sequence = sequence
    self.batch = batch
    self.width = width
    self.heads = heads
    self.layers = layers
  }

  /// Where the account comes from.
  package static let citation = Citation.korthikanti2022

  /// Bytes on one device of a tensor-parallel group.
  package func bytes(
    tensorParallel: Double = 1, sequenceParallel: Bool = false, recomputing: Recomputation
  ) -> Double {
    let unit = sequence * batch * width * layers
    let serial = sequenceParallel ? 1 / tensorParallel : 1
    // Full recomputation keeps a layer's input, which only sequence parallelism splits.
    if recomputing == .full { return 2 * unit * serial }
    let scores = recomputing == .none ? 5 * heads * sequence / width : 0
    return unit * (10 * serial + (24 + scores) / tensorParallel)
  }
}
