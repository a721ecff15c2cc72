import Linting
import ReferenceData
import SourceText

/// A finding in sentences, for formats that have one field for all of it.
struct FindingText {
  private let settled: SettledFinding

  init(_ settled: SettledFinding) { self.settled = settled }

  /// What follows the headline, a line each: labels where `labels` is true, arithmetic, cost, way
  /// out and source.
  func details(labels: Bool = true) -> [String] {
    let finding = settled.finding
    var lines: [String] = []
    if labels {
      lines = ([finding.primary] + finding.related).map(\.text).filter { !$0.isEmpty }
    }
    lines += finding.derivation
    if let consequence = finding.consequence { lines.append(consequence) }
    if let help = finding.help { lines.append("help: " + help) }
    if let unlock = finding.unlock { lines.append("unlock: " + unlock) }
    if finding.confidence < .high { lines.append("confidence: " + finding.confidence.name) }
    if !settled.sources.isEmpty {
      lines.append("source: " + settled.sources.map(\.text).joined(separator: "; "))
    }
    return lines
  }

  /// The headline and what follows it.
  var whole: String { ([settled.finding.headline] + details()).joined(separator: "\n") }
}

extension FileReport {
  /// What a finding says of other files, by name, line and column.
  func linkedPlaces(of finding: Finding) -> [String] {
    finding.related.compactMap { label in
      guard label.span.file != self.file.id, let file = file(of: label.span) else { return nil }
      let place = file.lineTable().position(of: label.span.bytes.lowerBound, in: .codePoints)
      return "\(file.name):\(place.line + 1):\(place.column + 1): \(label.text)"
    }
  }
}

/// Tells the findings of one file apart where their identities are the same.
struct Fingerprints {
  private var counts: [String: Int] = [:]

  /// The fingerprint of the next finding of a file, with the salt given.
  mutating func next(_ identity: FindingIdentity, salt: String = "") -> String {
    let name = identity.fingerprint()
    let count = counts[name, default: 0] + 1
    counts[name] = count
    return identity.fingerprint(salt: "\(salt):\(count)")
  }
}
