package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags formats that the device does not multiply.
package struct PrecisionUnsupported: Rule {
  package static let info = RuleInfo(
    id: "precision-unsupported",
    summary: "The device has no units for the floating-point format.",
    why: """
      NVIDIA devices before Ampere (V100, T4) have no bf16 units: frameworks refuse it there, or
      emulate it many times slower than fp16. fp8 needs Hopper, Ada or their kin; before, there is no
      such instruction.
      """,
    severity: .error,
    sources: [
      Citation("NVIDIA V100 datasheet"), Citation("NVIDIA T4 datasheet"),
      Citation("NVIDIA A100 datasheet"),
    ],
    bad: [
      Example(
        """
        # trainlint: fact device=v100-sxm2
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 2
        bf16: true
        #     ^^^^
        """),
      Example(
        """
        resources:
          accelerators: V100:8
        run: |
          torchrun --nproc_per_node=8 train.py --bf16 --max_steps 1000
        #                                        ^^^^
        """),
    ],
    good: [
      Example(
        """
        # trainlint: fact device=a100-sxm-80gb
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 2
        bf16: true
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    guard let label = run.plan.labels[.device], let format = Device.format(of: label.value),
      let precision = run.plan.labels[.precision],
      precision.certainty <= .fact, let span = precision.origin?.place
    else { return [] }
    let name = run.plan.device?.name ?? label.value
    switch (precision.value, format) {
    case ("bf16", .fp16):
      var finding = Finding("\(name) has no units for bf16", at: span)
      // Recent releases of PyTorch emulate it, so that the run starts.
      finding.severity = .warning
      finding.consequence = "it is refused, or emulated far slower than fp16"
      finding.help = "train in fp16 with loss scaling"
      return [finding]
    case ("fp8", .fp16), ("fp8", .bf16):
      var finding = Finding("\(name) has no units for fp8", at: span)
      finding.help = "train in \(format.rawValue)"
      return [finding]
    default: return []
    }
  }
}
