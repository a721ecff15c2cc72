import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Hyperparameters that a container is handed as variables, for a program that nobody sees.
///
/// There is no convention, so that what they say is an estimate: names count that mean one thing in
/// nearly every script, after a prefix that all of them share.
struct EnvironmentClaims {
  /// A variable and what it stands for.
  struct Entry {
    /// The quantity.
    let quantity: Quantity
    /// The variable.
    let name: String
    /// Its number; nil where it is not known.
    let value: Double?
    /// Where that is written.
    let place: ByteRange
  }

  /// The quantities.
  private(set) var entries: [Entry] = []
  /// The model's name.
  private(set) var model: (name: String, place: ByteRange)?

  private static let names: [(Quantity, [String])] = [
    (.steps, ["MAX_STEPS", "TRAIN_STEPS", "NUM_TRAIN_STEPS", "MAX_TRAIN_STEPS"]),
    (.epochs, ["EPOCHS", "NUM_EPOCHS", "NUM_TRAIN_EPOCHS"]),
    (
      .accumulation,
      ["GRADIENT_ACCUMULATION_STEPS", "GRAD_ACCUM_STEPS", "GRAD_ACCUM", "GRADIENT_ACCUMULATION"]
    ),
    (.learningRate, ["LEARNING_RATE"]),
    (.sequenceLength, ["MAX_SEQ_LENGTH", "MAX_SEQ_LEN", "SEQ_LENGTH", "SEQUENCE_LENGTH"]),
    (.microBatch, ["PER_DEVICE_TRAIN_BATCH_SIZE", "MICRO_BATCH_SIZE"]),
    (.loraRank, ["LORA_R", "LORA_RANK"]), (.loraAlpha, ["LORA_ALPHA"]),
  ]
  /// Beside an accumulation these are one rank's; alone nobody knows whose they are.
  private static let batches = ["TRAIN_BATCH_SIZE", "BATCH_SIZE"]
  private static let models = [
    "MODEL_NAME", "MODEL_ID", "BASE_MODEL", "MODEL_NAME_OR_PATH", "MODEL",
  ]

  /// Looks through the variables of a container.
  init(_ environment: [String: MappedText]) {
    guard environment.count >= 2 else { return }
    var best: [Entry] = []
    var bestPrefix = ""
    let prefixes = Set(environment.keys.compactMap { $0.split(separator: "_").first })
    for prefix in [""] + prefixes.map({ $0 + "_" }).sorted() {
      let found = Self.entries(environment, prefix)
      if found.count > best.count { (best, bestPrefix) = (found, prefix) }
    }
    guard best.count >= 2 else { return }
    entries = best
    for name in Self.models {
      guard let text = environment[bestPrefix + name], let word = text.known, !word.isEmpty else {
        continue
      }
      model = (word, text.place)
      break
    }
  }

  /// Whether only a training takes such variables.
  var areTraining: Bool {
    entries.contains { [.accumulation, .learningRate, .steps, .epochs].contains($0.quantity) }
      && entries.count >= 3
  }

  private static func entries(_ environment: [String: MappedText], _ prefix: String) -> [Entry] {
    var found: [Entry] = []
    func add(_ quantity: Quantity, _ names: [String]) {
      for name in names {
        guard let text = environment[prefix + name] else { continue }
        let value = text.known.flatMap { lenientNumber($0) }
        found.append(
          Entry(quantity: quantity, name: prefix + name, value: value, place: text.place))
        return
      }
    }
    for (quantity, names) in names { add(quantity, names) }
    if found.contains(where: { $0.quantity == .accumulation }),
      !found.contains(where: { $0.quantity == .microBatch })
    {
      add(.microBatch, batches)
    }
    return found
  }
}

extension KeyReader {
  /// Claims what the variables of the job say, where the command says nothing.
  mutating func readEnvironment(of job: KubernetesJob) {
    let saysNothing = job.spec.launches.allSatisfy { launch in
      !ProgramArguments(launch.arguments).looksLikeTraining("")
    }
    guard saysNothing, let root,
      let container = job.groups.lazy.flatMap(\.containers).first(where: {
        EnvironmentClaims($0.environment).areTraining
      })
    else { return }
    let found = EnvironmentClaims(container.environment)
    func origin(_ place: ByteRange) -> Origin { .written(SourceSpan(root.span.file, place)) }
    for entry in found.entries {
      guard let value = entry.value, value > 0, reading.claims[entry.quantity] == nil else {
        continue
      }
      let source = KeySource(key: entry.name, origin: origin(entry.place))
      add(Claim(entry.quantity, value, .written(source), certainty: .estimate))
    }
    if let model = found.model, reading.labels[.baseModel] == nil {
      reading.labels[.baseModel] = LabelClaim(
        model.name, origin: origin(model.place), certainty: .estimate)
    }
  }
}
