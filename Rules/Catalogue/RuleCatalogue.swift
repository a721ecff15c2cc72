import BatchRules
import DataRules
import DirectivesRules
import HardwareRules
import KeysRules
package import Linting
import ManifestsRules
import ModelRules
import ScalingRules
import ScheduleRules
import YAMLRules

/// Every rule of every family.
package enum RuleCatalogue {
  /// The families and their rules.
  package static let families: [(family: RuleFamily, rules: [any Rule.Type])] = [
    (.batch, BatchRules.all),
    (.data, DataRules.all),
    (.directives, DirectivesRules.all),
    (.hardware, HardwareRules.all),
    (.keys, KeysRules.all),
    (.manifests, ManifestsRules.all),
    (.model, ModelRules.all),
    (.scaling, ScalingRules.all),
    (.schedule, ScheduleRules.all),
    (.yaml, YAMLRules.all),
  ]

  /// The rules by id.
  package static let all: [any Rule.Type] =
    families.flatMap(\.rules).sorted { $0.info.id < $1.info.id }

  /// The ids of all rules, sorted.
  package static let ids: [String] = all.map { $0.info.id.name }

  /// The rule called `id`, or nil.
  package static func rule(_ id: String) -> (any Rule.Type)? {
    all.first { $0.info.id.name == id }
  }

  /// The family of the rule called `id`, or nil.
  package static func family(of id: RuleID) -> RuleFamily? {
    families.first { $0.rules.contains { $0.info.id == id } }?.family
  }
}
