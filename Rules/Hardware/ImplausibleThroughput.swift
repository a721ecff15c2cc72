package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags declared speeds that no run reaches, or that waste most of the machine.
package struct ImplausibleThroughput: Rule {
  package struct Options: RuleOptions {
    package var most = TrainingTime.plausibleUtilisation.upperBound
    package var least = TrainingTime.plausibleUtilisation.lowerBound

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "max_mfu", \.most, in: 0...1, "Utilisation of the peak above which to warn."),
      .number("min_mfu", \.least, in: 0...1, "Utilisation of the peak below which to note."),
    ]
  }

  package static let info = RuleInfo(
    id: "implausible-throughput",
    summary: "The declared speed is more than runs reach, or a small part of the peak.",
    why: """
      Model FLOPs utilisation is the share of the device's dense 16-bit peak that a run turns into 6
      N D; attention comes on top, 16 % for a 7B model at 4,096 tokens. Dense models on good
      networks reach 0.25 to 0.55: Llama-2-70B's published hours imply 0.43, Llama-3.1-405B's 0.35.
      More than 0.65 is most often a peak "with sparsity", which is twice the real one, or hours
      that miss restarts; less than 0.15 is a machine that waits.
      """,
    severity: .warning,
    sources: [.chowdhery2022, .grattafiori2024],
    bad: [
      Example(
        """
        # trainlint: fact mfu=0.8
        #                     ^^^
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 256
        train_iters: 10000
        """),
      Example(
        """
        # A 6.9B model on 126B tokens, in a tenth of the hours that it takes.
        # trainlint: fact device=a100-sxm-80gb device_hours=1100
        #                                                   ^^^^
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        fp16:
          enabled: true
        train_batch_size: 1024
        train_iters: 60000
        """),
    ],
    good: [
      Example(
        """
        # trainlint: fact mfu=0.45
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 256
        train_iters: 10000
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    if let declared = run.plan[.mfu] { return judge(declared.value, declared, []) }
    guard let hours = run.plan[.deviceHours], hours.certainty <= .fact, hours.value > 0,
      let device = run.plan.device, let flops = run.plan[.flops]
    else { return [] }
    let share = TrainingTime.utilisation(
      compute: flops.value, deviceHours: hours.value, peak: device.peak)
    return judge(
      share, hours,
      [
        "\(Magnitude.scientific(flops.value)) FLOPs / (\(Magnitude.plain(hours.value)) device-hours × "
          + "\(Magnitude.plain(device.teraflops)) TFLOP/s) = \(Magnitude.significant(share))"
      ])
  }

  private func judge(_ share: Double, _ claim: Claim, _ arithmetic: [String]) -> [Finding] {
    guard let span = claim.place, share > options.most || share < options.least else { return [] }
    let isHigh = share > options.most
    let bound = Magnitude.plain(isHigh ? options.most : options.least)
    var finding = Finding(
      "\(Magnitude.significant(share)) of the peak is used, runs reach "
        + (isHigh ? "at most \(bound)" : "more than \(bound)"), at: span)
    finding.severity = isHigh ? .warning : .note
    finding.derivation = arithmetic
    finding.confidence = Confidence(of: claim)
    finding.help =
      isHigh
      ? "take the dense peak, not the one with sparsity, and all hours"
      : "look for waiting ranks, small micro-batches or slow data before adding devices"
    return [finding]
  }
}
