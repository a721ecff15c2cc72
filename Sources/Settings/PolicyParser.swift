import ConfigSyntax
import Linting
import RunPlan
import SourceText

/// Reads the conditions of policies.
///
/// `tokens <= 300B and (regime == pretraining or path == "runs/**")`: comparisons of a quantity
/// with a number (`80 GiB`, `20k`) or a multiple of another quantity, and of a word with words,
/// joined by `and`, `or` and `not`, which bind as in Python.
struct PolicyParser {
  /// Why a condition cannot be read.
  struct Problem: Error {
    let message: String
    let help: String?
    /// The bytes of the text.
    let range: Range<Int>
  }

  struct Token {
    let text: String
    let range: Range<Int>
    /// Whether it stood in quotes.
    let isQuoted: Bool
  }

  private let tokens: [Token]
  private let end: Int
  private let dialects: [String]
  private var next = 0
  private var depth = 0

  init(_ text: String, dialects: [String]) {
    tokens = Self.tokens(of: Array(text.utf8))
    end = text.utf8.count
    self.dialects = dialects
  }

  /// The whole text as a condition.
  mutating func condition() throws(Problem) -> PolicyCondition {
    let found = try alternatives()
    if let rest = peek { throw problem("\(rest.text) is one too many", "join by and or or", rest) }
    return found
  }

  // MARK: Joints

