extension Device {
  /// Every known device, sorted by id.
  ///
  /// Peaks are the vendors' dense figures with 16-bit inputs and, where the two differ, 32-bit
  /// sums.
  package static let all: [Device] = [
    Device("a10", "A10", teraflops: 125, gigabytes: 24, .secondHand),
    Device("a100-40gb", "A100 40 GB", teraflops: 312, gigabytes: 40, .verified),
    Device("a100-sxm-80gb", "A100 SXM 80 GB", teraflops: 312, gigabytes: 80, .verified),
    Device("a10g", "A10G", teraflops: 70, gigabytes: 24, .verified),
    Device("a40", "A40", teraflops: 149.7, gigabytes: 48, .secondHand),
    Device("a6000", "RTX A6000", teraflops: 154.8, gigabytes: 48, .verified),
    Device("b200", "B200", teraflops: 2_250, gigabytes: 180, .recalled),
    Device("gaudi2", "Gaudi 2", teraflops: 432, gigabytes: 96, .recalled),
    Device("h100-pcie", "H100 PCIe", teraflops: 756, gigabytes: 80, .verified),
    Device("h100-sxm", "H100 SXM", teraflops: 989, gigabytes: 80, .verified),
    Device("h20", "H20", teraflops: 148, gigabytes: 96, .recalled),
    Device("h200", "H200", teraflops: 989, gigabytes: 141, .secondHand),
    Device("l4", "L4", teraflops: 121, gigabytes: 24, .secondHand),
    Device("l40s", "L40S", teraflops: 362, gigabytes: 48, .secondHand),
    Device("mi250x", "MI250X", teraflops: 383, gigabytes: 128, .verified),
    Device("mi300x", "MI300X", teraflops: 1_307, gigabytes: 192, .secondHand),
    Device("mi325x", "MI325X", teraflops: 1_307, gigabytes: 256, .recalled),
    Device("rtx3090", "RTX 3090", teraflops: 71, gigabytes: 24, .recalled),
    Device("rtx4090", "RTX 4090", teraflops: 165.2, gigabytes: 24, .recalled),
    Device("rtx5090", "RTX 5090", teraflops: 209.5, gigabytes: 32, .recalled),
    Device("t4", "T4", teraflops: 65, gigabytes: 16, .secondHand),
    Device("tpu-v3", "TPU v3", teraflops: 123, gigabytes: 32, .recalled),
    Device("tpu-v4", "TPU v4", teraflops: 275, gigabytes: 32, .recalled),
    Device("tpu-v5e", "TPU v5e", teraflops: 197, gigabytes: 16, .recalled),
    Device("tpu-v5p", "TPU v5p", teraflops: 459, gigabytes: 95, .recalled),
    Device("tpu-v6e", "TPU v6e", teraflops: 918, gigabytes: 32, .recalled),
    Device("trainium1", "Trainium", teraflops: 190, gigabytes: 32, .recalled),
    Device("trainium2", "Trainium 2", teraflops: 667, gigabytes: 96, .recalled),
    Device("v100-pcie", "V100 PCIe", teraflops: 112, gigabytes: 32, .verified),
    Device("v100-sxm2", "V100 SXM2", teraflops: 125, gigabytes: 32, .verified),
  ]
}
