/// An accelerator: what it computes at best and what it holds.
package struct Device: Hashable, Sendable, Identifiable {
  /// The name in settings: `a100-sxm-80gb`.
  package let id: String
  /// The name for people.
  package let name: String
  /// Dense 16-bit peak in TFLOP/s; vendors' figures "with sparsity" are twice this.
  package let teraflops: Double
  /// Memory as the vendor prints it.
  package let gigabytes: Double
  /// How well the row is backed.
  package let evidence: Evidence

  /// Makes a device.
  package init(
    _ id: String, _ name: String, teraflops: Double, gigabytes: Double, _ evidence: Evidence
  ) {
    self.id = id
    self.name = name
    self.teraflops = teraflops
    self.gigabytes = gigabytes
    self.evidence = evidence
  }

  /// Dense 16-bit peak in FLOP/s.
  package var peak: Double { teraflops * 1e12 }

  /// The most memory the device can have, in bytes.
  ///
  /// Printed gigabytes of accelerators are powers of two, of which the driver keeps some; the upper
  /// bound is the side on which a finding about memory cannot be wrong.
  package var memoryBytes: Double { gigabytes * 1_073_741_824 }

  /// The device called `id`, case ignored.
  package static func named(_ id: String) -> Device? {
    let id = id.lowercased()
    return all.first { $0.id == id }
  }
}
