import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The built command, run as a user runs it.
enum Program {
  /// What one run left behind.
  struct Outcome {
    /// The exit code; negative where a signal ended it.
    let code: Int
    let output: [UInt8]
    let complaints: [UInt8]
    /// The most memory that was in use at once, in bytes.
    let peakMemory: Int

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: complaints, as: UTF8.self) }
  }

  struct Failure: Error {
    let words: String
  }

  /// Every output format.
  static let formats = [
    "checkstyle", "concise", "github", "gitlab", "json", "jsonl", "junit", "rdjson", "sarif",
    "text",
  ]

  /// The binary beside the bundle of these tests.
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let bytes = buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:))
    let bundle = String(decoding: bytes, as: UTF8.self)
    let beside = bundle.split(separator: "/").dropLast().joined(separator: "/")
    let candidate = "/\(beside)/trainlint"
    if access(candidate, X_OK) == 0 { return candidate }
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/.build/debug/trainlint"
  }()

  /// Runs the command in `folder` and waits for its end.
  static func run(
    _ arguments: [String], of program: String = path, input: [UInt8] = [],
    in folder: TemporaryFolder, environment: [String] = [], output: String? = nil
  ) throws -> Outcome {
    let streams = try TemporaryFolder()
    try streams.write(input, to: "in")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, streams.path + "/in", O_RDONLY, 0)
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output ?? streams.path + "/out", create, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, streams.path + "/err", create, 0o600)
    // The shell changes the folder and then becomes the command.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, program]
    let process = try spawn(shell + arguments, environment, &actions)
    let (status, peakMemory) = try end(of: process)
    let signal = status & 0x7F
    return Outcome(
      code: signal == 0 ? Int((status >> 8) & 0xFF) : -Int(signal),
      output: SharedFolder.contents(of: streams.path + "/out") ?? [],
      complaints: SharedFolder.contents(of: streams.path + "/err") ?? [],
      peakMemory: peakMemory)
  }

  /// Runs a line of the shell in `folder`.
  static func shell(_ line: String, in folder: TemporaryFolder) throws -> Outcome {
    try run(["/bin/sh", "-c", line], of: "/usr/bin/env", in: folder)
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    let always = ["PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=enable=no", "LC_ALL=C"]
    let libraries = getenv("LD_LIBRARY_PATH").map { "LD_LIBRARY_PATH=\(String(cString: $0))" }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      (always + [libraries].compactMap { $0 } + environment).map { strdup($0) } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process = pid_t()
    let failure = posix_spawn(&process, arguments[0], &actions, nil, &words, &variables)
    guard failure == 0 else {
      throw Failure(
        words: "\(arguments[0]) cannot be started: \(String(cString: strerror(failure)))")
    }
    return process
  }

  /// Waits for the end and looks at the memory meanwhile.
  ///
  /// What the system reports at the end counts the memory of these tests as the child's own.
  private static func end(of process: pid_t) throws -> (status: Int32, peakMemory: Int) {
    var status: Int32 = 0
    var peak = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return (status, peak) }
      guard ended == 0 || errno == EINTR else { throw Failure(words: "waitpid failed") }
      peak = max(peak, peakMemory(of: process))
      usleep(1_000)
    }
  }

  private static func peakMemory(of process: pid_t) -> Int {
    let bytes = SharedFolder.contents(of: "/proc/\(process)/status") ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let words = lines.first { $0.hasPrefix("VmHWM:") }?.split { " \t".contains($0) } ?? []
    return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * 1_024
  }
}
