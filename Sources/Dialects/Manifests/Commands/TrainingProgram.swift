import RunPlan
import SourceText

/// What a started program is: which framework reads its arguments, and where its configuration is.
struct TrainingProgram: Sendable {
  /// The dialect of the configuration file that it takes; nil where the file's keys tell.
  private(set) var dialect: String?
  /// The dialect of its flags; nil for a script of its own.
  private var flags: String?
  /// The flags that name a configuration file.
  private var configurationFlags = ["config", "config_file", "config_path", "c", "cfg"]
  /// Whether the configuration is the first word behind the program.
  private var takesFile = false
  /// How many words behind the program say what it does: `train`, `sft`.
  private var verbs = 0
  /// The framework whose overrides the arguments are, where its words mean something of their own.
  private(set) var vocabulary: String?
  /// Whether the keys are the flags as they are written, hyphens included.
  private(set) var keepsDashes = false

  /// Tells a program by its name and launcher.
  init(_ launch: Launch) {
    let name = launch.programName ?? ""
    switch name {
    case "axolotl", "axolotl.cli.train":
      (dialect, takesFile) = (Axolotl.id.name, true)
      verbs = name == "axolotl" && launch.launcher?.value == "axolotl" ? Self.verb(launch) : 0
    case "llamafactory-cli":
      (dialect, flags, takesFile) = (LlamaFactory.id.name, LlamaFactory.id.name, true)
      verbs = Self.verb(launch)
    case "swift":
      (dialect, flags) = (MSSwift.id.name, MSSwift.id.name)
      verbs = Self.verb(launch)
    case "trl":
      (dialect, flags) = (HFTraining.id.name, HFTraining.id.name)
      verbs = Self.verb(launch)
    case "trl.scripts.sft", "trl.scripts.dpo", "trl.scripts.kto":
      (dialect, flags) = (HFTraining.id.name, HFTraining.id.name)
    case "pretrain_gpt.py", "pretrain_llama.py", "pretrain_mamba.py": keepsDashes = true
    default:
      if launch.launcher?.value == "tune run" {
        (dialect, vocabulary) = (Torchtune.id.name, "torchtune")
      }
      let path = launch.program?.known?.lowercased() ?? ""
      if path.hasPrefix("maxtext.") || path.contains("maxtext/") {
        (dialect, vocabulary, takesFile) = (MaxText.id.name, "maxtext", true)
      }
    }
    if keepsDashes { flags = MegatronLM.id.name }
  }

  /// One word that says what to do, where there is one.
  private static func verb(_ launch: Launch) -> Int {
    let first = launch.arguments.first?.known ?? ""
    return !first.isEmpty && first.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) ? 1 : 0
  }

  /// The words behind the program without those that say what to do.
  func arguments(of launch: Launch) -> [MappedText] { Array(launch.arguments.dropFirst(verbs)) }

  /// The path of the configuration file among the arguments.
  func configuration(_ arguments: ProgramArguments) -> MappedText? {
    for flag in configurationFlags {
      if let values = arguments.values(flag), values.count == 1, Self.isFile(values[0]) {
        return values[0]
      }
    }
    return takesFile ? arguments.positional.first { Self.isFile($0) } : nil
  }

  private static func isFile(_ word: MappedText) -> Bool {
    guard let text = word.known else { return false }
    return [".yaml", ".yml", ".json"].contains { text.hasSuffix($0) }
  }

  /// The dialect of the flags; overrides of a configuration file are no run of their own.
  func argumentDialect(_ arguments: ProgramArguments) -> String {
    if let flags, configuration(arguments) == nil { return flags }
    return ScriptArguments.id.name
  }
}
