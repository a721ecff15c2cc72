extension Double {
  /// The value where it is whole and fits; nil for all others.
  ///
  /// `Int(exactly:)` would do, but its call of `trunc` binds an optimised program to libm.
  var whole: Int? {
    guard self >= -9_223_372_036_854_775_808, self < 9_223_372_036_854_775_808 else { return nil }
    let whole = Int(self)
    return Double(whole) == self ? whole : nil
  }

  /// The value where it is whole and at most 2^53, so that it stands for no other whole number.
  var unambiguousWhole: Int? {
    magnitude <= 9_007_199_254_740_992 ? whole : nil
  }
}
