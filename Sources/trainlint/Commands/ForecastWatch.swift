import ArgumentParser
import Engine
import Reporting
import ScalingLaws

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Draws a forecast anew as its log grows.
struct ForecastWatch {
  /// Seconds between two looks at the log.
  private static let pause: UInt32 = 1

  private let session: ForecastSession
  private let path: String
  private let isJSON: Bool
  private let color: ColorChoice

  init(_ session: ForecastSession, path: String, isJSON: Bool, color: ColorChoice) {
    self.session = session
    self.path = path
    self.isJSON = isJSON
    self.color = color
  }

  /// Watches until the run has come to its end, or an interrupt: every forecast is written in one
  /// piece.
  func run() throws {
    let isDrawn = isTerminal(1)
    var seen: [UInt8]?
    var misses = false
    while true {
      let bytes = try session.logs.bytes(path)
      if bytes != seen {
        seen = bytes
        do throws(LogFiles.Problem) {
          let report = try session.report(of: try session.logs.parse(bytes, path), named: path)
          show(report, isDrawn: isDrawn)
          misses = report.run.missesTarget
          if report.run.isOver { break }
        } catch {
          // A log that has only begun may not be readable yet.
          printProblem("\(error.words); waiting for more")
        }
      }
      sleep(Self.pause)
    }
    if misses { throw ExitCode(1) }
  }

  private func show(_ report: ForecastReport, isDrawn: Bool) {
    if isJSON { return printOut(ForecastJSON(report).text(isLine: true)) }
    let text = ForecastText(report, style: color.style, draws: isDrawn).text
    printOut(isDrawn ? Style.screenStart + text : text + "\n")
  }
}
