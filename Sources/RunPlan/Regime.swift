/// What kind of training a run is; laws and rules hold in some of them only.
package enum Regime: String, CaseIterable, Sendable {
  /// From random weights.
  case pretraining
  /// More of the pre-training objective on trained weights.
  case continuedPretraining = "continued-pretraining"
  /// Supervised fine-tuning.
  case supervisedFinetuning = "supervised-finetuning"
  /// DPO, KTO, ORPO, reward models and their kin.
  case preferenceTuning = "preference-tuning"
  /// PPO, GRPO and their kin.
  case reinforcementLearning = "reinforcement-learning"

  /// Whether trained weights are tuned on a task.
  package var isFinetuning: Bool {
    switch self {
    case .pretraining, .continuedPretraining: false
    case .supervisedFinetuning, .preferenceTuning, .reinforcementLearning: true
    }
  }
}
