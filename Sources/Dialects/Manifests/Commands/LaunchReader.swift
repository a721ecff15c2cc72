import SourceText

/// Finds how a command starts a training.
struct LaunchReader {
  private let file: FileID
  private var words: [MappedText]
  private var next = 0
  private(set) var launch: Launch

  /// The words in front of a command that change nothing of what it is.
  private static let prefixes: Set<String> = [
    "exec", "sudo", "nohup", "time", "env", "command", "stdbuf", "-oL", "-u", "numactl", "uv",
    "poetry", "run", "ncluster", "--", "srun", "timeout", "ray",
  ]

  private init(_ words: [MappedText], environment: [String: MappedText], file: FileID) {
    self.words = words
    self.file = file
    let start = words.first?.place.lowerBound ?? 0
    let end = words.map(\.place.upperBound).max() ?? start
    launch = Launch(place: SourceSpan(file, start, max(start, end)))
    launch.environment = environment
  }

  /// The training that `words` start; nil where they start none.
  static func read(
    _ words: [MappedText], environment: [String: MappedText], file: FileID
  ) -> Launch? {
    guard words.count <= 4096 else { return nil }
    var reader = LaunchReader(words, environment: environment, file: file)
    return reader.read() ? reader.launch : nil
  }

  private func word(_ index: Int) -> String? {
    words.indices.contains(index) ? words[index].known : nil
  }

  private func name(_ index: Int) -> String {
    (word(index) ?? "").split(separator: "/").last.map(String.init) ?? ""
  }

  // MARK: Launchers

  private mutating func read() -> Bool {
    skipPrefixes()
    while let launcher = takeLauncher() {
      if launch.launcher == nil {
        launch.launcher = Located(launcher.name, at: SourceSpan(file, words[next - 1].place))
        launch.counting = launcher.counting
        launch.isTrainer = !launcher.startsProgram
      }
      readOptions(of: launcher)
      guard launcher.startsProgram else {
        launch.program = MappedText(launcher.name, at: words[next - 1].place.lowerBound)
        launch.arguments = Array(words[min(next, words.count)...])
        return true
      }
      skipPrefixes()
    }
    takePython()
    guard next < words.count else { return launch.launcher != nil }
    launch.program = words[next]
    launch.arguments = Array(words[(next + 1)...])
    return launch.launcher != nil || launch.program != nil
  }

  private mutating func skipPrefixes() {
    while next < words.count {
      let word = word(next) ?? ""
      let isAssignment = word.contains("=") && !word.hasPrefix("-")
      guard Self.prefixes.contains(word) || (isAssignment && launch.program == nil) else { break }
      next += 1
      // What a queue of Ray's starts stands behind two dashes.
      if word == "ray", let dashes = words[next...].firstIndex(where: { $0.known == "--" }) {
        next = dashes
      }
      if word == "timeout" { next += 1 }
      if word == "run" { skipOptions() }
    }
  }

  /// Leaves the options of `uv run` behind.
  private mutating func skipOptions() {
    while let flag = word(next), flag.hasPrefix("-"), flag != "-m", flag != "--" {
      let takesValue = ["--extra", "--with", "--group", "--python", "-p", "-n"].contains(flag)
      next += takesValue ? 2 : 1
    }
  }

  /// Takes the words that call a launcher, with `python -m` before it or without.
  private mutating func takeLauncher() -> Launcher? {
    var start = next
    if name(start).hasPrefix("python") {
      start += 1
      while let flag = word(start), flag.hasPrefix("-"), flag != "-m" { start += 1 }
      guard word(start) == "-m" else { return nil }
      start += 1
    }
    let called = name(start)
    for launcher in Launcher.all where launcher.words[0] == called {
      let isCalled = launcher.words.indices.dropFirst().allSatisfy { index in
        word(start + index) == launcher.words[index]
      }
      guard isCalled else { continue }
      next = start + launcher.words.count
      return launcher
    }
    return nil
  }

  /// Leaves `python`, its options and `-m` behind, so that the program is next.
  private mutating func takePython() {
    guard name(next).hasPrefix("python") else { return }
    next += 1
    while let flag = word(next), flag.hasPrefix("-") {
      next += 1
      if flag == "-m" {
        launch.isModule = true
        return
      }
    }
  }

  // MARK: Options

  private mutating func readOptions(of launcher: Launcher) {
    while next < words.count, words[next].bytes.first == 0x2D {
      let option = words[next]
      let equals = option.bytes.firstIndex(of: 0x3D)
      let flag = option[0..<(equals ?? option.count)].text
      let folded = launcher.total.contains(flag) ? flag : Self.folded(flag)
      next += 1
      if launcher.switches.contains(flag) || launcher.switches.contains(folded) {
        if folded == "--standalone" { launch.isStandalone = true }
        continue
      }
      if launcher.pairs.contains(flag) {
        next += 2
        continue
      }
      let value = equals.map { option[$0 + 1..<option.count] } ?? takeValue()
      if let value { note(folded, value, launcher) }
    }
  }

  /// The word behind a flag, unless it is a flag or looks like the program.
  private mutating func takeValue() -> MappedText? {
    guard next < words.count, words[next].bytes.first != 0x2D else { return nil }
    if let text = word(next), text.hasSuffix(".py") || text.hasPrefix("python") { return nil }
    next += 1
    return words[next - 1]
  }

  private mutating func note(_ flag: String, _ value: MappedText, _ launcher: Launcher) {
    let number = LaunchNumber(
      flag: flag, text: value.known, span: SourceSpan(file, value.place))
    if launcher.perNode.contains(flag) {
      launch.processesPerNode = number
    } else if launcher.nodes.contains(flag) {
      launch.nodes = number
    } else if launcher.total.contains(flag) {
      launch.processes = number
    } else if launcher.rendezvous.contains(flag) {
      launch.hasRendezvous = true
    } else if launcher.config.contains(flag) {
      launch.launcherConfig = value
    }
  }

  /// torchrun and its kin take `-` and `_` alike.
  private static func folded(_ flag: String) -> String {
    guard flag.hasPrefix("--") else { return flag }
    return "--" + flag.dropFirst(2).map { $0 == "-" ? "_" : String($0) }.joined()
  }
}
