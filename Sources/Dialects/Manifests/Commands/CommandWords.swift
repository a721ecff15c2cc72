import SourceText

/// The words of a command as a manifest lists them, down through the shells that they call.
struct CommandWords {
  private let words: [MappedText]
  private let environment: [String: MappedText]
  private let file: FileID
  private var allowance = Allowance()

  /// What is left of what a manifest may ask for: scripts can be made to grow without end.
  private struct Allowance {
    /// How many more bytes variables may bring in.
    var bytes = 1 << 22
    /// How many more commands are looked at with all variables.
    var starts = 256
  }

  /// Takes a list of words that no shell has seen.
  init(_ words: [MappedText], environment: [String: MappedText], file: FileID) {
    self.environment = environment
    self.file = file
    var allowance = allowance
    self.words = words.map { Self.expanded($0, environment, &allowance) }
    self.allowance = allowance
  }

  /// Takes a script.
  static func launches(
    in script: MappedText, environment: [String: MappedText], file: FileID
  ) -> [Launch] {
    var allowance = Allowance()
    return launches(in: script, environment, file, &allowance, depth: 0)
  }

  /// The trainings that the words start.
  var launches: [Launch] {
    if let script = Self.script(in: words) {
      var allowance = allowance
      return Self.launches(in: script, environment, file, &allowance, depth: 1)
    }
    let plain = words.map { Self.masked($0) }
    return LaunchReader.read(plain, environment: environment, file: file).map { [$0] } ?? []
  }

  // MARK: Shells

  private static let shells: Set<String> = ["bash", "sh", "zsh", "ash", "dash"]

  /// The script behind `bash -c`.
  private static func script(in words: [MappedText]) -> MappedText? {
    // What a queue of Ray's starts stands behind two dashes.
    let isQueued = words.first?.known == "ray"
    let dashes = isQueued ? words.prefix(64).firstIndex { $0.known == "--" } : nil
    let called = words.prefix(64).dropFirst(dashes.map { $0 + 1 } ?? 0).drop { word in
      guard let text = word.known else { return false }
      return ["exec", "sudo", "env", "nohup", "time"].contains(text) || text.contains("=")
    }
    guard let word = called.first, word.count < 4096 else { return nil }
    // A whole command in one word: `command: bash -c`.
    let first = word.bytes.contains(0x20) ? ShellReader(word).commands.first?.words ?? [] : []
    let all = (first.count > 1 ? first : [word]) + words.dropFirst(called.startIndex + 1)
    guard let name = all.first?.known?.split(separator: "/").last, shells.contains(String(name))
    else { return nil }
    var next = 1
    while next < all.count, let flag = all[next].known, flag.hasPrefix("-") || flag == "pipefail" {
      next += 1
      if !flag.hasPrefix("--"), flag.hasPrefix("-"), flag.hasSuffix("c") {
        return next < all.count ? all[next] : nil
      }
    }
    return nil
  }

  private static func launches(
    in script: MappedText, _ environment: [String: MappedText], _ file: FileID,
    _ allowance: inout Allowance, depth: Int
  ) -> [Launch] {
    guard depth < 4 else { return [] }
    let reader = ShellReader(script, environment: environment, allowance: allowance.bytes)
    allowance.bytes = reader.allowance
    let texts = reader.texts
    var sure: [Launch] = []
    var possible: [Launch] = []
    for command in reader.commands {
      let inner = Self.script(in: command.words)
      var launch =
        inner == nil ? LaunchReader.read(command.words, environment: [:], file: file) : nil
      guard inner != nil || launch?.startsTraining == true else { continue }
      guard allowance.starts > 0 else { break }
      allowance.starts -= 1
      let variables = texts.merging(command.environment) { _, own in own }
      launch?.environment = variables
      launch?.isConditional = command.isConditional
      launch?.files = reader.files
      let found =
        inner.map { launches(in: $0, variables, file, &allowance, depth: depth + 1) }
        ?? launch.map { [$0] } ?? []
      if command.isConditional { possible += found } else { sure += found }
    }
    // Of several branches nobody knows which is taken.
    return sure.isEmpty && possible.count == 1 ? possible : sure
  }

