import ArgumentParser
import Linting

extension Profile: ExpressibleByArgument {}

/// The least severity that makes a check fail.
enum FailLevel: String, ExpressibleByArgument, CaseIterable {
  case error, warning, note, never

  /// Whether a finding of `severity` fails the check.
  func fails(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .note: true
    case .never: false
    }
  }
}

/// A confidence on the command line.
enum ConfidenceChoice: String, ExpressibleByArgument, CaseIterable {
  case low, medium, high

  /// The confidence that it names.
  var confidence: Confidence { Confidence(name: rawValue) ?? .low }
}

/// How texts come in.
enum InputFormat: String, ExpressibleByArgument, CaseIterable {
  case files, jsonl
}
