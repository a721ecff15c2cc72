import JSONText
import ScalingLaws

/// Writes `fit --format json`; its shape is a contract.
package struct FitJSON: Sendable {
  private let report: FitReport
  /// Whether the runs are written one by one, which a law file has no use for.
  private let hasRuns: Bool

  /// Makes a writer; that of a law file leaves out the single runs.
  package init(_ report: FitReport, hasRuns: Bool = true) {
    self.report = report
    self.hasRuns = hasRuns
  }

  /// The text.
  package var text: String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("schema_version", 1)
      json.key("fit")
      json.object { write(to: &$0) }
    }
    return json.text + "\n"
  }

  private func write(to json: inout JSONWriter) {
    let fit = report.fit
    json.member("form", fit.request.form.rawValue)
    if fit.request.form.hasOneVariable { json.member("variable", fit.request.axis.column) }
    json.member("source", report.source)
    json.key("columns")
    json.array(of: report.columns) { $0.string($1) }
    json.member("runs", fit.runs.count)
    json.key("dropped")
    json.array(of: report.dropped) { json, run in
      json.object { json in
        json.member("row", run.row)
        if let name = run.name { json.member("name", name) }
        json.member("reason", run.reason)
      }
    }
    json.member("objective", fit.objective)
    json.key("constants")
    numbers(fit.constants, to: &json)
    json.member("level", fit.request.level)
    json.member("resamples", fit.request.resamples)
    json.member("seed", Int(clamping: fit.request.seed))
    json.key("exponents")
    numbers(fit.exponents, to: &json)
    json.key("range")
    json.object { json in
      for axis in LawValidity.Axis.allCases {
        guard let range = fit.range(axis) else { continue }
        json.key(axis.column)
        pair(range, to: &json)
      }
    }
    json.key("left_out_error")
    if let error = fit.leftOutError { json.double(error) } else { json.null() }
    groups(to: &json)
    optima(to: &json)
    if hasRuns { residuals(to: &json) }
    json.key("remarks")
    json.array(of: report.remarks) { $0.string($1) }
  }

  private func groups(to json: inout JSONWriter) {
    json.key("left_out")
    json.array(of: report.fit.groups) { json, group in
      json.object { json in
        json.key("range")
        pair(group.range, to: &json)
        json.member("runs", group.count)
        json.member("error", group.error)
      }
    }
  }

  private func optima(to json: inout JSONWriter) {
    json.key("optima")
    json.array(of: report.fit.optima) { json, optimum in
      json.object { json in
        json.member("flops", optimum.compute)
        json.member("times_largest_run", optimum.reach)
        for number in optimum.numbers { self.number(number, to: &json) }
      }
    }
    guard !report.fit.parabolas.isEmpty else { return }
    json.key("budgets")
    json.array(of: report.fit.parabolas) { json, parabola in
      json.object { json in
        json.member("flops", parabola.compute)
        json.member("runs", parabola.count)
        json.key("parameters")
        if let optimum = parabola.optimum { json.double(optimum) } else { json.null() }
      }
    }
  }

  private func residuals(to json: inout JSONWriter) {
    json.key("residuals")
    json.array(of: report.fit.residuals) { json, residual in
      json.object { json in
        json.member("row", residual.run.row)
        if let name = residual.run.name { json.member("name", name) }
        json.member("loss", residual.run.loss)
        json.member("predicted", residual.predicted)
        json.member("log_difference", residual.difference)
        json.key("outlier")
        json.bool(residual.isOutlier)
      }
    }
  }

  private func numbers(_ numbers: [LawFit.Number], to json: inout JSONWriter) {
    json.object { json in
      for number in numbers { self.number(number, to: &json) }
    }
  }

  private func number(_ number: LawFit.Number, to json: inout JSONWriter) {
    json.key(number.name)
    json.object { json in
      json.key("value")
      json.double(number.value)
      json.key("interval")
      if let interval = number.interval { pair(interval, to: &json) } else { json.null() }
    }
  }

  private func pair(_ range: ClosedRange<Double>, to json: inout JSONWriter) {
    json.array(of: [range.lowerBound, range.upperBound]) { $0.double($1) }
  }
}
