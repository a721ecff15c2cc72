import Engine
import Linting
import SourceText
import Testing

/// Steps and epochs on the command line of a script.
@Suite struct ScriptLengthTests {
  private func headlines(_ flags: String) -> [String] {
    let text = """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: one}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: train
                image: registry/train:1
                command: [torchrun, train.py, \(flags)]
                resources: {limits: {nvidia.com/gpu: 1}}

      """
    return Linter().report(on: SourceFile(name: "job.yaml", text: text)).findings
      .filter { $0.rule == "conflicting-duration" }.map(\.finding.headline)
  }

  private static let sample = "--max_context_width=2048, --dataset=a/b, --lr=1e-4"

  @Test func anEpochBehindTheLastStepIsTold() {
    #expect(
      headlines(Self.sample + ", --max_steps=200, --epochs=3")
        == ["`max_steps` ends each of the 3 epochs, not the run"])
  }

  @Test(arguments: [
    "\(sample), --max_steps=200, --epochs=1", "\(sample), --max_steps=200, --epochs=$EPOCHS",
    "\(sample), --max_steps=$STEPS, --epochs=3", "\(sample), --epochs=3",
    // What another script makes of the two is not known.
    "--dataset=a/b, --lr=1e-4, --max_steps=200, --epochs=3",
    "--max_context_width=2048, --lr=1e-4, --max_steps=200, --epochs=3",
  ])
  func whatIsNotKnownOrRightIsLeft(flags: String) { #expect(headlines(flags) == []) }

  @Test func stepsEndTheRunOfTheTrainer() {
    let flags = "--per_device_train_batch_size=1, --learning_rate=1e-5"
    #expect(
      headlines(flags + ", --max_steps=200, --num_train_epochs=3")
        == ["`num_train_epochs` does not end the run, `max_steps` does"])
  }
}
