import RunPlan
import SourceText

/// What ends the run of a script that is given both steps and epochs.
enum ScriptLength {
  static func read(_ keys: inout KeyReader) {
    guard keys.isSet("max_steps"), let steps = keys.reading.claims[.steps],
      let epochs = keys.reading.claims[.epochs]
    else { return }
    if keys.isSet("per_device_train_batch_size"), keys.isSet("num_train_epochs") {
      // Of the two lengths that transformers' `Trainer` takes, steps end the run.
      keys.reading.duration.governing = steps
      keys.reading.duration.ignored = [epochs]
    } else if keys.isSet("max_context_width"), keys.isSet("dataset"), keys.isSet("epochs") {
      noteLoop(steps, epochs, &keys)
    }
  }

  /// In the FSDP samples of awsome-distributed-training the last step ends the loop over the data,
  /// and not the one over the epochs around it.
  private static func noteLoop(_ steps: Claim, _ epochs: Claim, _ keys: inout KeyReader) {
    guard epochs.value > 1, let span = epochs.place, let place = steps.place else { return }
    var constraint = Constraint(
      .duration, .remarkable,
      "`max_steps` ends each of the \(Magnitude.grouped(epochs.value)) epochs, not the run",
      label: "\(Magnitude.grouped(epochs.value)) epochs",
      source: "awsome-distributed-training 3.test_cases/pytorch/FSDP/src/train.py, train")
    constraint.related = [Constraint.Mark(place, "\(Magnitude.grouped(steps.value)) steps")]
    constraint.consequence = "each epoch that begins after the last step trains one step more"
    constraint.help = "leave one epoch where the steps are to end the run"
    keys.note(constraint, key: "epochs", at: span)
  }
}
