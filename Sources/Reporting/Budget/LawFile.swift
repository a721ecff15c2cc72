import JSONText
import ReferenceData
package import ScalingLaws

extension ChinchillaLaw {
  /// The law of a fit of the user's own runs, as `fit --format json` writes it; nil where the text
  /// is none.
  ///
  /// `name` is the file's, and stands where a published law has its id.
  package init?(fit bytes: [UInt8], named name: String) {
    guard let fit = (try? JSONValue(parsing: bytes))?["fit"], let constants = fit["constants"],
      let limit = Self.value("E", constants), let model = Self.value("A", constants),
      let data = Self.value("B", constants), let alpha = Self.value("alpha", constants),
      let beta = Self.value("beta", constants), alpha < 10, beta < 10
    else { return nil }
    var ranges: [LawValidity.Axis: ClosedRange<Double>] = [:]
    for (key, axis) in [
      ("parameters", LawValidity.Axis.parameters), ("tokens", .tokens), ("flops", .compute),
    ] {
      guard let low = fit["range"]?[key]?[0]?.double, let high = fit["range"]?[key]?[1]?.double,
        low > 0, low <= high, high.isFinite
      else { continue }
      ranges[axis] = low...high
    }
    self.init(
      id: name, irreducibleLoss: limit, parameterWeight: model, tokenWeight: data, alpha: alpha,
      beta: beta, citation: Citation(name), validity: LawValidity(ranges))
  }

  private static func value(_ name: String, _ constants: JSONValue) -> Double? {
    guard let value = constants[name]?["value"]?.double ?? constants[name]?.double,
      value.isFinite, value > 0
    else { return nil }
    return value
  }
}
