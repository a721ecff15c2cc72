/// What decides how much memory a training takes, as far as its file settles it.
package struct MemoryKeys: Sendable {
  /// What a trained parameter takes before anything is split over ranks.
  ///
  /// Nil where optimizer, precision or the framework leave it open, and where a part of it is kept
  /// in the host's memory.
  package var states: ModelStates?
  /// How the weights that are not trained are held; nil where that is open.
  package var frozen: ModelStates.FrozenFormat?
  /// What the backward pass computes again; nil where that is open.
  package var recomputation: Activations.Recomputation?
  /// Whether a part of the states is kept in the host's memory.
  package var offloads = false
  /// Whether the loss is computed in pieces, so that the logits are never whole.
  package var fusesLoss = false

  /// Whether every weight is trained, though the run does not start from random ones.
  package var trainsAll = false
  /// What is split over the ranks where no stage of ZeRO is claimed; nil where that is open.
  package var sharding: ModelStates.Sharding?
  /// Whether tensor parallelism splits what lies between the matrices by the sequence too.
  package var splitsSequence = true
  /// Whether the file leaves open which of several commands reads it, and the likeliest is assumed.
  package var isAssumed = false

  /// Makes keys of which nothing is known.
  package init() {}
}
