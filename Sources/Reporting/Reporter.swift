package import Linting

/// Writes what was found in one format.
package protocol Reporter: Sendable {
  /// The format's name on the command line.
  static var id: String { get }
  /// Makes a writer.
  init(_ context: ReportContext)
  /// Text before the first file.
  mutating func begin(_ tool: ToolInfo) -> String
  /// Text about one file.
  mutating func report(_ file: FileReport) -> String
  /// The same as bytes, for those who write it: to make a text of bytes is to read them again.
  mutating func bytes(about file: FileReport) -> [UInt8]
  /// Text after the last file.
  mutating func end(_ summary: Summary) -> String
}

extension Reporter {
  package mutating func bytes(about file: FileReport) -> [UInt8] { Array(report(file).utf8) }
}

/// The program that reports.
package struct ToolInfo: Sendable {
  /// Its name.
  package let name: String
  /// Its version.
  package let version: String

  /// Makes the description of a program.
  package init(name: String = "trainlint", version: String) {
    self.name = name
    self.version = version
  }
}

/// Counts over all files.
package struct Summary: Sendable {
  /// Files in which a framework was recognised.
  package private(set) var files = 0
  /// Files that were not checked.
  package private(set) var skipped = 0
  /// Findings that a comment silences.
  package private(set) var suppressed = 0
  /// Findings that the baseline knows.
  package private(set) var baselined = 0
  /// What could not be read or used, in words.
  package var problems: [String] = []
  /// The exit code of the run, whatever becomes of its output.
  package var exitCode = 0
  private var bySeverity = [Int](repeating: 0, count: Severity.allCases.count)

  /// Makes the counts of no file.
  package init() {}

  /// Findings of `severity`, those silenced or in the baseline left out.
  package func count(_ severity: Severity) -> Int { bySeverity[severity.rawValue] }

  /// Counts one file.
  package mutating func add(_ file: FileReport) {
    if file.skipped == nil { files += 1 } else { skipped += 1 }
    for finding in file.findings {
      if finding.suppressed != nil {
        suppressed += 1
      } else if finding.isInBaseline {
        baselined += 1
      } else {
        bySeverity[finding.severity.rawValue] += 1
      }
    }
  }
}

/// Every format.
package enum ReporterCatalogue {
  /// The formats, sorted by name.
  package static let all: [any Reporter.Type] = [
    CheckstyleFormat.self, ConciseFormat.self, GitHubFormat.self, GitLabFormat.self,
    JSONFormat.self, JSONLinesFormat.self, JUnitFormat.self, RDJSONFormat.self, SARIFFormat.self,
    TextFormat.self,
  ]

  /// The format called `name`, or nil.
  package static func format(_ name: String) -> (any Reporter.Type)? {
    all.first { $0.id == name }
  }
}
