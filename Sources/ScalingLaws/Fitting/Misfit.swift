/// How far given predictions lie from what finished runs came to.
package struct Misfit: Hashable, Sendable {
  /// The objective of a fit: the sum over the runs of Huber's loss of ln predicted / observed.
  package let objective: Double
  /// The mean of predicted - observed, in nats per token.
  package let bias: Double

  /// Compares what `law` says of each run's size and unique tokens with its loss.
  ///
  /// Runs without a size are left out.
  package init(_ runs: [FinishedRun], _ law: (RunSize, _ unique: Double?) -> Double) {
    let pairs = runs.compactMap { run in
      run.size.map { (loss: run.loss, foretold: law($0, run.uniqueTokens)) }
    }
    objective = pairs.reduce(0) { $0 + HuberFit.ofLosses($1.foretold, $1.loss) }
    bias = pairs.reduce(0) { $0 + $1.foretold - $1.loss } / Double(max(1, pairs.count))
  }
}
