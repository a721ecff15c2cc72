import TestSupport
import Testing

/// One row of the reference table: what a law must say for an input.
struct TruthVector: Sendable, CustomTestStringConvertible {
  /// How close the answer must come.
  enum Tolerance: Sendable {
    case relative(Double)
    case absolute(Double)
    case exact
  }

  let line: Int
  let law: String
  let inputs: TruthInputs
  let quantity: String
  let expected: String
  let tolerance: Tolerance

  var testDescription: String { "line \(line): \(law) \(inputs.text) -> \(quantity)" }

  /// Whether `answer` is the expected one.
  func accepts(_ answer: TruthAnswer) -> Bool {
    switch (answer, tolerance) {
    case (.word(let word), .exact): return word == expected
    case (.number(let value), .relative(let bound)):
      guard let expected = Double(expected) else { return false }
      return abs(value - expected) <= bound * abs(expected)
    case (.number(let value), .absolute(let bound)):
      guard let expected = Double(expected) else { return false }
      return abs(value - expected) <= bound
    default: return false
    }
  }

  /// The rows of the table; none where the shared folder is absent.
  static let all: [TruthVector] = {
    guard let bytes = SharedFolder.read("design/laws-truth.tsv") else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.enumerated().dropFirst().map { TruthVector(line: $0 + 1, text: $1) }
  }()

  private init(line: Int, text: Substring) {
    let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    // A short row keeps its place with empty fields, and fails as an unknown law.
    func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
    self.line = line
    law = field(0)
    inputs = TruthInputs(field(1))
    quantity = field(2)
    expected = field(3)
    let tolerance = field(4).split(separator: ":")
    self.tolerance =
      switch (tolerance.first, tolerance.last.flatMap { Double($0) }) {
      case ("rel", let bound?): .relative(bound)
      case ("abs", let bound?): .absolute(bound)
      default: .exact
      }
  }
}

/// What a law said.
enum TruthAnswer: Sendable {
  case number(Double)
  case word(String)
}

/// The `key=value` pairs of a row.
struct TruthInputs: Sendable {
  /// A row does not say what the law needs.
  struct Missing: Error {
    let key: String
  }

  let text: String
  private let pairs: [String: String]

  init(_ text: String) {
    self.text = text
    var pairs: [String: String] = [:]
    for pair in text.split(separator: ";") {
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      if let key = sides.first, let value = sides.last { pairs[key] = value }
    }
    self.pairs = pairs
  }

  /// The text under `key`.
  func word(_ key: String) throws -> String {
    guard let value = pairs[key] else { throw Missing(key: key) }
    return value
  }

  /// The number under `key`.
  func callAsFunction(_ key: String) throws -> Double {
    guard let value = Double(try word(key)) else { throw Missing(key: key) }
    return value
  }

  /// Whether `key` is there.
  func has(_ key: String) -> Bool { pairs[key] != nil }
}

/// The value of an optional answer.
func solved(_ value: Double?) throws -> Double {
  guard let value else { throw TruthInputs.Missing(key: "solution") }
  return value
}
