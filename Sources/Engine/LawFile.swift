import JSONText
import ReferenceData
package import ScalingLaws

extension LawSet {
  /// The laws of a fit of the user's own runs, as `fit --format json` and `--write-law` write it;
  /// nil where the text is none.
  ///
  /// `name` is the file's, and stands where a published law has its id. A fit of repeated data
  /// brings its own law of repetition.
  package convenience init?(fit bytes: [UInt8], named name: String) {
    guard let fit = (try? JSONValue(parsing: bytes))?["fit"], let constants = fit["constants"],
      let limit = value("E", constants), let model = value("A", constants),
      let data = value("B", constants), let alpha = value("alpha", constants),
      let beta = value("beta", constants), alpha < 10, beta < 10
    else { return nil }
    var ranges: [LawValidity.Axis: ClosedRange<Double>] = [:]
    for (key, axis) in [
      ("parameters", LawValidity.Axis.parameters), ("tokens", .tokens), ("flops", .compute),
      ("tokens_per_parameter", .tokensPerParameter),
    ] {
      guard let low = fit["range"]?[key]?[0]?.double, let high = fit["range"]?[key]?[1]?.double,
        low > 0, low <= high, high.isFinite
      else { continue }
      ranges[axis] = low...high
    }
    let law = ChinchillaLaw(
      id: name, irreducibleLoss: limit, parameterWeight: model, tokenWeight: data, alpha: alpha,
      beta: beta, citation: Citation(name), validity: LawValidity(ranges))
    guard let tokens = value("R_D", constants), let parameters = value("R_N", constants) else {
      self.init(allocation: law)
      return
    }
    self.init(
      allocation: law,
      repetition: RepetitionLaw(
        fresh: law, tokenDecay: tokens, parameterDecay: parameters, citation: Citation(name)))
  }
}

private func value(_ name: String, _ constants: JSONValue) -> Double? {
  guard let value = constants[name]?["value"]?.double ?? constants[name]?.double,
    value.isFinite, value > 0
  else { return nil }
  return value
}
