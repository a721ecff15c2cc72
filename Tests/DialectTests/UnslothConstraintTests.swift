import Dialects
import RunPlan
import Testing

/// What becomes of Unsloth's files that say 0 for passes.
@Suite struct UnslothConstraintTests {
  @Test(arguments: demands)
  func whatIsMeantIsAsked(_ demand: BrokenDemand) throws {
    try demand.check(Unsloth.self, below: "model: some/model")
  }

  private static let demands = [
    BrokenDemand(
      "neither `num_epochs` nor `max_steps`", "training: {num_epochs: 0, max_steps: 0}",
      "training: {num_epochs: 1, max_steps: 0}", .other, .harmful),
    BrokenDemand(
      "the run ends after 30 steps", "training: {num_epochs: 0, max_steps: 30}",
      "training: {num_epochs: 0, max_steps: 3000}", .other, .remarkable),
  ]
}
