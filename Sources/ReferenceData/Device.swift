/// An accelerator: what it computes at best and what it holds.
package struct Device: Hashable, Sendable, Identifiable {
  /// The narrowest floating-point format that its matrix units multiply.
  package enum Format: String, Hashable, Sendable {
    /// 16 bits with a short exponent, and not bf16.
    case fp16
    /// bf16 too, and not fp8.
    case bf16
    /// All three.
    case fp8
  }

  /// The name in settings: `a100-sxm-80gb`.
  package let id: String
  /// The name for people.
  package let name: String
  /// Dense 16-bit peak in TFLOP/s; vendors' figures "with sparsity" are twice this.
  package let teraflops: Double
  /// Memory as the vendor prints it.
  package let gigabytes: Double
  /// The narrowest format that it multiplies.
  package let format: Format
  /// How well the row is backed.
  package let evidence: Evidence
  /// Who says so.
  package let source: Citation

  init?(_ row: TableReader.Fields) {
    guard let teraflops = Double(row[2]), let gigabytes = Double(row[3]),
      let format = Format(rawValue: row[4]), let evidence = Evidence(rawValue: row[5])
    else { return nil }
    (id, name) = (row[0], row[1])
    (self.teraflops, self.gigabytes) = (teraflops, gigabytes)
    (self.format, self.evidence) = (format, evidence)
    source = Citation(row[6])
  }

  /// Dense 16-bit peak in FLOP/s.
  package var peak: Double { teraflops * 1e12 }

  /// The most memory the device can have, in bytes.
  ///
  /// Printed gigabytes of accelerators are powers of two, of which the driver keeps some; the upper
  /// bound is the side on which a finding about memory cannot be wrong.
  package var memoryBytes: Double { gigabytes * 1_073_741_824 }

  /// The format that every device of a family multiplies at best, as clouds name families: `V100`,
  /// `A100-80GB`; nil where nobody knows the name.
  package static func format(of name: String) -> Format? {
    if let device = named(name) { return device.format }
    let parts = name.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    let kinds: Set = ["sxm", "sxm2", "sxm4", "sxm5", "pcie", "nvl"]
    guard let family = parts.first,
      parts.dropFirst().allSatisfy({
        kinds.contains($0) || ($0.hasSuffix("gb") && Int($0.dropLast(2)) != nil)
      })
    else { return nil }
    let formats = all.filter { $0.id == family || $0.id.hasPrefix(family + "-") }.map(\.format)
    return formats.allSatisfy { $0 == formats.first } ? formats.first : nil
  }

  /// The devices of the family called `name`: `h100-pcie` and `h100-sxm` of `H100`.
  package static func kin(of name: String) -> [Device] {
    let family = name.lowercased() + "-"
    return name.isEmpty ? [] : all.filter { $0.id.hasPrefix(family) }
  }

  /// The device called `id`, case ignored.
  package static func named(_ id: String) -> Device? {
    let id = id.lowercased()
    return all.first { $0.id == id }
  }
}
