import TestSupport

/// Makes files of other trades: what lies beside training configs in a repository.
///
/// The shapes follow what those tools read; names and numbers come from the generator, so that no
/// two files are alike. Those near to training (vision, speech, tokenizers, classic learning) are
/// the ones that a fingerprint may take by mistake.
struct UnrelatedFile {
  let name: String
  let text: String

  typealias Maker = @Sendable (inout Words) -> String

  /// How many kinds there are.
  static var kinds: Int { makers.count }

  /// The file of kind `kind` that `random` makes.
  init(kind: Int, using random: inout SeededGenerator) {
    let (name, make) = Self.makers[kind % Self.makers.count]
    var words = Words(random: random)
    self.name = name
    text = make(&words)
    random = words.random
  }

  private static let makers: [(String, Maker)] =
    clusterMakers + pipelineMakers + packageMakers + learningMakers
}

/// Made-up names and numbers.
struct Words {
  var random: SeededGenerator

  private static let nouns = [
    "api", "web", "worker", "cache", "queue", "model", "train", "data", "batch", "gateway",
    "report",
    "scheduler", "billing", "search", "mailer", "index", "tokenizer", "optimizer",
  ]

  mutating func name() -> String {
    let first = Self.nouns.randomElement(using: &random) ?? "api"
    let second = Self.nouns.randomElement(using: &random) ?? "web"
    return "\(first)-\(second)"
  }

  mutating func key() -> String { String(name().map { $0 == "-" ? "_" : $0 }) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func version() -> String { "\(number(0...9)).\(number(0...20)).\(number(0...30))" }

  mutating func lines(_ count: ClosedRange<Int>, _ make: (inout Words) -> String) -> String {
    var made: [String] = []
    for _ in 0..<number(count) { made.append(make(&self)) }
    return made.joined(separator: "\n")
  }

  /// `"a": …,` for each of a few different keys, without the last comma.
  mutating func members(_ count: ClosedRange<Int>, _ make: (inout Words) -> String) -> String {
    var made: [String] = []
    for place in 0..<number(count) { made.append("    \"\(name())-\(place)\": \(make(&self))") }
    return made.joined(separator: ",\n")
  }
}
