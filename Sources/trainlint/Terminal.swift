import Engine
import Reporting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes to standard output; ends quietly when nobody reads any more, and loudly when what was
/// asked for cannot be written: half a report must not look like a clean one.
func printOut(_ text: String) { printOut(Array(text.utf8)) }

/// Writes bytes to standard output as they are.
func printOut(_ bytes: [UInt8]) {
  guard let failure = failureOfPrinting(bytes) else { return }
  if !failure.isEmpty { printProblem("standard output: \(failure)") }
  exit(2)
}

/// Writes to standard output.
///
/// - Returns: why it cannot be written, an empty text where nobody reads it any more; nil when all
///   is well.
func failureOfPrinting(_ bytes: [UInt8]) -> String? {
  guard !Disk.write(bytes, descriptor: 1) else { return nil }
  return errno == EPIPE ? "" : String(cString: strerror(errno)).lowercased()
}

/// From now on a closed pipe is told to who writes to it, and no longer ends the program.
func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

/// Writes to standard error.
func printError(_ text: String) {
  Disk.write(Array(text.utf8), descriptor: 2)
}

/// Says on standard error what is wrong.
func printProblem(_ text: String) { printError("trainlint: \(safeText(text))\n") }

/// Says that a file went away between the walk and the reading, which fails nothing: there is
/// nothing left to check.
func printGone(_ path: String) {
  printProblem("\(path): not there any more")
}

/// Whether a descriptor is a terminal.
func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

/// The value of an environment variable, or nil where it is unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// The number of processors.
var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Seconds from some moment on.
func secondsNow() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
