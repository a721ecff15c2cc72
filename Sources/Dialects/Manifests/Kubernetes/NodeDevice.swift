import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension KubernetesJob {
  /// The accelerator that every pod with accelerators is bound to, by the label of its nodes.
  var device: LabelClaim? {
    let found = groups.filter(\.isEquipped).map(\.device)
    guard let first = found.first, let claim = first,
      found.allSatisfy({ $0?.value == claim.value })
    else { return nil }
    return claim
  }
}

extension PodGroup {
  /// The labels of nodes that tell what accelerators they have.
  private static let labels: Set<String> = [
    "nvidia.com/gpu.product", "cloud.google.com/gke-accelerator", "gpu.nvidia.com/model",
    "gpu.nvidia.com/class", "cloud.google.com/gke-tpu-accelerator",
    "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type",
    "amd.com/gpu.product-name", "k8s.amazonaws.com/accelerator",
  ]

  /// The accelerator of the nodes that the pods are bound to.
  fileprivate var device: LabelClaim? {
    var found: [LabelClaim] = []
    for entry in pod?.member("nodeSelector")?.entries ?? [] where Self.labels.contains(entry.key) {
      if let claim = Self.claim(entry.value) { found.append(claim) }
    }
    found += required
    guard let first = found.first, found.allSatisfy({ $0.value == first.value }) else { return nil }
    return first
  }

  /// What the pods demand of their nodes, alternatives that are not the same not among it.
  private var required: [LabelClaim] {
    let path = "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
    let terms = pod?[path + ".nodeSelectorTerms"]?.items ?? []
    guard terms.count == 1 else { return [] }
    return (terms[0].member("matchExpressions")?.items ?? []).compactMap { demand in
      guard let key = demand.word("key"),
        Self.labels.contains(key),
        demand.word("operator") == "In",
        let values = demand.member("values")?.items, values.count == 1
      else { return nil }
      return Self.claim(values[0])
    }
  }

  private static func claim(_ value: ConfigValue) -> LabelClaim? {
    guard let text = KeyReader.text(of: value)?.value, !text.isEmpty,
      !text.contains("$"), !text.contains("{"), !text.contains("<"),
      let name = accelerator(text.lowercased())
    else { return nil }
    return LabelClaim(name, origin: .written(value.span))
  }

  /// Products and types of machine and the accelerators that they are.
  ///
  /// From the labels of NVIDIA's device discovery and of Google, and AWS's list of types.
  private static let products = """
    nvidia-h100-80gb-hbm3 h100-sxm
    nvidia-h100-80gb h100-sxm
    nvidia-h100-mega-80gb h100-sxm
    nvidia-h100-pcie h100-pcie
    nvidia-h200 h200
    nvidia-a100-80gb a100-sxm-80gb
    nvidia-a100-sxm4-80gb a100-sxm-80gb
    nvidia-a100-sxm4-40gb a100-40gb
    nvidia-tesla-a100 a100-40gb
    nvidia-b200 b200
    nvidia-l40s l40s
    nvidia-l4 l4
    nvidia-tesla-t4 t4
    tesla-t4 t4
    nvidia-tesla-v100 v100-sxm2
    tesla-v100-sxm2-16gb v100-sxm2
    tesla-v100-sxm2-32gb v100-sxm2
    tesla-v100-pcie-16gb v100-pcie
    tesla-v100-pcie-32gb v100-pcie
    nvidia-h200-141gb h200
    nvidia-a10g a10g
    p5.48xlarge h100-sxm
    p5e.48xlarge h200
    p5en.48xlarge h200
    p6-b200.48xlarge b200
    p4d.24xlarge a100-40gb
    p4de.24xlarge a100-sxm-80gb
    p3. v100-sxm2
    p3dn. v100-sxm2
    g4dn. t4
    g5. a10g
    g6. l4
    g6e. l40s
    trn1. trainium1
    trn1n. trainium1
    trn2. trainium2
    tpu-v4- tpu-v4
    tpu-v5-lite- tpu-v5e
    tpu-v5p- tpu-v5p
    tpu-v6e- tpu-v6e
    """

  /// The accelerator behind a label's value in small letters; nil where it is not a known one.
  static func accelerator(_ value: String) -> String? {
    let word = value.hasPrefix("ml.") ? String(value.dropFirst(3)) : value
    for line in products.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { continue }
      // A dot or a dash at the end stands for every name that starts so; others are whole, since
      // what follows is another product or a share of one.
      let isStart = parts[0].hasSuffix(".") || parts[0].hasSuffix("-")
      if word == parts[0] || (isStart && word.hasPrefix(parts[0])) { return String(parts[1]) }
    }
    return nil
  }
}