  // MARK: Variables without a shell

  /// Kubernetes puts `$(NAME)` in itself; everything else is left as it is.
  private static func expanded(
    _ word: MappedText, _ environment: [String: MappedText], _ allowance: inout Allowance
  ) -> MappedText {
    guard word.bytes.contains(0x24) else { return word }
    var text = MappedText()
    var index = 0
    while index < word.count {
      let byte = word.bytes[index]
      guard byte == 0x24, index + 1 < word.count, word.bytes[index + 1] == 0x28,
        let end = word.bytes[index...].firstIndex(of: 0x29),
        word.bytes[(index + 2)..<end].allSatisfy({ ShellReader.isNameByte($0, first: false) })
      else {
        text.append(byte, from: word.place(of: index))
        index += 1
        continue
      }
      if let value = environment[word[index + 2..<end].text], value.count <= allowance.bytes {
        allowance.bytes -= value.count
        text.append(value)
      } else {
        text.appendHole(from: word.place(of: index))
      }
      index = end + 1
    }
    return text
  }

  /// A word without a shell: what a template fills in before the manifest is used is not known.
  static func masked(_ word: MappedText) -> MappedText {
    guard word.bytes.contains(where: { $0 == 0x24 || $0 == 0x7B || $0 == 0x3C }) else {
      return word
    }
    var text = MappedText()
    var index = 0
    while index < word.count {
      let byte = word.bytes[index]
      let follows: UInt8 = index + 1 < word.count ? word.bytes[index + 1] : 0
      let close: UInt8? =
        switch (byte, follows) {
        case (0x24, 0x7B), (0x7B, 0x7B), (0x7B, 0x25): 0x7D
        case (0x3C, 0x41...0x5A): 0x3E
        default: nil
        }
      if let close, var end = word.bytes[index...].firstIndex(of: close) {
        if end + 1 < word.count, close == 0x7D, word.bytes[end + 1] == close { end += 1 }
        text.appendHole(from: word.place(of: index))
        index = end + 1
      } else if byte == 0x24, ShellReader.isNameByte(follows, first: true) {
        text.appendHole(from: word.place(of: index))
        index += 1
        while index < word.count, ShellReader.isNameByte(word.bytes[index], first: false) {
          index += 1
        }
      } else {
        text.append(byte, from: word.place(of: index))
        index += 1
      }
    }
    return text
  }
}

extension Launch {
  /// Whether it trains, as far as its words tell.
  var startsTraining: Bool {
    let name = programName ?? ""
    guard !Self.otherNames.occurs(in: name) else { return false }
    if isTrainer {
      let verb = arguments.first?.known ?? ""
      return !Self.others.contains(verb)
        && !["chat", "webui", "api", "deploy", "sample"].contains(verb)
    }
    if launcher != nil { return true }
    let isPython = isModule || name.hasSuffix(".py") || name.contains("train")
    return isPython && ProgramArguments(arguments).looksLikeTraining(name)
  }

  private static let others = [
    "preprocess", "merge", "infer", "eval", "convert", "download", "export", "serve", "generate",
  ]
  private static let otherNames = WordSearch(others)
}

extension ProgramArguments {
  /// Whether at least two arguments say how long or how fast to train, or what.
  func looksLikeTraining(_ program: String) -> Bool {
    let isTold = Self.training.occurs(in: program)
    let found = named.filter { argument in
      let name = argument.name.text
      return Self.pace.occurs(in: name) || (isTold && Self.subject.occurs(in: name))
    }
    return found.count >= 2
  }

  private static let training = WordSearch(["train", "tune", "sft", "dpo", "grpo"])
  private static let pace = WordSearch(["epoch", "steps", "learning_rate", "batch_size", "lr"])
  private static let subject = WordSearch(["model", "lora"])
}
