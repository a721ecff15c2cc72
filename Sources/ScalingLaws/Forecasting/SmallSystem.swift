#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Three unknowns with a normal prior on each, and what weighted observations say of them.
struct SmallSystem {
  /// A row of three numbers.
  typealias Row = SIMD3<Double>

  private let center: Row
  private var columns: (Row, Row, Row)
  // What is observed is kept as its distance from the prior, where numbers are small.
  private var right = Row()
  private var squares = 0.0

  /// Starts from the prior: means, and one over the variance of each.
  init(center: Row, precision: Row) {
    self.center = center
    columns = (Row(precision.x, 0, 0), Row(0, precision.y, 0), Row(0, 0, precision.z))
  }

  /// Takes in that `row` · unknowns was observed as `value`, with one over its variance.
  mutating func observe(_ row: Row, _ value: Double, weight: Double) {
    let weighted = row * weight
    columns.0 += row * weighted.x
    columns.1 += row * weighted.y
    columns.2 += row * weighted.z
    let distance = value - (row * center).sum()
    right += weighted * distance
    squares += weight * distance * distance
  }

  /// What follows from all that was observed.
  struct Solution {
    /// The unknowns.
    let center: Row
    /// Their covariance, by columns.
    let covariance: (Row, Row, Row)
    /// The logarithm of how likely the observations are under the prior, up to a constant.
    let evidence: Double

    /// The expected value of `row` · unknowns.
    func mean(_ row: Row) -> Double { (row * center).sum() }

    /// Its variance.
    func variance(_ row: Row) -> Double {
      let product = covariance.0 * row.x + covariance.1 * row.y + covariance.2 * row.z
      return max((row * product).sum(), 0)
    }
  }

  /// Solves for the unknowns; nil where the observations leave the numbers without meaning.
  func solved() -> Solution? {
    let (a, b, c) = columns
    let minors = (cross(b, c), cross(c, a), cross(a, b))
    let determinant = (a * minors.0).sum()
    guard determinant > 0, determinant.isFinite else { return nil }
    // The matrix is symmetric, so that its inverse has the same rows as columns.
    let inverse = (minors.0 / determinant, minors.1 / determinant, minors.2 / determinant)
    let solution = inverse.0 * right.x + inverse.1 * right.y + inverse.2 * right.z
    let cost = squares - (right * solution).sum()
    guard cost.isFinite else { return nil }
    return Solution(
      center: center + solution, covariance: inverse, evidence: -0.5 * (cost + log(determinant)))
  }

  private func cross(_ left: Row, _ right: Row) -> Row {
    Row(
      left.y * right.z - left.z * right.y, left.z * right.x - left.x * right.z,
      left.x * right.y - left.y * right.x)
  }
}
