import Composition

/// In which of its two forms a Megatron-LM configuration is written, and so what its keys are
/// called.
struct MegatronForm: Sendable {
  /// A section of the nested form.
  enum Section: String, Sendable {
    /// No section: the key stands at the top.
    case top = ""
    /// `language_model:`
    case languageModel = "language_model."
    /// `model_parallel:`
    case modelParallel = "model_parallel."
  }

  /// Whether keys stand in sections and have underscores.
  let isNested: Bool

  init(_ keys: KeyReader) { isNested = keys.has("language_model") }

  /// The path of the argument called `name` on the command line.
  subscript(name: String, in section: Section = .top) -> String {
    guard isNested else { return "--" + name }
    return section.rawValue
      + String(decoding: name.utf8.map { $0 == 0x2D ? 0x5F : $0 }, as: UTF8.self)
  }

  /// Whether the global batch changes during the run.
  func batchGrows(_ keys: KeyReader) -> Bool {
    keys.isSet(self["rampup-batch-size"]) || keys.isSet(self["step-batch-size-schedule"])
  }
}
