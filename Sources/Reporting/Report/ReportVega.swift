import JSONText
import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// The chart as a specification of Vega-Lite with its numbers inside, for those who draw
/// themselves.
struct ReportVega: ReportBody {
  mutating func add(
    _ report: FileReport, _ lines: LineTable, file: Int, runs: Range<Int>, _ list: RunList
  ) {}

  func bytes(_ list: RunList, title: String, tool: ToolInfo) -> [UInt8] {
    var json = JSONWriter(pretty: false)
    json.object { json in
      json.member("$schema", "https://vega.github.io/schema/vega-lite/v5.json")
      json.member("title", title)
      json.member("width", 860)
      json.member("height", 470)
      json.key("layer")
      json.array { json in
        guard let chart = LossChart(list.runs) else { return writeNothing(to: &json) }
        for ratio in LossChart.ratios {
          writeLine(chart, chart.curve(ratio: ratio), color: "#999999", width: 1, to: &json)
        }
        writeLine(chart, chart.frontier, color: "#222222", width: 2, to: &json)
        writeModels(chart, to: &json)
        writeRuns(chart, list, to: &json)
      }
    }
    json.endLine()
    return json.bytes
  }

  /// A layer without a mark to draw: a specification with no layer is none.
  private func writeNothing(to json: inout JSONWriter) {
    json.object { json in
      data(of: [0], to: &json) { _, _ in }
      json.key("mark")
      json.object { json in
        json.member("type", "text")
        json.member("text", "no run to draw")
      }
    }
  }

  private func data<Row>(
    of rows: [Row], to json: inout JSONWriter, _ write: (inout JSONWriter, Row) -> Void
  ) {
    json.key("data")
    json.object { json in
      json.key("values")
      json.array(of: rows) { json, row in json.object { json in write(&json, row) } }
    }
  }

  private func writeLine(
    _ chart: LossChart, _ curve: [(compute: Double, value: Double)], color: String, width: Int,
    to json: inout JSONWriter
  ) {
    json.object { json in
      data(of: curve, to: &json) { json, place in
        json.member("flops", place.compute)
        json.member("value", place.value)
      }
      json.key("mark")
      json.object { json in
        json.member("type", "line")
        json.member("color", color)
        json.member("strokeWidth", width)
      }
      json.key("encoding")
      json.object { json in places(chart, to: &json) }
    }
  }

  private func writeModels(_ chart: LossChart, to json: inout JSONWriter) {
    json.object { json in
      data(of: chart.models, to: &json) { json, known in
        json.member("name", known.model.hubID)
        json.member("parameters", known.size.parameters)
        json.member("tokens", known.size.tokens)
        json.member("flops", known.size.compute)
        json.member("value", known.value)
      }
      mark("#aaaaaa", to: &json)
      json.key("encoding")
      json.object { json in
        places(chart, to: &json)
        tooltips(["name", "parameters", "tokens"], to: &json)
      }
    }
  }

  private func writeRuns(_ chart: LossChart, _ list: RunList, to json: inout JSONWriter) {
    json.object { json in
      data(of: chart.points, to: &json) { json, point in
        let run = list.runs[point.run]
        json.member("name", run.name)
        json.member("framework", run.dialect)
        json.member("parameters", run.laws?.position.size.parameters)
        json.member("tokens", run.laws?.position.size.tokens)
        json.member("verdict", run.laws?.verdict.description)
        json.member("finding", list.files[run.file].worst?.name ?? "none")
        json.member("flops", point.compute)
        json.member("value", point.value)
      }
      mark("#2457a8", to: &json)
      json.key("encoding")
      json.object { json in
        places(chart, to: &json)
        json.key("color")
        json.object { json in
          json.member("field", "finding")
          json.member("type", "nominal")
        }
        tooltips(["name", "framework", "parameters", "tokens", "verdict"], to: &json)
      }
    }
  }

  private func mark(_ color: String, to json: inout JSONWriter) {
    json.key("mark")
    json.object { json in
      json.member("type", "point")
      json.member("filled", true)
      json.member("size", 40)
      json.member("color", color)
    }
  }

  private func tooltips(_ fields: [String], to json: inout JSONWriter) {
    json.key("tooltip")
    json.array(of: fields) { json, field in
      json.object { json in
        json.member("field", field)
      }
    }
  }

  private func places(_ chart: LossChart, to json: inout JSONWriter) {
    let isLoss = chart.axis == .loss
    json.key("x")
    json.object { json in
      json.member("field", "flops")
      json.member("type", "quantitative")
      json.member("title", "training FLOPs")
      scale("log", chart.computes, to: &json)
    }
    json.key("y")
    json.object { json in
      json.member("field", "value")
      json.member("type", "quantitative")
      json.member(
        "title",
        isLoss
          ? "predicted loss, nats per token (\(chart.law.id))"
          : "FLOPs not needed: above for tokens, below for parameters (\(chart.law.id))")
      scale(isLoss ? "linear" : "sqrt", chart.values, to: &json)
    }
  }

  private func scale(_ type: String, _ range: ClosedRange<Double>, to json: inout JSONWriter) {
    json.key("scale")
    json.object { json in
      json.member("type", type)
      json.key("domain")
      json.array(of: [range.lowerBound, range.upperBound]) { $0.double($1) }
    }
  }
}
