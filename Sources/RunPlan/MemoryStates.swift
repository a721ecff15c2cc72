package import ReferenceData

/// Bytes of weights, gradients and optimizer state, the part of training memory known exactly.
///
/// Rajbhandari et al. 2019, section 3; all figures are bytes per trained parameter.
package struct ModelStates: Hashable, Sendable {
  /// The weights the passes use.
  package let weight: Double
  /// Their gradients.
  package let gradient: Double
  /// Everything the optimizer keeps: the 32-bit copy of the weights and the moments.
  package let optimizer: Double

  /// Makes states from bytes per parameter.
  package init(weight: Double, gradient: Double, optimizer: Double) {
    self.weight = weight
    self.gradient = gradient
    self.optimizer = optimizer
  }

  /// Where the account comes from.
  package static let citation = Citation.rajbhandari2019

  /// AdamW with 16-bit weights and gradients, 32-bit copy and moments: 16.
  package static let mixedAdamW = ModelStates(weight: 2, gradient: 2, optimizer: 12)
  /// The same with 32-bit gradients: 18.
  package static let mixedAdamWFullGradients = ModelStates(weight: 2, gradient: 4, optimizer: 12)
  /// The same with 16-bit gradients that are copied to 32 bits for the step: 20.
  package static let mixedAdamWCopiedGradients = ModelStates(weight: 2, gradient: 2, optimizer: 16)
  /// AdamW in 32 bits throughout, no copy: 16.
  package static let fullAdamW = ModelStates(weight: 4, gradient: 4, optimizer: 8)
  /// AdamW in 16 bits throughout, no copy: 8.
  package static let shortAdamW = ModelStates(weight: 2, gradient: 2, optimizer: 4)
  /// AdamW with 8-bit moments: 10.
  package static let adamW8Bit = ModelStates(weight: 2, gradient: 2, optimizer: 6)
  /// One 32-bit moment, as SGD with momentum or Muon, 16-bit gradients: 12.
  package static let momentum = ModelStates(weight: 2, gradient: 2, optimizer: 8)

  /// Bytes per parameter on one device.
  package var bytesPerParameter: Double { weight + gradient + optimizer }

  /// What is split over the ranks, by ZeRO's stages.
  package enum Sharding: Int, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// Optimizer state.
    case optimizer
    /// Optimizer state and gradients.
    case gradients
    /// All three.
    case parameters
  }

  /// Bytes per parameter on each of `ranks`.
  ///
  /// For AdamW in mixed precision 16, 4 + 12/n, 2 + 14/n and 16/n.
  package func bytesPerParameter(sharding: Sharding, ranks: Double) -> Double {
    func split(_ bytes: Double, from stage: Sharding) -> Double {
      sharding.rawValue >= stage.rawValue ? bytes / ranks : bytes
    }
    return split(weight, from: .parameters) + split(gradient, from: .gradients)
      + split(optimizer, from: .optimizer)
  }

  /// How the weights that are not trained are held.
  package enum FrozenFormat: String, Hashable, Sendable, CaseIterable {
    /// 16 bits.
    case bits16
    /// 8 bits.
    case int8
    /// 4 bits with constants quantised in turn; Dettmers et al. 2023.
    case nf4
    /// 4 bits with a 32-bit constant for each block of 64.
    case bits4

    /// Bytes per frozen parameter.
    package var bytesPerParameter: Double {
      switch self {
      case .bits16: 2
      case .int8: 1
      // 4 bits, an 8-bit constant per block of 64, a 32-bit one per 256 of those.
      case .nf4: (4 + (8 + 32.0 / 256) / 64) / 8
      case .bits4: (4 + 32.0 / 64) / 8
      }
    }
  }
}
