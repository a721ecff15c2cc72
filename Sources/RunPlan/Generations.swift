/// How many completions a run generates for each prompt, and the batches that hold whole groups
/// of them.
///
/// Rounds of generation fill batches of completions. A group of completions for one prompt must not
/// be torn apart, so that each of these batches is a multiple of the group.
package struct Generations: Sendable {
  /// Completions for each prompt.
  package let perPrompt: WrittenKey
  /// Completions that one rank takes in one pass; nil where no key says it.
  package var perRank: WrittenKey?
  /// The key for the passes that one round feeds; nil where the default of 1 holds.
  package var passes: WrittenKey?
  /// Completions of one round on all ranks, where a key gives them.
  package var round: WrittenKey?
  /// Completions that one rank takes in one pass of an evaluation; nil where none is made or no key
  /// says it.
  package var evaluationPerRank: WrittenKey?
  /// Completions for each prompt of an evaluation; nil where they are as many as in training.
  package var evaluationPerPrompt: WrittenKey?
  /// The framework's file and function that demand it.
  package let source: String

  /// Makes the generations of a run that makes `perPrompt` completions for each prompt.
  package init(perPrompt: WrittenKey, source: String) {
    self.perPrompt = perPrompt
    self.source = source
  }

  /// Completions of one round on one rank, or nil.
  package var roundPerRank: Double? {
    guard round == nil, let perRank else { return nil }
    return perRank.value * (passes?.value ?? 1)
  }

  /// The number of which the world size must be a multiple for batches of `perRank` completions on
  /// each rank to hold whole groups of `group`; nil where the numbers are not whole and positive.
  package static func ranksDemanded(perRank: Double, group: Double) -> Int? {
    guard perRank >= 1, group >= 1, perRank < 1e9, group < 1e9, perRank == perRank.rounded(),
      group == group.rounded()
    else { return nil }
    var (a, b) = (Int(perRank), Int(group))
    while b != 0 { (a, b) = (b, a % b) }
    return Int(group) / a
  }
}
