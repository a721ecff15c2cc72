import Engine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes to standard output; ends quietly when nobody reads any more, and loudly when what was
/// asked for cannot be written: half a report must not look like a clean one.
func printOut(_ text: String) {
  guard !Disk.write(Array(text.utf8), descriptor: 1) else { return }
  guard errno != EPIPE else { exit(0) }
  printError("trainlint: standard output: \(String(cString: strerror(errno)).lowercased())\n")
  exit(2)
}

/// Writes to standard error.
func printError(_ text: String) {
  Disk.write(Array(text.utf8), descriptor: 2)
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
