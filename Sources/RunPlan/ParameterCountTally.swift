/// A sum that remembers that it left the range of `Int`.
///
/// Formulas over numbers from untrusted files are written in it, so that they read as formulas and
/// never trap.
struct Tally: ExpressibleByIntegerLiteral {
  /// The value; nil after an overflow.
  let value: Int?

  init(_ value: Int?) { self.value = value }

  init(integerLiteral value: Int) { self.value = value }

  static func + (a: Tally, b: Tally) -> Tally { join(a, b) { $0.addingReportingOverflow($1) } }

  static func - (a: Tally, b: Tally) -> Tally { join(a, b) { $0.subtractingReportingOverflow($1) } }

  static func * (a: Tally, b: Tally) -> Tally {
    join(a, b) { $0.multipliedReportingOverflow(by: $1) }
  }

  static func += (a: inout Tally, b: Tally) { a = a + b }

  /// The value where `condition` holds, else 0.
  func when(_ condition: Bool) -> Tally { condition ? self : 0 }

  private static func join(
    _ a: Tally, _ b: Tally, _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> Tally {
    guard let a = a.value, let b = b.value else { return Tally(nil) }
    let (result, overflow) = operation(a, b)
    return Tally(overflow ? nil : result)
  }
}
