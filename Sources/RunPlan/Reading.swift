package import SourceText

/// A framework or launcher, by its name in JSON and directives.
package struct DialectID: Hashable, Sendable {
  /// The name: `gpt-neox`.
  package let name: String

  /// Makes the id called `name`.
  package init(_ name: String) { self.name = name }
}

/// What a dialect read in a configuration: everything that rules and the solver get to know of it.
package struct Reading: Sendable {
  /// The dialect that read it.
  package let dialect: DialectID
  /// The kind of training; nil where the file is no run of its own (a model, a launcher's file) or
  /// leaves open what is learnt.
  package var regime: Regime?
  /// Quantities that keys or the framework's defaults give.
  package var claims: [Claim] = []
  /// Words that keys or defaults give.
  package var labels: PlanLabels = [:]
  /// The model, where its keys stand in the file or it is known by name.
  package var architecture: Architecture?
  /// How the learning rate runs.
  package var schedule = Schedule()
  /// What decides how much memory it takes.
  package var memory = MemoryKeys()
  /// How often the run evaluates and saves.
  package var cadences = Cadences()
  /// Which key ends the run, and which ones have no say.
  package var duration = RunDuration()
  /// Whether every sequence of a step is as long as the sequence length.
  ///
  /// It is where rows are packed, padded or cut from a stream; elsewhere tokens per step are only
  /// bounded, and stay unknown.
  package var fillsSequences = true
  /// Whether every rank is an accelerator of its own, as it is not on Trainium.
  package var ranksAreDevices = true
  /// What the framework does with a batch that does not divide.
  package var batchDivision = BatchDivision.refused
  /// What it does where only the micro-batch does not divide; nil where that is the same.
  package var microBatchDivision: BatchDivision?
  /// What it demands of the shape before it splits the model over ranks.
  package var shapeDemands: ShapeDemands = []
  /// How firm the model's positions are.
  package var contextLimit = ContextLimit.soft
  /// How wide the token ids of the data files are, where the framework fixes it.
  package var tokenStorage: TokenStorage?
  /// What is said of the rows of the embedding.
  package var vocabulary = VocabularyKeys()
  /// The key for the width of a gated MLP, where it counts more than one branch.
  package var gatedWidth: GatedWidth?
  /// Whether a part of the weights is held at zero, so that the count says more than the model.
  package var hasSparseWeights = false
  /// What the file calls the run.
  package var runName: Located<String>?
  /// Lists that must have one item a layer.
  package var layerLists: [LayerList] = []
  /// Completions for each prompt, where the run generates groups of them.
  package var generations: Generations?
  /// Keys that the framework would take otherwise than they read.
  package var remarks: [KeyRemark] = []
  /// Whether learning rates are in muP units.
  package var usesMuP = false
  /// Whether a teacher's answers are learned, at the rates of preference tuning.
  package var learnsFromTeacher = false
  /// Whether the best checkpoint of the run is kept, so that a late rise of the loss does no harm.
  package var keepsBestCheckpoint = false
  /// Where the data is declared to be mock or benchmark data.
  package var mockData: SourceSpan?
  /// Whether training goes on from a checkpoint whose tokens count towards the model's.
  package var resumesFrom: SourceSpan?
  /// How many tokens the base model saw, where the settings declare it.
  package var baseTokens: Double?
  /// The loader's name in messages: `PyYAML`.
  package var loaderName = "PyYAML"
  /// What else is known of the loader.
  package var loaderTraits = LoaderTraits()
  /// The data sets of which every row is trained on, by the names that the file has for them; nil
  /// where some are only drawn from, or not known.
  package var datasets: [Located<String>]?
  /// How many rows the data has at most, where keys cap it.
  package var rowLimit: Claim?
  /// The files that this one names and that were read; spans tell them apart by their number.
  package var linkedFiles: [LinkedFile] = []
  /// The configurations inside this file, and those that its commands name.
  package var attachments: [Attachment] = []
  /// Whether the file only starts a run: it counts processes and accelerators, which need not be
  /// the same, and what is trained stands in its attachments.
  package var isLauncher = false
  /// How many GPUs each machine has that the run is started on, where a manifest says it and
  /// what is read here has the last word on how many are used.
  package var devicesOfMachine: Claim?
  /// Whether the file is nothing but what is attached to it: a ConfigMap.
  package var isCarrier = false
  /// After what time the run is ended, whatever it has come to.
  package var timeLimit: TimeLimit?
  /// What is risked by those who start the run, should it be long.
  package var hazards: [JobHazard] = []
  /// Whether a part of the document could not be read, so that an absent key may stand there.
  package var isPartial = false

  /// Makes an empty reading of `dialect`.
  package init(dialect: DialectID, regime: Regime? = .pretraining) {
    self.dialect = dialect
    self.regime = regime
  }
}

extension [Claim] {
  /// The first claim about `quantity`, or nil.
  package subscript(quantity: Quantity) -> Claim? {
    for claim in self where claim.quantity == quantity { return claim }
    return nil
  }
}

/// What a framework does with a global batch that ranks and micro-batches do not divide.
package enum BatchDivision: Sendable {
  /// It refuses to start.
  case refused
  /// It rounds down in silence, so that the run is smaller than written.
  case roundedDown
  /// The last micro-batch is smaller; nothing is lost.
  case uneven
}

/// How firm the number of a model's positions is.
package enum ContextLimit: Sendable {
  /// Longer sequences fail or are refused.
  case hard
  /// Longer sequences run, outside what the model was made for.
  case soft
  /// Rope scaling or its kin extend the positions.
  case extended
}

/// The integers in which data files hold token ids.
package struct TokenStorage: Sendable {
  /// How many different ids fit: 65,536 for 16 bits.
  package let capacity: Double
  /// How many ids the tokenizer has, where the file says it.
  package let vocabulary: Claim?
  /// The key that fixes the width.
  package let key: String
  /// Its value's bytes; nil where the framework's default holds.
  package let span: SourceSpan?

  /// Makes a token storage.
  package init(capacity: Double, vocabulary: Claim?, key: String, span: SourceSpan?) {
    self.capacity = capacity
    self.vocabulary = vocabulary
    self.key = key
    self.span = span
  }
}

/// A list that needs one item for each layer.
package struct LayerList: Sendable {
  /// The key of the list.
  package let key: String
  /// The list's bytes.
  package let span: SourceSpan
  /// How many layers the items describe once repeats are expanded.
  package let count: Int

  /// Makes a layer list.
  package init(key: String, span: SourceSpan, count: Int) {
    self.key = key
    self.span = span
    self.count = count
  }
}

/// A file that another one names.
package struct LinkedFile: Sendable {
  /// The file.
  package let file: SourceFile
  /// Where it is named, or the first key where nothing names it.
  package let place: SourceSpan
  /// Whether settings put it beside the file, of which no key names it.
  package let isMerged: Bool

  /// Joins a file and the place that names it.
  package init(_ file: SourceFile, at place: SourceSpan, isMerged: Bool = false) {
    self.file = file
    self.place = place
    self.isMerged = isMerged
  }
}

/// The time that a run is given by those who start it.
package struct TimeLimit: Sendable {
  /// The key.
  package let key: String
  /// Its value in seconds.
  package let seconds: Double
  /// Where it is written.
  package let span: SourceSpan

  /// Makes a limit.
  package init(key: String, seconds: Double, span: SourceSpan) {
    self.key = key
    self.seconds = seconds
    self.span = span
  }
}
