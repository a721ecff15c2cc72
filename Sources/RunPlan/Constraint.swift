package import SourceText

/// A demand of a framework on several keys, which a file does not meet.
///
/// What a framework checks, and what it says, is a fact about the framework: a dialect holds it as
/// data, sentence included, and the rule of the topic reports it.
package struct Constraint: Sendable {
  /// What the demand is about, so that the rule of that subject speaks.
  package enum Topic: UInt8, Sendable, CaseIterable {
    /// Batch, accumulation and ranks.
    case batch
    /// Adapters, quantised weights and the keys that set them up.
    case adapter
    /// Floating-point formats that exclude each other.
    case precision
    /// Packing of short rows into long ones.
    case packing
    /// Rows that are cut or dropped because of their length.
    case truncation
    /// Streams that have no length of their own.
    case streaming
    /// Weights, shares and counts of the parts of a mixture.
    case mixture
    /// The final learning rate against the peak.
    case finalRate
    /// Rows of the embedding against the ids of the tokenizer.
    case vocabulary
    /// Two lengths of the run.
    case duration
    /// Units of a duration.
    case durationUnit
    /// Completions for each prompt against batches of them.
    case generations
    /// Evaluation that is asked for and cannot happen.
    case evaluation
    /// Checkpoints that are asked for and cannot be written.
    case checkpoints
    /// Cadences of evaluation and checkpoints that exclude each other.
    case cadence
    /// Processes, nodes and accelerators that a job starts and asks for.
    case deviceCount
    /// What the controller of a job refuses, or what keeps the job from starting.
    case manifest
    /// Restarts of a job that has nothing to go on from.
    case restart
    /// The shared memory of a job's containers.
    case sharedMemory
    /// What makes a job break, or its outcome be lost.
    case fragile
    /// Keys that have no effect as the others stand.
    case inert
    /// Everything else.
    case other
  }

  /// What comes of it.
  package enum Outcome: Sendable {
    /// The framework stops.
    case refused
    /// It runs, and the run is not what is written.
    case harmful
    /// It runs, and the reader should know.
    case remarkable
  }

  /// One place and what to say beside it.
  package struct Mark: Sendable {
    /// The bytes.
    package let span: SourceSpan
    /// The words; may be empty.
    package let text: String

    /// Makes a mark.
    package init(_ span: SourceSpan, _ text: String) {
      self.span = span
      self.text = text
    }
  }

  /// What the demand is about.
  package let topic: Topic
  /// What comes of it.
  package let outcome: Outcome
  /// What is wrong, with its keys between backticks: at most 80 characters, no full stop.
  package let headline: String
  /// The words at the place itself.
  package let label: String
  /// The other keys of the demand.
  package var related: [Mark] = []
  /// What happens, where the outcome alone does not say it.
  package var consequence: String?
  /// The edit in words.
  package var help: String?
  /// The file and function of the framework that demand it: `trl/trainer/sft_trainer.py`.
  package let source: String

  /// Makes a constraint.
  package init(
    _ topic: Topic, _ outcome: Outcome, _ headline: String, label: String, source: String
  ) {
    self.topic = topic
    self.outcome = outcome
    self.headline = headline
    self.label = label
    self.source = source
  }
}
