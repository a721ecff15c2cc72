import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension KeyReader {
  /// Notes which of these keys, numbers or lists of numbers that are no quantity of their own, the
  /// loader reads as text.
  package mutating func expectNumbers(whole isWhole: Bool = false, _ paths: String...) {
    for path in paths {
      if let value = value(path) { remarkText(value, path, isWhole: isWhole) }
    }
  }

  /// Notes a number that the loader reads as text, so that a rule can say what comes of it.
  mutating func remarkText(_ value: ConfigValue, _ path: String, isWhole: Bool) {
    guard value.isSequence || value.mayHaveExponent else { return }
    for item in value.isSequence ? value.items : [value] {
      guard item.isPlainScalar, item.mayHaveExponent, item.origin.isWrittenHere,
        case .text(let text)? = item.scalar,
        let number = exponentNumber(text)
      else { continue }
      let plain = isWhole && number == number.rounded() && abs(number) < 1e15
      let suggestion = plain ? Magnitude.shortest(number) : dottedExponent(text)
      let kind = KeyRemark.Kind.numberReadAsText(
        loader: loading.name, isCast: loading.castsText, suggestion: suggestion)
      reading.remarks.append(KeyRemark(kind, key: path, span: item.span))
    }
  }
}

/// The number that a text with an exponent and no suffix is; nil for any other text.
private func exponentNumber(_ text: String) -> Double? {
  guard text.utf8.contains(where: { $0 | 0x20 == 0x65 }), text.utf8.last.map({ $0 < 0x3A }) ?? false
  else { return nil }
  return lenientNumber(text)
}

/// `1e-5` as `1.0e-5`, `2e12` as `2.0e+12`: a float to every loader.
private func dottedExponent(_ text: String) -> String {
  let parts = text.split(separator: "e", omittingEmptySubsequences: false)
  let pieces =
    parts.count == 2 ? parts : text.split(separator: "E", omittingEmptySubsequences: false)
  guard pieces.count == 2 else { return text }
  let mantissa = pieces[0].contains(".") ? String(pieces[0]) : pieces[0] + ".0"
  let signed = pieces[1].hasPrefix("-") || pieces[1].hasPrefix("+")
  return mantissa + "e" + (signed ? "" : "+") + pieces[1]
}
