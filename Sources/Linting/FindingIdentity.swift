import ConfigSyntax
import SourceText

/// What stays the same about a finding while lines move and numbers change: its rule, the keys that
/// lead to it, and its headline without numbers.
///
/// It knows no file and no line, so that a baseline and the fingerprints of formats outlive an edit
/// above. Findings alike in all three (one in each item of a list) share an identity: who needs to
/// tell them apart counts them in the order of the file.
package struct FindingIdentity: Hashable, Sendable {
  /// The id of the rule.
  package let rule: String
  /// The keys that lead to the marked place, as `datasets[].path`; empty where no key does.
  package let keyPath: String
  /// The headline with `#` for every number, as `# passes over the same data`.
  package let shape: String

  /// Joins the three as they were written down.
  package init(rule: String, keyPath: String, shape: String) {
    self.rule = rule
    self.keyPath = keyPath
    self.shape = shape
  }

  /// Sixteen hexadecimal digits that are the same on every machine; `salt` tells equal identities
  /// apart, as the path of the file and a count do.
  package func fingerprint(salt: String = "") -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in [rule, keyPath, shape, salt] {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      // Ends a part, so that no byte can move from one to the next; UTF-8 has no such byte.
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// `headline` with `#` for every number, thousands and suffix included; digits that belong to a
  /// name (`beta2`, `bf16`) stay.
  package static func shape(of headline: String) -> String {
    var shape: [UInt8] = []
    let text = Array(headline.utf8)
    var i = 0
    while i < text.count {
      let start = i
      if text[i].isSign, i + 1 < text.count { i += 1 }
      if text[i].isDigit, start == 0 || !text[start - 1].isWordPart {
        i = endOfNumber(in: text, from: i)
        shape.append(UInt8(ascii: "#"))
      } else {
        i = start + 1
        shape.append(text[start])
      }
    }
    return String(decoding: shape, as: UTF8.self)
  }

  /// Where the number that starts at `start` ends: `2.10M`, `8.63e20`, `10,000`, `1e-4`.
  private static func endOfNumber(in text: [UInt8], from start: Int) -> Int {
    var i = start
    while i < text.count {
      let next = i + 1 < text.count ? text[i + 1] : 0
      let joinsDigits = [0x2C, 0x2E].contains(text[i]) && next.isDigit
      let isExponent = text[i - (i > start ? 1 : 0)] | 0x20 == 0x65 && text[i].isSign
      guard text[i].isWordPart || joinsDigits || (isExponent && next.isDigit) else { break }
      i += 1
    }
    return i
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  fileprivate var isSign: Bool { self == 0x2B || self == 0x2D }
  /// A letter of ASCII, a digit or `_`.
  fileprivate var isWordPart: Bool {
    isDigit || self == 0x5F || (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A)
  }
}

extension FileReport {
  /// The identity of one of its findings.
  package func identity(of settled: SettledFinding) -> FindingIdentity {
    let place = settled.finding.primary.span.bytes.lowerBound
    return FindingIdentity(
      rule: settled.rule.name, keyPath: tree?.keyPath(at: place) ?? "",
      shape: FindingIdentity.shape(of: settled.finding.headline))
  }
}
