import JSONText
import ReferenceData
package import ScalingLaws

/// Writes `budget --format json`; its shape is a contract.
package struct BudgetJSON: Sendable {
  private let budget: Budget
  private let machine: BudgetMachine?

  /// Makes a writer.
  package init(_ budget: Budget, machine: BudgetMachine?) {
    self.budget = budget
    self.machine = machine
  }

  /// The text.
  package var text: String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("schema_version", 1)
      json.key("budget")
      json.object { json in write(to: &json) }
    }
    return json.text + "\n"
  }

  private func write(to json: inout JSONWriter) {
    json.key("flops")
    number(budget.compute, to: &json)
    json.key("device_hours")
    let hours = budget.compute.flatMap { compute in
      machine.map { $0.hours(compute: compute) * $0.count }
    }
    number(hours, to: &json)
    json.key("given")
    optional(budget.given, to: &json) { json, size in
      members(of: size, to: &json)
      json.member("efficiency", budget.laws.allocation.efficiency(size))
    }
    json.key("allocations")
    json.array(of: budget.allocations) { json, row in
      json.object { json in allocation(row, to: &json) }
    }
    json.key("data_constrained")
    optional(budget.dataConstrained, to: &json) { json, data in
      constrained(data, to: &json)
    }
    json.key("inference")
    optional(budget.served, to: &json) { json, served in
      json.member("inference_tokens", served.lifetime.servedTokens)
      members(of: served.best, to: &json)
      json.member("lifetime_flops", served.lifetime.compute(served.best))
      json.member("saving", served.saving)
    }
    json.key("nearest_models")
    json.array(of: budget.answer.map { Budget.nearestModels(to: $0) } ?? []) { json, model in
      json.object { json in
        json.member("model", model.hubID)
        json.member("parameters", model.parameters)
        json.member("tokens", model.trainingTokens)
        json.member("source", model.source.text)
      }
    }
  }

  private func allocation(_ row: Budget.Allocation, to json: inout JSONWriter) {
    json.member("law", row.law)
    members(of: row.size, to: &json)
    json.key("interval")
    if let interval = row.interval {
      json.array(of: [interval.lowerBound, interval.upperBound]) { json, bound in
        json.double(bound)
      }
    } else {
      json.null()
    }
    json.key("extrapolated")
    optional(row.extrapolation, to: &json) { json, far in
      json.member("axis", far.axis.rawValue)
      json.member("factor", far.factor)
      json.key("above")
      json.bool(far.isAbove)
    }
    json.member("source", row.citation.text)
  }

  private func constrained(_ data: Budget.DataConstrained, to json: inout JSONWriter) {
    json.member("unique_tokens", data.unique)
    json.key("best")
    optional(data.best, to: &json) { json, size in
      members(of: size, to: &json)
      json.member("epochs", size.tokens / data.unique)
    }
    json.key("feasible")
    json.array(of: data.feasible) { json, row in
      json.object { json in
        json.member("epochs", row.epochs)
        members(of: row.size, to: &json)
        json.key("excess_loss")
        number(row.excess, to: &json)
      }
    }
  }

  private func members(of size: RunSize, to json: inout JSONWriter) {
    json.member("parameters", size.parameters)
    json.member("tokens", size.tokens)
    json.member("tokens_per_parameter", size.tokensPerParameter)
    json.member("flops", size.compute)
  }

  private func number(_ value: Double?, to json: inout JSONWriter) {
    if let value { json.double(value) } else { json.null() }
  }

  private func optional<Value>(
    _ value: Value?, to json: inout JSONWriter, _ body: (inout JSONWriter, Value) -> Void
  ) {
    guard let value else { return json.null() }
    json.object { json in body(&json, value) }
  }
}
