import JSONText
import ScalingLaws

/// Writes `forecast --format json`; its shape is a contract.
package struct ForecastJSON: Sendable {
  private let report: ForecastReport

  /// Makes a writer.
  package init(_ report: ForecastReport) { self.report = report }

  /// The text; on one line where several forecasts follow each other.
  package func text(isLine: Bool = false) -> String {
    var json = JSONWriter(pretty: !isLine)
    json.object { json in
      json.member("schema_version", 1)
      json.key("forecast")
      json.object { json in write(to: &json) }
    }
    return json.text + "\n"
  }

  private func write(to json: inout JSONWriter) {
    let run = report.run
    number("fraction", run.fraction, to: &json)
    number("end_step", run.end, to: &json)
    json.member("last_step", run.curve.lastStep)
    json.member("points", run.curve.points.count)
    json.member("form", ForecastReport.form)
    optional("final_loss", run.forecast?.final, to: &json) { json, band in
      json.member("value", band.value)
      json.key("interval")
      json.array(of: [band.interval.lowerBound, band.interval.upperBound]) { json, edge in
        json.double(edge)
      }
      json.member("level", LossForecast.level)
    }
    number("power_law", run.powerLaw, to: &json)
    optional("reference", run.comparison, to: &json) { json, comparison in
      json.member("path", report.referenceName)
      json.member("own_loss", comparison.own)
      json.member("loss", comparison.other)
      json.member("difference", comparison.own - comparison.other)
      number("final_loss", comparison.otherFinal, to: &json)
      json.member("same_learning_rates", comparison.hasSameRates)
    }
    optional("target", run.target, to: &json) { json, target in
      json.member("value", target)
      side(target, to: &json)
    }
    optional("law", report.law, to: &json) { json, law in
      json.member("name", law.name)
      json.member("value", law.loss)
      side(law.loss, to: &json)
    }
    json.key("reasons")
    json.array(of: report.reasons) { json, reason in json.string(reason) }
  }

  private func side(_ value: Double, to json: inout JSONWriter) {
    json.member("band", report.run.forecast.map { BandSide(value, $0.final).rawValue })
  }

  private func number(_ name: String, _ value: Double?, to json: inout JSONWriter) {
    json.key(name)
    if let value { json.double(value) } else { json.null() }
  }

  private func optional<Value>(
    _ name: String, _ value: Value?, to json: inout JSONWriter,
    _ body: (inout JSONWriter, Value) -> Void
  ) {
    json.key(name)
    guard let value else { return json.null() }
    json.object { json in body(&json, value) }
  }
}
