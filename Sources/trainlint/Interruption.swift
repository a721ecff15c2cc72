import Engine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says that a signal ended the program, which a shell shows for some signals only.
enum Interruption {
  /// From now on the signals that ask for an end get a line on standard error; the exit status is
  /// the signal's own, so that a shell or a build stops as it should.
  ///
  /// A signal that whoever started the program ignores stays ignored.
  static func announce() {
    for number in [SIGHUP, SIGINT, SIGTERM] where !isIgnored(number) {
      signal(number) { number in
        let line: StaticString = "trainlint: interrupted, nothing more is checked or written\n"
        _ = write(2, line.utf8Start, line.utf8CodeUnitCount)
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    #else
      return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
    #endif
  }
}
