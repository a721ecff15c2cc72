#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that git says changed: against a commit, staged or not, or not tracked yet.
///
/// git is the only program that trainlint starts, and only where it is asked for its word. Programs
/// that the repository's own settings name are not run.
package struct GitChanges: Sendable {
  private let paths: Set<String>

  /// Asks git in the present folder for everything that differs from where the present branch left
  /// `base`; git itself says on standard error what it does not like.
  package init(since base: String) throws(Disk.Problem) {
    guard !base.hasPrefix("-") else { throw Disk.Problem(description: "\(base) is no commit") }
    let found = try Self.ask(["rev-parse", "--show-toplevel"])
    let top = String(decoding: found.prefix { $0 != 0x0A }, as: UTF8.self)
    let changed = try Self.ask([
      "-C", top, "diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames",
      "--diff-filter=d", "--merge-base", base, "--",
    ])
    let new = try Self.ask(["-C", top, "ls-files", "-z", "--others", "--exclude-standard"])
    paths = Set(
      (changed.split(separator: 0) + new.split(separator: 0)).map { name in
        (top == "/" ? "" : top) + "/" + String(decoding: name, as: UTF8.self)
      })
  }

  /// Those of `files` that changed.
  package func among(_ files: [FileWalk.Entry]) -> [FileWalk.Entry] {
    var folder: Substring?
    var real = ""
    return files.filter { entry in
      let slash = entry.path.lastIndex(of: "/").map(entry.path.index(after:))
      let parent = entry.path[..<(slash ?? entry.path.startIndex)]
      if parent != folder {
        folder = parent
        real = Disk.absolute(parent.isEmpty ? "." : String(parent)) ?? ""
      }
      return paths.contains((real == "/" ? "" : real) + "/" + entry.path[parent.endIndex...])
    }
  }

  // MARK: Starting git

  /// What git prints.
  private static func ask(_ arguments: [String]) throws(Disk.Problem) -> [UInt8] {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Disk.lastProblem() }
    defer { close(ends[0]) }
    let started = start(arguments, output: ends[1])
    close(ends[1])
    let process = try started.get()
    let output = try? Disk.readAll(of: ends[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0, let output else {
      throw Disk.Problem(description: "git ended with \(status >> 8 & 0xFF)")
    }
    return output
  }

  private static func start(
    _ arguments: [String], output: Int32
  ) -> Result<pid_t, Disk.Problem> {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addclose(&actions, output)
    let always = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false"]
    var words: [UnsafeMutablePointer<CChar>?] = (always + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, "git", &actions, nil, &words, environ)
    guard failure == 0 else {
      let words = String(cString: strerror(failure)).lowercased()
      return .failure(Disk.Problem(description: "git cannot be started: \(words)"))
    }
    return .success(process)
  }
}
