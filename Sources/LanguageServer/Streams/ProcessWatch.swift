#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Notices the end of the client's process.
struct ProcessWatch {
  private var followed: Int?
  private var process: pid_t?
  private let parent = getppid()

  /// Milliseconds to wait for input before the process is looked at; -1 where none is watched.
  var interval: Int32 { process == nil ? -1 : 1000 }

  /// Watches `number`, if it is a process that lives: a client in a container may know itself by a
  /// number that means nothing here.
  mutating func follow(_ number: Int?) {
    guard followed != number else { return }
    followed = number
    process = number.flatMap(pid_t.init(exactly:)).flatMap { $0 > 1 && Self.lives($0) ? $0 : nil }
  }

  /// Whether the process has ended.
  var isOver: Bool {
    guard let process else { return false }
    // A dead process stays listed until it is waited for, but its children change hands at once.
    return !Self.lives(process) || (process == parent && getppid() != parent)
  }

  private static func lives(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno == EPERM }
}
