/// Memory beside states and activations.
package enum TensorMemory {
  /// The logits of a micro-batch: a 32-bit copy for the loss and a 16-bit one, s b V (4 + 2).
  package static func logits(sequence: Double, batch: Double, vocabulary: Double) -> Double {
    sequence * batch * vocabulary * 6
  }

  /// The key-value cache of one token: 2 L n_kv hd bytes.
  package static func cachePerToken(
    layers: Double, keyValueHeads: Double, headWidth: Double, bytesPerValue: Double = 2
  ) -> Double {
    2 * layers * keyValueHeads * headWidth * bytesPerValue
  }
}
