import ScalingLaws
import TestSupport
import Testing

/// One of the 12 public curves: what was logged, and the schedule that it was run under.
struct PublishedCurve: Sendable, CustomTestStringConvertible {
  let name: String
  /// The model's size, as `25M`.
  let size: String
  /// `constant`, `cosine` or `wsd`.
  let kind: String
  let curve: LossCurve

  /// All were run with this warmup.
  static let warmup = 2160.0
  static let fractions = [0.1, 0.2, 0.3, 0.5, 0.8]

  var testDescription: String { name }
  var end: Double { curve.lastStep }
  var final: Double { curve.points.last?.loss ?? .nan }

  /// The schedule as it was set, known from the start.
  var schedule: LearningRateSchedule {
    switch kind {
    case "cosine": LearningRateSchedule(.cosine, warmup: Self.warmup, end: end, floor: 0.1)
    case "wsd":
      LearningRateSchedule(
        .stableThenDecay(decay: 4000), warmup: Self.warmup, end: end, floor: 0.1)
    default: LearningRateSchedule(.constant, warmup: Self.warmup, end: end, floor: 1)
    }
  }

  /// The curves; none where the shared folder is absent.
  static let all: [PublishedCurve] = ["25M", "100M", "400M"].flatMap { size in
    ["constant_72000", "cosine_24000", "cosine_72000", "wsd_20000_24000"].compactMap { run in
      PublishedCurve(size: size, run: run)
    }
  }

  init?(size: String, run: String) {
    name = "llama2-\(size)-\(run)"
    guard let bytes = SharedFolder.read("corpus/fits/loss-curves/\(name).csv") else { return nil }
    let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
    self.size = size
    kind = String(run.prefix { $0 != "_" })
    curve = LossCurve(
      rows.compactMap { row in
        let cells = row.split(separator: ",").compactMap { Double($0) }
        return cells.count == 3
          ? LossPoint(step: cells[0], loss: cells[2], learningRate: cells[1]) : nil
      })
  }
}
