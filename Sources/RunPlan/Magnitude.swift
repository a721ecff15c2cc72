#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers in the words of people: three significant figures, k M B T, grouped digits.
package enum Magnitude {
  /// `value` with three significant figures and a suffix: `21.0B`, `6.74B`, `512`, `0.31`.
  package static func short(_ value: Double) -> String {
    guard value.isFinite else { return "unknown" }
    let size = abs(value)
    if size >= 1e15 { return scientific(value) }
    for (bound, suffix) in [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")]
    where size >= bound * 0.9995 {
      return significant(value / bound) + suffix
    }
    if value == value.rounded(), size < 1000 { return String(Int(value)) }
    return significant(value)
  }

  /// A whole number with its digits in groups of three: `10,000`.
  package static func grouped(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 9.0e15 else { return scientific(value) }
    guard value == value.rounded() else { return significant(value) }
    let digits = String(Int(abs(value)))
    var result = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return value < 0 ? "-" + result : result
  }

  /// `value` with three significant figures and no suffix: `3.12`, `0.0456`.
  package static func significant(_ value: Double) -> String {
    guard value.isFinite else { return "unknown" }
    guard value != 0 else { return "0" }
    // What rounds up to the next power of ten has its digits.
    let exponent = Int(floor(log10(abs(value) * (1 + 5e-4))))
    guard exponent > -5 else { return scientific(value) }
    if exponent > 2, abs(value) < 9.0e15 { return grouped(value.rounded()) }
    return fixed(value, decimals: min(8, max(0, 2 - exponent)))
  }

  /// `value` as a yardstick: `20`, `4.5`, three figures at most and no idle zeros.
  package static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 9.0e15 ? grouped(value) : significant(value)
  }

  /// `value` as `8.48e20`.
  package static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "unknown" }
    var exponent = Int(floor(log10(abs(value))))
    var mantissa = value / pow(10, Double(exponent))
    if abs(mantissa) >= 9.995 {
      mantissa /= 10
      exponent += 1
    }
    return fixed(mantissa, decimals: 2) + "e" + String(exponent)
  }

  /// A share as a whole percentage: `28 %`; one decimal below 10.
  package static func percent(_ share: Double) -> String {
    let value = share * 100
    return fixed(value, decimals: abs(value) < 9.95 && value != value.rounded() ? 1 : 0) + " %"
  }

  /// The shortest decimal text that reads back as `value`.
  package static func shortest(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return "\(value)"
  }

  /// Bytes in powers of two, as memory is sold: `80 GiB`, `1.4 GiB`.
  package static func gibibytes(_ bytes: Double) -> String {
    let value = bytes / 1_073_741_824
    return fixed(value, decimals: value < 9.95 ? 1 : 0) + " GiB"
  }

  /// `value` with `decimals` digits after the point, rounded half away from zero.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = pow(10, Double(decimals))
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9.0e15 else { return scientific(value) }
    let whole = Int(scaled)
    let sign = value < 0 && whole != 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    var digits = String(whole)
    while digits.count <= decimals { digits = "0" + digits }
    let split = digits.index(digits.endIndex, offsetBy: -decimals)
    return sign + digits[..<split] + "." + digits[split...]
  }

  /// The decimal logarithm, for scales that are drawn.
  package static func decades(_ value: Double) -> Double { log10(value) }

  /// `base` to the power of `exponent`, for scales that are drawn.
  package static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
