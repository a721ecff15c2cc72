import ConfigSyntax

/// A number as Python keeps it: whole, or with a fraction.
enum Number {
  case integer(Int)
  case float(Double)

  /// The number that a scalar is; nil for booleans and words.
  init?(_ scalar: ScalarValue) {
    switch scalar {
    case .integer(let number): self = .integer(number)
    case .float(let number): self = .float(number)
    default: return nil
    }
  }

  /// Reads a number as OmegaConf's grammar has it: no leading zeros, no other bases.
  init?(literal text: Substring) {
    guard text.utf8.count <= 64,
      text.utf8.allSatisfy({
        (0x30...0x39).contains($0) || $0 | 0x20 == 0x65
          || [0x2B, 0x2D, 0x2E, 0x5F].contains($0)
      })
    else { return nil }
    let digits = text.filter { $0 != "_" }
    let unsigned = digits.drop { $0 == "-" || $0 == "+" }
    if unsigned.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      guard unsigned.count == 1 || unsigned.first != "0", let whole = Int(digits) else {
        return nil
      }
      self = .integer(whole)
    } else {
      guard let number = Double(digits), number.isFinite else { return nil }
      self = .float(number)
    }
  }

  var value: Double {
    switch self {
    case .integer(let number): Double(number)
    case .float(let number): number
    }
  }

  var computed: Computed {
    switch self {
    case .integer(let number): .integer(number)
    case .float(let number): .float(number)
    }
  }
}

/// The arithmetic that NeMo, its launcher and their kin register as resolvers.
enum Arithmetic {
  case multiply, add, subtract, divide, floorDivide, divideUp, divideDown, maximum, minimum

  init?(_ name: Substring) {
    switch name {
    case "multiply", "mul": self = .multiply
    case "add", "sum": self = .add
    case "sub": self = .subtract
    case "div": self = .divide
    case "int_div": self = .floorDivide
    case "divide_ceil": self = .divideUp
    case "divide_floor": self = .divideDown
    case "max": self = .maximum
    case "min": self = .minimum
    default: return nil
    }
  }

  /// The result for `numbers`; nil where their count is wrong or it is not finite.
  func result(of numbers: [Number]) -> Number? {
    guard let first = numbers.first, numbers.count > 1 else { return nil }
    switch self {
    case .multiply, .add, .maximum, .minimum:
      var sum: Number? = first
      for number in numbers.dropFirst() { sum = sum.flatMap { result(of: $0, number) } }
      return sum
    case .subtract, .divide, .floorDivide, .divideUp, .divideDown:
      return numbers.count == 2 ? result(of: first, numbers[1]) : nil
    }
  }

  private func result(of a: Number, _ b: Number) -> Number? {
    switch self {
    case .maximum: return b.value > a.value ? b : a
    case .minimum: return b.value < a.value ? b : a
    case .divide: return Self.finite(a.value / b.value)
    case .multiply, .add, .subtract, .floorDivide, .divideUp, .divideDown:
      if case .integer(let a) = a, case .integer(let b) = b { return whole(a, b) }
      return broken(a.value, b.value)
    }
  }

  private func whole(_ a: Int, _ b: Int) -> Number? {
    let (result, overflow): (Int, Bool)
    switch self {
    case .multiply: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .add: (result, overflow) = a.addingReportingOverflow(b)
    case .subtract: (result, overflow) = a.subtractingReportingOverflow(b)
    default:
      (result, overflow) = a.dividedReportingOverflow(by: b)
      guard !overflow else { return nil }
      let rest = a - result * b
      let isNegative = (a < 0) != (b < 0)
      if self == .divideUp { return .integer(rest != 0 && !isNegative ? result + 1 : result) }
      return .integer(rest != 0 && isNegative ? result - 1 : result)
    }
    return overflow ? nil : .integer(result)
  }

  private func broken(_ a: Double, _ b: Double) -> Number? {
    switch self {
    case .multiply: return Self.finite(a * b)
    case .add: return Self.finite(a + b)
    case .subtract: return Self.finite(a - b)
    case .floorDivide: return Self.finite((a / b).rounded(.down))
    default:
      let quotient = (a / b).rounded(self == .divideUp ? .up : .down)
      return abs(quotient) < 9e15 ? .integer(Int(quotient)) : nil
    }
  }

  private static func finite(_ number: Double) -> Number? {
    number.isFinite ? .float(number) : nil
  }
}
