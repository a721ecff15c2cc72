import SourceText

/// How a command starts the processes of a training, and what it hands to the program.
struct Launch: Sendable {
  /// The program that starts the processes, in the words of its documentation: `tune run`.
  var launcher: Located<String>?
  /// How many processes that program starts where nothing tells it.
  var counting = Launcher.Counting.unknown
  /// Whether that program trains by itself, so that no script stands behind it.
  var isTrainer = false
  /// Processes on each node.
  var processesPerNode: LaunchNumber?
  /// Nodes.
  var nodes: LaunchNumber?
  /// Processes on all nodes together.
  var processes: LaunchNumber?
  /// Whether it names a place where the nodes meet.
  var hasRendezvous = false
  /// Whether the launcher is told that there is one node.
  var isStandalone = false
  /// A configuration of the launcher itself (accelerate's `--config_file`).
  var launcherConfig: MappedText?
  /// The program: a script, a module or a command.
  var program: MappedText?
  /// Whether the program is a module that Python runs.
  var isModule = false
  /// What the program is given.
  var arguments: [MappedText] = []
  /// Whether a branch or loop decides if it is started.
  var isConditional = false
  /// Where the whole command stands.
  var place: SourceSpan
  /// Configurations that the same script writes.
  var files: [String: MappedText?] = [:]
  /// The variables that hold for it.
  var environment: [String: MappedText] = [:]

  /// The last part of the program's path, or of the module's name.
  var programName: String? {
    program?.known?.split(separator: "/").last.map(String.init)
  }
}

/// A number of processes or nodes as a launcher is told it.
struct LaunchNumber: Sendable {
  /// The flag or variable.
  let flag: String
  /// Its value; nil where it is not known.
  let text: String?
  /// Where it is written.
  let span: SourceSpan

  /// The number; nil where it is a word, a range or not known.
  var value: Double? { text.flatMap { Int($0) }.flatMap { $0 > 0 ? Double($0) : nil } }

  /// The least and the most, written `1:4`.
  var range: ClosedRange<Double>? {
    let parts = (text ?? "").split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2, parts[0] <= parts[1] else { return nil }
    return Double(parts[0])...Double(parts[1])
  }

  /// Whether the launcher counts the devices that it finds.
  var isAutomatic: Bool { ["auto", "gpu", "cpu"].contains(text ?? "") }
}
