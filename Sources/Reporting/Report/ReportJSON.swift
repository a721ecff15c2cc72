import JSONText
import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// The report for programs: plans as `plan --format json` has them, files as `check --format json`
/// has them, and the chart in numbers.
struct ReportJSON: ReportBody {
  private var plans = ""
  private var files = ""
  private var planWriter = PlanJSON()

  mutating func add(
    _ report: FileReport, _ lines: LineTable, file: Int, runs: Range<Int>, _ list: RunList
  ) {
    plans += planWriter.report(report)
    var json = JSONWriter()
    FindingJSON(report).write(to: &json)
    files += (files.isEmpty ? "\n  " : ",\n  ") + json.text
  }

  func bytes(_ list: RunList, title: String, tool: ToolInfo) -> [UInt8] {
    var json = JSONWriter()
    var text = "{\"schema_version\": 1, \"tool\": "
    json.object { json in
      json.member("name", tool.name)
      json.member("version", tool.version)
    }
    text += json.text + ",\n \"title\": "
    json.removeAll()
    json.string(title)
    text += json.text + ",\n \"plans\": [" + plans + "],\n \"files\": [" + files + "]"
    func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
      json.removeAll()
      body(&json)
      text += ",\n \"\(name)\": " + json.text
    }
    member("chart") { json in
      guard let chart = LossChart(list.runs) else { return json.null() }
      write(chart, to: &json)
    }
    member("missing_facts") { json in
      json.array(of: list.missing.entries) { json, entry in write(entry, to: &json) }
    }
    member("unlocks") { json in
      json.array(of: list.missing.unlocks) { json, unlock in
        json.object { json in
          json.member("text", unlock.words)
          json.member("findings", unlock.count)
        }
      }
    }
    member("skipped") { json in
      json.array(of: list.skipped) { json, skipped in
        json.object { json in
          json.member("reason", skipped.reason.rawValue)
          json.member("files", skipped.count)
        }
      }
    }
    member("problems") { json in json.array(of: list.problems) { $0.string($1) } }
    member("summary") { json in write(list.summary, to: &json) }
    return Array((text + "}\n").utf8)
  }

  private func write(_ chart: LossChart, to json: inout JSONWriter) {
    json.object { json in
      json.member("law", chart.law.id)
      json.member("value", chart.axis.rawValue)
      json.key("runs")
      json.array(of: chart.points) { json, point in
        json.object { json in
          json.member("plan", point.run)
          json.member("flops", point.compute)
          json.member("value", point.value)
        }
      }
      json.key("frontier")
      write(chart.frontier, to: &json)
      json.key("bands")
      json.array(of: LossChart.ratios) { json, ratio in
        json.object { json in
          json.member("tokens_per_parameter", ratio)
          json.key("curve")
          write(chart.curve(ratio: ratio), to: &json)
        }
      }
      json.key("known_models")
      json.array(of: chart.models) { json, known in
        json.object { json in
          json.member("name", known.model.hubID)
          json.member("parameters", known.size.parameters)
          json.member("tokens", known.size.tokens)
          json.member("flops", known.size.compute)
          json.member("value", known.value)
        }
      }
    }
  }

  private func write(_ curve: [(compute: Double, value: Double)], to json: inout JSONWriter) {
    json.array(of: curve) { json, place in
      json.array { json in
        json.double(place.compute)
        json.double(place.value)
      }
    }
  }

  private func write(_ entry: FactTally.Entry, to json: inout JSONWriter) {
    json.object { json in
      json.key("facts")
      json.array(of: entry.facts) { $0.string($1.name) }
      json.member("plans", entry.plans)
      json.key("settles")
      json.object { json in
        for unlock in entry.unlocks { json.member(unlock.quantity.name, unlock.plans) }
      }
    }
  }

  private func write(_ summary: Summary, to json: inout JSONWriter) {
    json.object { json in
      json.member("files", summary.files)
      for severity in Severity.allCases.reversed() {
        json.member(severity.name, summary.count(severity))
      }
      json.member("suppressed", summary.suppressed)
    }
  }
}