  private mutating func alternatives() throws(Problem) -> PolicyCondition {
    depth += 1
    defer { depth -= 1 }
    if depth > 32 { throw problem("too many brackets", nil, peek) }
    var parts = [try conjunction()]
    while take("or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(Problem) -> PolicyCondition {
    var parts = [try negation()]
    while take("and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(Problem) -> PolicyCondition {
    var isNegated = false
    while take("not") { isNegated.toggle() }
    let found: PolicyCondition
    if take("(") {
      found = try alternatives()
      guard take(")") else { throw problem("a bracket is not closed", "write )", peek) }
    } else {
      found = try comparison()
    }
    return isNegated ? .not(found) : found
  }

  // MARK: Comparisons

  private mutating func comparison() throws(Problem) -> PolicyCondition {
    guard let name = peek else {
      throw problem("a condition is missing", "as tokens <= 300B", nil)
    }
    next += 1
    if let quantity = Quantity(name: name.text) { return try numbers(quantity) }
    switch name.text {
    case "path": return try words(.path)
    case "dialect": return try words(.word(.dialect))
    case "regime": return try words(.word(.regime))
    default:
      if let label = PlanLabel(rawValue: name.text) { return try words(.word(.label(label))) }
    }
    let known = Facts.names + ["path", "dialect"]
    let help =
      nearest(name.text, among: known).map { "did you mean \($0)?" }
      ?? "write the quantity first; trainlint plan lists them"
    throw problem("there is no quantity \(name.text)", help, name)
  }

  private mutating func numbers(_ quantity: Quantity) throws(Problem) -> PolicyCondition {
    let relation = try relation()
    let (number, isWritten) = try number(for: quantity)
    guard !isWritten || take("*") else {
      return .compares(quantity, relation, number, times: nil)
    }
    guard let name = peek, let other = Quantity(name: name.text) else {
      throw problem("a number is missing", "as \(quantity.name) \(relation.rawValue) 300B", peek)
    }
    next += 1
    return .compares(quantity, relation, number, times: other)
  }

  private mutating func relation() throws(Problem) -> PolicyCondition.Relation {
    guard let sign = peek, let found = PolicyCondition.Relation(rawValue: sign.text) else {
      let help = peek?.text == "=" ? "write ==" : "one of < <= > >= == !="
      throw problem("a comparison is missing", help, peek)
    }
    next += 1
    return found
  }

  /// A number in the unit of `quantity`; 1 where a name stands in its place.
  private mutating func number(
    for quantity: Quantity
  ) throws(Problem) -> (value: Double, isWritten: Bool) {
    guard let token = peek, let first = token.text.utf8.first,
      (0x30...0x39).contains(first) || first == 0x2E
    else { return (1, false) }
    next += 1
    if let value = lenientNumber(token.text) {
      guard let unit = peek, !Self.joints.contains(unit.text),
        unit.text == quantity.unit.rawValue || Quantity(name: unit.text) == nil
      else { return (value, true) }
      return (value * (try factor(of: unit, quantity)), true)
    }
    let digits = token.text.prefix { $0.isNumber || $0 == "." || $0 == "_" }
    guard let value = lenientNumber(digits) else {
      throw problem("\(token.text) is no number", "as 64, 1.2B, 300k or 1e12", token)
    }
    let unit = Token(
      text: String(token.text.dropFirst(digits.count)),
      range: token.range.lowerBound + digits.utf8.count..<token.range.upperBound, isQuoted: false)
    next -= 1
    return (value * (try factor(of: unit, quantity)), true)
  }

  private static let joints: Set<String> = ["and", "or", ")", "*"]

  /// How many of the unit of `quantity` one `unit` is.
  private mutating func factor(of unit: Token, _ quantity: Quantity) throws(Problem) -> Double {
    next += 1
    if unit.text == quantity.unit.rawValue { return 1 }
    let names = Self.units(of: quantity.unit).split(separator: " ")
    for (name, factor) in zip(names, names.dropFirst()) where name == unit.text {
      if let factor = Double(String(factor)) { return factor }
    }
    let known = names.filter { Double(String($0)) == nil }.map(String.init)
    let words = [quantity.unit.rawValue] + known
    throw problem(
      "\(quantity.name) is not counted in \(unit.text)",
      "known are \(words.joined(separator: ", "))", unit)
  }

  /// Names of units, each with its number behind it.
  private static func units(of unit: Unit) -> String {
    switch unit {
    case .bytes:
      """
      kB 1e3 MB 1e6 GB 1e9 TB 1e12 KiB 1024 MiB 1048576 GiB 1073741824 TiB 1099511627776
      """
    case .deviceHours: "h 1 hours 1 gpu-hours 1 days 24 device-days 24"
    case .parameters: "params 1"
    case .devices: "gpus 1"
    case .flops: "PFLOPs 1e15 EFLOPs 1e18 ZFLOPs 1e21 YFLOPs 1e24"
    case .ratio: "% 0.01"
    default: ""
    }
  }

  // MARK: Words

  private enum Subject {
    case path
    case word(PolicyCondition.Word)
  }

  private mutating func words(_ subject: Subject) throws(Problem) -> PolicyCondition {
    var isNegated = take("not")
    var words: [Token] = []
    if take("in") {
      guard take("[") else { throw problem("a list is missing", "as in [a, b]", peek) }
      repeat { words.append(try word()) } while take(",")
      guard take("]") else { throw problem("a list is not closed", "write ]", peek) }
    } else {
      let relation = peek
      switch try self.relation() {
      case .equal: break
      case .other: isNegated.toggle()
      default: throw problem("a word has no size", "compare it by == or !=", relation)
      }
      words.append(try word())
    }
    let texts = words.map(\.text)
    let found: PolicyCondition
    switch subject {
    case .path: found = .isAt(PathPatterns(texts))
    case .word(let word):
      try check(words, word)
      found = .isOne(word, of: texts)
    }
    return isNegated ? .not(found) : found
  }

  private mutating func word() throws(Problem) -> Token {
    guard let token = peek, token.isQuoted || !Self.signs.contains(token.text.utf8.first ?? 0x29)
    else { throw problem("a word is missing", "as regime == pretraining", peek) }
    next += 1
    return token
  }

  private func check(
    _ words: [Token], _ subject: PolicyCondition.Word
  ) throws(Problem) {
    let known: [String]
    switch subject {
    case .dialect: known = dialects
    case .regime: known = Regime.allCases.map(\.rawValue)
    case .label: return
    }
    for word in words where !known.contains(word.text) {
      let help = nearest(word.text, among: known).map { "did you mean \($0)?" }
      throw problem(
        "\(word.text) is none that trainlint knows",
        help ?? "known are \(known.joined(separator: ", "))", word)
    }
  }

  // MARK: Tokens

  private var peek: Token? { next < tokens.count ? tokens[next] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard let token = peek, token.text == text, !token.isQuoted else { return false }
    next += 1
    return true
  }

  private func problem(_ message: String, _ help: String?, _ token: Token?) -> Problem {
    let help = token?.text == "*" ? "put a pattern in quotes" : help
    return Problem(message: message, help: help, range: token?.range ?? end..<end)
  }

  private static let signs = Set("()[],<>=!*".utf8)

  private static func tokens(of bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var i = 0
    func add(_ range: Range<Int>, _ text: Range<Int>, isQuoted: Bool = false) {
      let text = String(decoding: bytes[text], as: UTF8.self)
      tokens.append(Token(text: text, range: range, isQuoted: isQuoted))
    }
    while i < bytes.count {
      let start = i
      let byte = bytes[i]
      i += 1
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case 0x22, 0x27:
        while i < bytes.count, bytes[i] != byte { i += 1 }
        add(start..<min(i + 1, bytes.count), start + 1..<i, isQuoted: true)
        i += 1
      case _ where signs.contains(byte):
        if i < bytes.count, bytes[i] == 0x3D, [0x3C, 0x3E, 0x3D, 0x21].contains(byte) { i += 1 }
        add(start..<i, start..<i)
      default:
        while i < bytes.count, bytes[i] > 0x20, bytes[i] != 0x22, bytes[i] != 0x27,
          !signs.contains(bytes[i])
        {
          i += 1
        }
        add(start..<i, start..<i)
      }
    }
    return tokens
  }
}
