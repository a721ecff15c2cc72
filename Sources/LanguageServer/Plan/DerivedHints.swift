import Linting
import RunPlan
import SourceText

/// The derived numbers of a plan, each at the key that decides it.
struct DerivedHints {
  private let plan: TrainingPlan
  private let report: FileReport

  /// Prepares to show the numbers of `plan` in the text of `report`, which may hold it as a part.
  init(_ plan: TrainingPlan, in report: FileReport) {
    self.plan = plan
    self.report = report
  }

  /// The places and what is said there, in no order.
  var all: [(place: ByteRange, text: String)] {
    var hints: [(place: ByteRange, text: String)] = []
    add([.parameters], at: modelPlace, to: &hints)
    if plan[.tokensPerStep] == nil {
      add([.globalBatch], at: place(of: .globalBatch), to: &hints)
    } else {
      add([.tokensPerStep], at: place(of: .globalBatch), to: &hints)
    }
    add(
      [.tokens, .tokensPerParameter, .epochs, .steps, .deviceHours],
      at: plan.reading.duration.governing?.span, to: &hints)
    return hints
  }

  private func add(
    _ quantities: [Quantity], at span: SourceSpan?,
    to hints: inout [(place: ByteRange, text: String)]
  ) {
    guard let span = span.map(report.place), span.file == .main else { return }
    let words = plan.words(of: quantities) { $0.isUnwritten }
    guard let first = words.first else { return }
    let text = (first.hasPrefix("≈") ? "" : "= ") + words.joined(separator: " · ")
    if let index = hints.firstIndex(where: { $0.place == span.bytes }) {
      hints[index].text += ", " + text
    } else {
      hints.append((span.bytes, text))
    }
  }

  /// The width of the model, else the first of the keys that its size rests on.
  private var modelPlace: SourceSpan? {
    guard let size = plan[.parameters] else { return nil }
    var width: SourceSpan?
    _ = size.roots { span in
      width = width ?? span
      return false
    }
    let inputs = plan.reading.architecture?.inputs ?? []
    return inputs.first { $0.quantity == .hiddenSize }?.span ?? width
  }

  private func place(of quantity: Quantity) -> SourceSpan? { plan[quantity]?.span }
}
