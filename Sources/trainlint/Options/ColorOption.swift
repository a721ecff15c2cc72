import ArgumentParser
import Reporting

/// When colours are written.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// The style for standard output.
  var style: Style {
    switch self {
    case .always: Style(color: true)
    case .never: Style(color: false)
    case .auto:
      Style(
        color: isTerminal(1) && environment("NO_COLOR") == nil && environment("TERM") != "dumb")
    }
  }
}
