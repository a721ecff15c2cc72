import Testing

/// Every line of code in the room it belongs to.
@Suite struct RoomTests {
  /// Key names of frameworks; those that are also the name of a quantity are not among them.
  private static let keys = [
    "max_steps", "train_iters", "max_iters", "num_train_epochs", "num_epochs", "micro_batch_size",
    "micro_batch_size_per_gpu", "train_batch_size", "global_batch_size",
    "gradient_accumulation_steps", "per_device_train_batch_size", "num_layers",
    "num_hidden_layers", "n_layer", "n_layers", "num_attention_heads", "num_key_value_heads",
    "max_position_embeddings", "max_seq_len", "max_seq_length", "seq_length", "sequence_len",
    "lr_warmup_steps", "lr_decay_iters", "warmup_ratio", "tensor_model_parallel_size",
  ]

  /// Rules and the server know quantities; what a framework calls them is its dialect's business.
  ///
  /// Examples are configs, so keys stand in them.
  @Test func keyNamesStandInDialectsOnly() {
    let files =
      SourceTree.files(below: "Rules") + SourceTree.files(below: "Sources/LanguageServer")
    var found: [String] = []
    for file in files {
      for (number, line) in OutsideExamples(file).lines.enumerated() {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        for word in Self.keys where words.contains(word) {
          found.append("\(file.path):\(number + 1): \(word)")
        }
      }
    }
    #expect(found == [])
  }

  @Test func coloursAreOneFilesBusiness() {
    // Written apart, so that this file does not hold them.
    let escapes = ["u{1" + "B}", "u{1" + "b}", "u{001" + "B}", "x1" + "B["]
    let files = SourceTree.product.filter { file in
      file.lines.contains { line in escapes.contains { line.contains($0) } }
    }
    #expect(Set(files.map(\.path)).subtracting(["Sources/Reporting/Style.swift"]) == [])
  }

  /// Everything that the machine tells is passed down from the engine and the command line.
  @Test(arguments: [
    "getenv(", "fopen(", "opendir(", "isatty(", "clock_gettime(", "gettimeofday(", "FileManager",
    "ProcessInfo", "print(", "posix_spawn", "socket(",
  ])
  func theMachineIsAskedFromAbove(call: String) {
    let above: Set = ["Engine", "LanguageServer", "trainlint"]
    let below = SourceTree.product.filter { !above.contains($0.module) }
    #expect(below.flatMap { $0.places { Self.calls(call, in: $0) } } == [])
  }

  /// trainlint never opens a connection, and starts no program but git, where it is asked for what
  /// changed.
  @Test(arguments: [
    "socket(", "connect(", "getaddrinfo(", "posix_spawn", "execv", "system(", "popen(",
  ])
  func nothingIsReachedOrStarted(call: String) {
    let files = SourceTree.product.filter { $0.path != "Sources/Engine/GitChanges.swift" }
    #expect(files.flatMap { $0.places { Self.calls(call, in: $0) } } == [])
  }

  @Test func gitIsTheOnlyProgramThatIsStarted() {
    let file = SourceTree.product.first { $0.path == "Sources/Engine/GitChanges.swift" }
    let lines = file?.lines.filter { $0.contains("posix_spawnp(") || $0.contains("exec") } ?? []
    #expect(lines.count == 1)
    #expect(lines.allSatisfy { $0.contains("posix_spawnp(&process, \"git\",") })
  }

  private static func calls(_ call: String, in line: Substring) -> Bool {
    var rest = line
    while let range = rest.firstRange(of: call) {
      let before = rest[..<range.lowerBound].last ?? " "
      if !(before.isLetter || before.isNumber || "_.".contains(before)) { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  @Test func theTopLevelStaysSmall() {
    let allowed: Set = [
      "CHANGELOG.md", "CONTRIBUTING.md", "Editors", "LICENSE", "Package.resolved", "Package.swift",
      "README.md", "Rules", "Sources", "Tests",
    ]
    let names = SourceTree.names(in: "").filter { !$0.hasPrefix(".") }
    #expect(Set(names).subtracting(allowed) == [])
  }

  @Test func foldersAreNamedAfterTheirSubject() {
    let vague: Set<Substring> = [
      "Common", "Core", "Extensions", "Helpers", "Manager", "Managers", "Misc", "Models",
      "Services",
      "Shared", "Utilities", "Utils",
    ]
    let folders = Set(SourceTree.product.flatMap { $0.parts.dropLast() })
    #expect(folders.intersection(vague) == [])
  }
}

/// The lines of a file without comments and without the arguments of `Example(…)`; what rules say
/// to users is among them.
private struct OutsideExamples {
  let lines: [Substring]

  init(_ file: SwiftFile) {
    let source = SwiftCode(SourceTree.text(of: file.path))
    let opening = Array("Example(".utf8)
    var words = source.words
    var depth = 0
    for index in source.code.indices {
      if depth > 0 {
        if source.code[index] == UInt8(ascii: "(") { depth += 1 }
        if source.code[index] == UInt8(ascii: ")") { depth -= 1 }
        if words[index] != UInt8(ascii: "\n") { words[index] = UInt8(ascii: " ") }
      } else if source.code[..<index].suffix(opening.count).elementsEqual(opening) {
        depth = 1
      }
    }
    lines = String(decoding: words, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }
}
