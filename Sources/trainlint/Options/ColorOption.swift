import ArgumentParser
import Reporting

/// When colours are written.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// The style for standard output: links only where a terminal shows them.
  var style: Style {
    let isPlain = self == .never || environment("TERM") == "dumb"
    let isShown = !isPlain && isTerminal(1)
    switch self {
    case .always: return Style(color: true, links: isShown)
    case .never: return Style(color: false)
    case .auto:
      let hasColor = isShown && environment("NO_COLOR") == nil
      return Style(color: hasColor, links: hasColor)
    }
  }
}
