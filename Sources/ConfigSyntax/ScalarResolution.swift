package enum Loader: Sendable { case pyYAML, omegaConf, json, yaml12, goYAML }
package enum ScalarValue: Equatable, Sendable { case null, bool(Bool), integer(Int), float(Double), text(String) }
package func resolve(_ text: String, style: ScalarStyle, tag: String?, loader: Loader) -> ScalarValue {
  if style != .plain { return .text(text) }
  switch text { case "", "~", "null", "Null", "NULL": return .null
  case "true", "True", "TRUE", "yes", "on": return .bool(true)
  case "false", "False", "FALSE", "no", "off": return .bool(false)
  default: break }
  let t = text.filter { $0 != "_" }
  if let i = Int(t) { return .integer(i) }
  if let d = Double(t), loader != .pyYAML || (t.contains(".") && (!t.contains("e") || t.contains("e-") || t.contains("e+"))) { return .float(d) }
  return .text(text)
}
package func lenientNumber(_ text: String) -> Double? {
  var t = text.filter { $0 != "_" }
  var k = 1.0
  if let l = t.last, let m = ["k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12][l] { k = m; t.removeLast() }
  return Double(t).map { $0 * k }
}
